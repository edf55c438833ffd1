import { v7 } from 'uuid';
import { addDays } from '#app/features/insights/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import {
  countBuilderHealth,
  readBuilderUsage,
  type BuilderHealth,
  type BuilderUsage,
} from '#db/queries/operations/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

const DAY_MS = 24 * 3600_000;
/** A job that failed just now was accepted so many days ago at most: a day to wait, and its work's own time. */
const LONGEST_JOB_DAYS = 2;
/** Days over which usage is told. */
const USAGE_DAYS = 30;

export type BuilderFigures = { health: BuilderHealth; usage: BuilderUsage };

/** What is wrong at a builder's, and what its owners asked in thirty days, with what that cost (H1). */
export function readBuilderFigures(scope: PlatformScope, tenantId: string, now = new Date()): Promise<BuilderFigures> {
  const idOf = (days: number) => v7({ msecs: now.getTime() - days * DAY_MS, seq: 0, random: new Uint8Array(16) });
  const to = isoDay(now);
  return withScope(
    scope,
    async (tx) => ({
      health: await countBuilderHealth(tx, scope, { tenantId, since: idOf(1), accepted: idOf(LONGEST_JOB_DAYS + 1) }),
      usage: await readBuilderUsage(tx, scope, { tenantId, from: addDays(to, 1 - USAGE_DAYS), to }),
    }),
    { readOnly: true },
  );
}
