import { selectLiveOverrides } from '#db/queries/operations/limits.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { holdOverrides } from '#app/platform/limit-overrides.ts';
import { logger } from '#app/platform/logger.ts';

const INTERVAL_MS = 3_000;

/** Lets this process limit by the overrides that hold now (H10). Throws what the database does. */
export async function readOverrides(scope: PlatformScope): Promise<void> {
  const rows = await withScope(scope, selectLiveOverrides, {
    readOnly: true,
    timeoutMs: INTERVAL_MS,
  });
  holdOverrides(rows.map((row) => ({ ...row, endsAt: row.endsAt.getTime() })));
}

/**
 * Reads them every three seconds from now on, so that what one instance sets counts on all; while the database is away
 * those hold that were read last, each until its end. `stop` waits for a reading under way.
 */
export function followOverrides(scope: PlatformScope): { stop(): Promise<void> } {
  let reading: Promise<void> | undefined;
  let failed = false;
  const read = () => {
    reading ??= readOverrides(scope)
      .then(() => {
        failed = false;
      })
      .catch((error: unknown) => {
        if (!failed)
          logger.warn('the overrides of limits cannot be read; the last ones hold', { detail: String(error) });
        failed = true;
      })
      .finally(() => {
        reading = undefined;
      });
  };
  read();
  const timer = setInterval(read, INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await reading;
    },
  };
}
