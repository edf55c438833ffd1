import { logger } from '#app/platform/logger.ts';
import { renewLeases, restorePoints, stillLeased, type WorkItem } from '#db/queries/engine/leases.ts';
import type { Tx } from '#db/scope.ts';

type Held = { item: WorkItem; abandon: () => void };

/** What one instance of the engine runs at the moment, and the leases by which it holds it. */
export type HeldWork = {
  size(): number;
  items(): WorkItem[];
  /** Executes a leased item; `onEnd` is called when that has ended, however. */
  begin(item: WorkItem): void;
  /** Keeps what is held; a call whose item is gone was cancelled or taken over, and is let go. */
  renew(tx: Tx): Promise<void>;
  /** Lets all calls go: what they bring is recorded no more. */
  abandonAll(): void;
};

/** `execute` stops waiting for a call's outcome when its second argument resolves. Leases last `leaseMs`. */
export function createHeldWork(
  execute: (item: WorkItem, abandoned: Promise<undefined>) => Promise<void>,
  leaseMs: number,
  onEnd: () => void,
): HeldWork {
  const held = new Map<string, Held>();
  /** Ended here, but their end could not be recorded: their leases run out though this process lives. */
  const letGo = new Map<string, WorkItem>();
  const items = () => [...held.values()].map(({ item }) => item);

  function begin(item: WorkItem): void {
    let abandon = () => {};
    const abandoned = new Promise<undefined>((resolve) => {
      abandon = () => resolve(undefined);
    });
    held.set(item.leaseToken, { item, abandon });
    execute(item, abandoned)
      // The lease runs out and the call is repeated, here or elsewhere.
      .catch((error: unknown) => {
        letGo.set(item.leaseToken, item);
        logger.error('a job step could not be recorded', {
          function: item.functionId,
          run: item.runId,
          step: item.stepName,
          stack: error instanceof Error ? error.stack : String(error),
        });
      })
      .finally(() => {
        held.delete(item.leaseToken);
        onEnd();
      });
  }

  async function renew(tx: Tx): Promise<void> {
    const mine = items();
    const renewed = await renewLeases(tx, mine, leaseMs);
    const open = [...letGo.values()];
    const standing = await stillLeased(tx, open);
    const lost = mine.filter((item) => !renewed.has(item.leaseToken));
    const taken = open.filter((item) => !standing.has(item.leaseToken));
    await restorePoints(tx, [...lost, ...taken]);
    for (const item of lost) held.get(item.leaseToken)?.abandon();
    for (const item of taken) letGo.delete(item.leaseToken);
  }

  return {
    size: () => held.size,
    items,
    begin,
    renew,
    abandonAll() {
      for (const { abandon } of held.values()) abandon();
    },
  };
}
