import { sql, type SQL } from 'drizzle-orm';
import type { PlatformScope, Tx } from '../../scope.ts';

/** What is wrong at a builder's, each counted to a thousand. */
export type BuilderHealth = {
  /** Versions that could not be read. */
  failedDocuments: number;
  /** Of the last day. */
  failedJobs: number;
  faults: number;
  modelFaults: number;
};

/** Nothing is counted any further. */
const COUNTED = 1_000;

/**
 * A builder's health; `since`: an id of the moment from which what is new counts, `accepted`: one from before every job
 * that may have failed since then was accepted.
 */
export async function countBuilderHealth(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, since, accepted }: { tenantId: string; since: string; accepted: string },
): Promise<BuilderHealth> {
  const counted = (rows: SQL) => sql`(select count(*)::int from (${rows} limit ${COUNTED}) as counted)`;
  // Each kind of fault is a range of its index.
  const faults = sql.join(
    ['api', 'database', 'job'].map(
      (kind) => sql`(select from error_log where tenant_id = ${tenantId} and kind = ${kind}
        and last_seen_at > now() - interval '1 day' order by last_seen_at desc, id desc limit ${COUNTED})`,
    ),
    sql` union all `,
  );
  const { rows } = await tx.execute<BuilderHealth>(sql`
    select ${counted(sql`select from document_versions where tenant_id = ${tenantId} and status = 'failed'
        order by document_id`)} as "failedDocuments",
      ${counted(sql`select from job_status where tenant_id = ${tenantId} and state = 'failed' and id > ${accepted}::uuid
        and finished_at > now() - interval '1 day' order by id`)} as "failedJobs",
      ${counted(faults)} as "faults",
      ${counted(sql`select from llm_error_log where tenant_id = ${tenantId} and id > ${since}::uuid order by id`)}
        as "modelFaults"
    limit 1`);
  return rows[0] ?? { failedDocuments: 0, failedJobs: 0, faults: 0, modelFaults: 0 };
}

export type BuilderUsage = {
  questions: number;
  answered: number;
  refused: number;
  activeDays: number;
  tokens: number;
  /** US dollars; null where no price is known. */
  cost: number | null;
  countedAt: string | null;
};

/** What a builder's owners asked between two days, both included, and what it cost, as its roll-ups counted it. */
export async function readBuilderUsage(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, from, to }: { tenantId: string; from: string; to: string },
): Promise<BuilderUsage> {
  const { rows } = await tx.execute<BuilderUsage>(sql`
    select coalesce(sum(questions), 0)::int as "questions", coalesce(sum(answered), 0)::int as "answered",
      coalesce(sum(refused), 0)::int as "refused",
      count(distinct day) filter (where questions > 0)::int as "activeDays",
      coalesce(sum(prompt_tokens + completion_tokens), 0)::float8 as "tokens", sum(model_cost)::float8 as "cost",
      (select to_json(finished_at) #>> '{}' from analytics_runs where tenant_id = ${tenantId} limit 1) as "countedAt"
    from analytics_days where tenant_id = ${tenantId} and day between ${from}::date and ${to}::date limit 1`);
  return rows[0] ?? { questions: 0, answered: 0, refused: 0, activeDays: 0, tokens: 0, cost: null, countedAt: null };
}
