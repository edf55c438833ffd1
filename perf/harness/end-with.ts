import { rm } from 'node:fs/promises';
import type { ProcessLedger } from './processes.ts';

/**
 * Ctrl-C, a closed terminal, SIGTERM: everything is stopped and deleted before this process ends. A second signal ends
 * it by force.
 */
export function endWith(
  ledger: ProcessLedger,
  runFolder: string,
  tell: (line: string) => void,
): { came(): boolean; forget(): void } {
  let ending = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (ending) {
      ledger.killAll();
      process.exit(130);
    }
    ending = true;
    tell(`Stopping after ${signal} …`);
    void ledger
      .stopAll(5_000)
      .then(() => rm(runFolder, { recursive: true, force: true }))
      .finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  const onExit = () => ledger.killAll();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', onExit);
  return {
    came: () => ending,
    forget() {
      for (const signal of signals) process.off(signal, onSignal);
      process.off('exit', onExit);
    },
  };
}
