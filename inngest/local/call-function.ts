import { z } from 'zod';
import type { EngineError, EngineEvent, EngineStepResult } from '#db/queries/engine/runs.ts';
import { retryAfterMs } from './time-text.ts';

/** The SDK's endpoint as a plain function of a request; no socket is involved. */
export type ServeHandler = (request: Request) => Promise<Response>;

export type FunctionCall = {
  functionId: string;
  runId: string;
  event: EngineEvent;
  /** Finished steps in the order in which they ended. */
  steps: { stepId: string; result: EngineStepResult }[];
  /** Run this planned step, or undefined to find the next ones. */
  stepId: string | undefined;
  /** Failed attempts of this call so far. */
  attempt: number;
  maxAttempts: number;
};

export type Operation = { kind: 'plan' | 'sleep'; stepId: string; name: string; until: string };

export type CallOutcome =
  | { kind: 'completed'; output: unknown }
  | { kind: 'step-ended'; stepId: string; name: string; result: EngineStepResult }
  | { kind: 'found'; operations: Operation[] }
  | { kind: 'retry'; error: EngineError; afterMs: number | undefined; stepName: string }
  | { kind: 'failed'; error: EngineError };

const operation = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Op = z.output<typeof operation>;

/**
 * Calls a function once through the SDK's protocol and reads its answer. Never throws: a broken answer is a failed
 * attempt.
 */
export async function callFunction(handler: ServeHandler, call: FunctionCall): Promise<CallOutcome> {
  const url = new URL('http://local-engine/api/inngest');
  url.searchParams.set('fnId', call.functionId);
  url.searchParams.set('stepId', call.stepId ?? 'step');
  const order = call.steps.map((step) => step.stepId);
  try {
    const response = await handler(
      new Request(url, {
        method: 'POST',
        headers: { host: 'local-engine', 'content-type': 'application/json' },
        body: JSON.stringify({
          version: 2,
          event: call.event,
          events: [call.event],
          steps: Object.fromEntries(call.steps.map((step) => [step.stepId, step.result])),
          ctx: {
            run_id: call.runId,
            attempt: call.attempt,
            max_attempts: call.maxAttempts,
            disable_immediate_execution: false,
            use_api: false,
            stack: { stack: order, current: order.length },
          },
        }),
      }),
    );
    return readAnswer(response, await response.text());
  } catch (error) {
    return { kind: 'retry', error: asError(error), afterMs: undefined, stepName: '' };
  }
}

function readAnswer(response: Response, text: string): CallOutcome {
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (response.status === 200) return { kind: 'completed', output: body };
  const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
  if (response.status !== 206) {
    const error = asError(body);
    return response.headers.get('x-inngest-no-retry') === 'true'
      ? { kind: 'failed', error }
      : { kind: 'retry', error, afterMs, stepName: '' };
  }
  return readOperations(z.array(operation).parse(Array.isArray(body) ? body : [body]), afterMs);
}

function readOperations(ops: Op[], afterMs: number | undefined): CallOutcome {
  const [first] = ops;
  if (first && ops.length === 1) {
    const name = first.displayName ?? first.name ?? first.id;
    if (first.op === 'RunComplete') return { kind: 'completed', output: first.data ?? null };
    if (first.op === 'StepError') return { kind: 'retry', error: asError(first.error), afterMs, stepName: name };
    if (first.op === 'StepFailed')
      return { kind: 'step-ended', stepId: first.id, name, result: { type: 'error', error: asError(first.error) } };
    if (first.op === 'StepRun' || first.op === 'Step')
      return { kind: 'step-ended', stepId: first.id, name, result: { type: 'data', data: first.data ?? null } };
  }
  const operations: Operation[] = [];
  for (const op of ops) {
    const name = op.displayName ?? op.name ?? op.id;
    if (op.opts?.parallelMode) return unsupported(`group.parallel with mode "${op.opts.parallelMode}" (${name})`);
    if (op.op === 'StepPlanned') operations.push({ kind: 'plan', stepId: op.id, name, until: '' });
    else if (op.op === 'Sleep') operations.push({ kind: 'sleep', stepId: op.id, name, until: op.name ?? '' });
    else return unsupported(`${op.op} (${name})`);
  }
  return { kind: 'found', operations };
}

function unsupported(what: string): CallOutcome {
  return {
    kind: 'failed',
    error: {
      name: 'UnsupportedStep',
      message:
        `The local job engine does not support ${what}. Use step.run, step.sleep or step.sendEvent, or configure ` +
        'an Inngest server (INNGEST_BASE_URL).',
    },
  };
}

const errorShape = z.object({ name: z.string().default('Error'), message: z.string(), stack: z.string().default('') });

/** Longest text kept of an error, characters. */
const MAX_MESSAGE = 10_000;

/** Anything thrown or answered, as the error that the SDK can take back; causes and overlong texts are left out. */
function asError(value: unknown): EngineError {
  const parsed = errorShape.safeParse(
    value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
  );
  const { name, message, stack } = parsed.success
    ? parsed.data
    : { name: 'Error', message: typeof value === 'string' ? value : (JSON.stringify(value) ?? 'unknown'), stack: '' };
  return { name, message: message.slice(0, MAX_MESSAGE), stack: stack.slice(0, MAX_MESSAGE) };
}
