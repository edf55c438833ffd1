import { countOpenJobs } from '#db/queries/insights/open-jobs.ts';
import { selectJobsByDevelopment, selectPartDays, selectParts } from '#db/queries/insights/parts.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { jobName } from '#app/features/jobs/job-names.ts';
import { takePage } from '#app/platform/http.ts';
import { byDay, daysOf, sumOf, type Period } from './days.ts';
import { developmentPage, developmentPosition } from './development-page.ts';
import type { Dives } from './dive.ts';
import type { DiveQuery } from './schema.ts';

const average = (milliseconds: number, count: number): number | null =>
  count === 0 ? null : Math.round(milliseconds / count);

/** What was read and done for the builder's documents, houses and developments, and what failed (G4). */
export async function readJobs(tx: Tx, scope: TenantScope, query: DiveQuery, before: Period) {
  const days = daysOf(query);
  const now = await selectPartDays(tx, scope, query, 'job');
  const earlier = await selectPartDays(tx, scope, before, 'job');
  const kinds = await selectParts(tx, scope, query, ['job']);
  const open = await countOpenJobs(tx, scope);
  const rows = await selectJobsByDevelopment(tx, scope, query, developmentPage(query));
  const total = (list: typeof now, name: 'count' | 'done' | 'failed' | 'milliseconds') =>
    sumOf(list.map((day) => day[name]));
  const figure = (name: 'count' | 'done' | 'failed') => ({ value: total(now, name), before: total(earlier, name) });
  return {
    figures: {
      finished: figure('count'),
      succeeded: figure('done'),
      failed: figure('failed'),
      average_ms: {
        value: average(total(now, 'milliseconds'), total(now, 'count')),
        before: average(total(earlier, 'milliseconds'), total(earlier, 'count')),
      },
      open: { value: open, before: null },
    },
    days,
    series: {
      succeeded: byDay(days, now, ({ done }) => done),
      failed: byDay(days, now, ({ failed }) => failed),
      cancelled: byDay(days, now, ({ count, done, failed }) => count - done - failed),
    },
    parts: {
      kinds: kinds.map(({ name, count, done, failed }) => ({ name, label: jobName(name), count, done, failed })),
    },
    ...takePage(
      rows,
      query.limit,
      (row): Dives['jobs']['items'][number] => ({
        id: row.id,
        name: row.name,
        finished: row.count,
        succeeded: row.done,
        failed: row.failed,
        average_ms: average(row.milliseconds, row.count),
      }),
      developmentPosition,
    ),
  };
}
