import type { Tx } from '#db/scope.ts';
import { acceptTick, type Catalogue } from './accept-events.ts';
import type { EngineFunction } from './function-catalogue.ts';

/** Waits longer than this are cut short; setTimeout takes no more than 24 days, and a clock may be set. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Starts functions by their crons. A tick's event id is made of the function and the minute, so that of several
 * instances one starts the run. Ticks missed while no instance ran are not made up for, as on the server.
 */
export function createCronTicker(catalogue: Catalogue, clock: () => number) {
  const crons = [...catalogue.values()].flatMap((fn) =>
    fn.crons.map((cron) => ({ fn, ...cron, next: nextAfter(cron, clock()) })),
  );
  return {
    async tick(transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>): Promise<void> {
      const now = clock();
      for (const cron of crons) {
        if (cron.next === undefined || cron.next > now) continue;
        const due = new Date(cron.next).toISOString();
        await transaction(async (tx) => {
          await acceptTick(tx, cron.fn, {
            id: `cron:${cron.fn.id}:${cron.expression}:${due}`,
            name: 'inngest/scheduled.timer',
            data: { cron: cron.expression },
            ts: now,
          });
        });
        cron.next = nextAfter(cron, now);
      }
    },
    nextMs(): number {
      const next = Math.min(...crons.map((cron) => cron.next ?? Infinity));
      return Math.max(0, Math.min(LONGEST_WAIT_MS, next - clock()));
    },
  };
}

function nextAfter(cron: EngineFunction['crons'][number], after: number): number | undefined {
  return cron.schedule.nextRun(new Date(after))?.getTime();
}
