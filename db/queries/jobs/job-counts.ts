import { and, asc, gte, inArray, sql } from 'drizzle-orm';
import { COUNT_LIMIT } from './jobs.ts';
import type { JobState } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import type { Tx } from '../../scope.ts';

/**
 * How many jobs are in each of `states`, of those accepted since `fromId` when given; counts at most COUNT_LIMIT + 1
 * rows.
 */
export async function countJobs(tx: Tx, states: JobState[], fromId?: string): Promise<Map<JobState, number>> {
  const counted = tx
    .select({ state: jobStatus.state })
    .from(jobStatus)
    .where(and(inArray(jobStatus.state, states), fromId ? gte(jobStatus.id, fromId) : undefined))
    .orderBy(asc(jobStatus.id))
    .limit(COUNT_LIMIT + 1)
    .as('counted');
  const rows = await tx
    .select({ state: counted.state, count: sql<number>`count(*)::int` })
    .from(counted)
    .groupBy(counted.state);
  return new Map(rows.map((row) => [row.state, row.count]));
}
