import type { WorkItem } from '#db/queries/engine/leases.ts';
import type { EngineError } from '#db/queries/engine/runs.ts';
import type { Tx } from '#db/scope.ts';
import type { Catalogue } from './accept-events.ts';
import { GIVEN_UP } from './blame-crashes.ts';
import { callFunction, type CallOutcome, type ServeHandler } from './call-function.ts';
import { endSleep, openRun, recordOutcome } from './record-runs.ts';

type Means = {
  handler: ServeHandler;
  catalogue: Catalogue;
  /** How long one call may take before it counts as failed, milliseconds. */
  callTimeoutMs: number;
  /** Waits before the first, second … retry, milliseconds. */
  backoffMs: readonly number[];
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/**
 * Calls the function of a leased item and records what it brought, each in a transaction of its own. Once `abandoned`
 * resolves nothing more is recorded (its `undefined` wins the race below). A call that takes too long counts as failed
 * and is not stopped, so its retry may run beside it: what a step writes must bear being written twice. Throws when the
 * outcome could not be recorded.
 */
export async function executeItem(means: Means, item: WorkItem, abandoned: Promise<undefined>): Promise<void> {
  const { handler, catalogue, callTimeoutMs, backoffMs, transaction } = means;
  const fn = catalogue.get(item.functionId);
  if (!fn) return;
  const record = (outcome: CallOutcome) =>
    transaction((tx) => recordOutcome(tx, catalogue, fn, item, outcome, backoffMs));
  if (item.kind === 'sleep') return transaction((tx) => endSleep(tx, item));
  if (item.takeovers >= GIVEN_UP) return record({ kind: 'failed', error: processEnded(item) });
  const run = await transaction((tx) => openRun(tx, catalogue, fn, item));
  if (!run) return;
  const call = callFunction(handler, {
    functionId: fn.id,
    runId: item.runId,
    event: run.event,
    steps: run.steps,
    stepId: item.kind === 'step' ? item.stepId : undefined,
    attempt: item.attempt,
    maxAttempts: fn.retries + 1,
  });
  const outcome = await withTimeout(Promise.race([call, abandoned]), callTimeoutMs, item);
  if (outcome) await record(outcome);
}

const processEnded = ({ stepName }: WorkItem): EngineError => {
  const during = stepName ? `at the step "${stepName}" of this job` : 'while this job ran';
  return {
    name: 'ProcessEnded',
    message:
      `The application ended twice ${during}, so it was not tried a third time. Start the job again if the ` +
      'application was stopped from outside. If it ended by itself, the input is the likely cause: export the ' +
      'document again or split it, and upload the new file.',
  };
};

async function withTimeout(
  outcome: Promise<CallOutcome | undefined>,
  timeoutMs: number,
  item: WorkItem,
): Promise<CallOutcome | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<CallOutcome>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({
          kind: 'retry',
          afterMs: undefined,
          stepName: item.stepName,
          error: {
            name: 'TimedOut',
            message: `${item.stepName || 'The function'} did not answer in ${Math.round(timeoutMs / 1000)} seconds.`,
          },
        }),
      timeoutMs,
    );
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}
