import { eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import type * as analytics from '../queries/insights/analytics.ts';
import type * as houseTopics from '../queries/insights/house-topics.ts';
import { analyticsRuns } from '../schema/analytics.ts';
import { own, platform, tenant, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
/** Two weeks of which all but the last days are rolled up. */
const range = { from: dayBefore(18), to: dayBefore(5) };
const rolledUpUntil = (days: number) => new Date(`${dayBefore(days)}T12:00:00Z`);

/** Figures of sixty days of every development, rolled up until now. */
export async function seedAnalytics(database: Database): Promise<void> {
  await database.owner.query(`
    insert into analytics_days (tenant_id, development_id, day, questions, active_houses, answered, refused,
      courtesies, stopped, failed, feedback_up, feedback_down, passed_on, houses_claimed, computed_at)
    select tenant_id, id, current_date - age, 5, 2, 4, 1, 0, 0, 0, 1, 0, 0, 0, now()
      from developments, generate_series(0, 59) as age`);
  await database.owner.query(
    'insert into analytics_runs (tenant_id, read_until, finished_at) select id, now(), now() from tenants',
  );
  await database.owner.query('analyze analytics_days, analytics_runs');
}

export const analyticsCalls = (q: typeof analytics): CallsOf<typeof analytics> => ({
  rollUpDay: [{ scope: tenant, reach: 'day', silent: true, run: (tx) => q.rollUpDay(tx, tenant, dayBefore(5)) }],
  selectDaysToRollUp: [{ scope: tenant, reach: 'rated', run: (tx) => q.selectDaysToRollUp(tx, tenant) }],
  storeRollUp: [{ scope: tenant, silent: true, run: (tx) => q.storeRollUp(tx, tenant, new Date()) }],
  selectTenantsToRollUp: [
    {
      scope: platform,
      run: (tx) =>
        q.selectTenantsToRollUp(tx, platform, {
          after: undefined,
          eventName: 'analytics/rollup.requested',
          limit: 200,
        }),
    },
    {
      scope: platform,
      run: (tx) =>
        q.selectTenantsToRollUp(tx, platform, {
          after: idOf('tenant', 100),
          eventName: 'analytics/rollup.requested',
          limit: 200,
        }),
    },
  ],
  readAnalyticsVersion: [{ scope: tenant, run: (tx) => q.readAnalyticsVersion(tx, tenant) }],
  selectFiguresByDay: [undefined, own.developmentId].map((developmentId) => ({
    scope: tenant,
    reach: 'day' as const,
    async run(tx) {
      await tx
        .update(analyticsRuns)
        .set({ readUntil: rolledUpUntil(5) })
        .where(eq(analyticsRuns.tenantId, own.tenantId));
      return q.selectFiguresByDay(tx, tenant, { ...range, ...(developmentId ? { developmentId } : {}) });
    },
  })),
  countHouses: [
    { scope: tenant, reach: 'houses', run: (tx) => q.countHouses(tx, tenant, range) },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.countHouses(tx, tenant, { ...range, developmentId: own.developmentId }),
    },
  ],
  hasDevelopment: [{ scope: tenant, run: (tx) => q.hasDevelopment(tx, tenant, own.developmentId) }],
});

export const houseTopicsCalls = (q: typeof houseTopics): CallsOf<typeof houseTopics> => ({
  countTopicsOf: [{ scope: tenant, reach: 'owner', run: (tx) => q.countTopicsOf(tx, tenant, own.houseId) }],
});
