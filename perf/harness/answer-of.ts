import type { ChildProcess } from 'node:child_process';

/** The child's next message. Throws when it ends, or cannot be started, instead of answering; `what` names it. */
export function answerOf<T>(child: ChildProcess, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      then();
    };
    const onMessage = (message: unknown) => settle(() => resolve(message as T));
    const onExit = (code: number | null, signal: string | null) =>
      settle(() =>
        reject(new Error(`The ${what} ended with ${code ?? signal} instead of answering; see its lines above.`)),
      );
    const onError = (cause: Error) =>
      settle(() => reject(new Error(`The ${what} could not be started or reached: ${cause.message}`, { cause })));
    if (child.exitCode !== null || child.signalCode !== null) return onExit(child.exitCode, child.signalCode);
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
  });
}
