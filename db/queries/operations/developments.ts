import { sql } from 'drizzle-orm';
import type { DocumentStatus } from '../../schema/documents.ts';
import type { JobState } from '../../schema/job-states.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

/*
 * How a development is, as the platform team sees it (H2). Nothing is counted further than a thousand, or ten thousand
 * houses.
 */

type Key = { tenantId: string; developmentId: string };

const COUNTED = 1_000;
const HOUSES = 10_000;
/** Rows of each short list. */
const SHOWN = 10;

export type TypeCount = { code: string; houses: number; claimed: number };

/** How many houses of each type there are, and how many of them somebody has taken, of the first ten thousand. */
export async function countHouses(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: Key,
): Promise<TypeCount[]> {
  const { rows } = await tx.execute<TypeCount>(sql`
    select h.house_type as "code", count(*)::int as "houses", count(o.claimed_at)::int as "claimed"
    from (select id, house_type from houses where tenant_id = ${tenantId} and development_id = ${developmentId}
      order by label_order, id limit ${HOUSES}) as h
    left join homeowners o on o.tenant_id = ${tenantId} and o.house_id = h.id and o.ended_at is null
    group by h.house_type order by h.house_type limit 200`);
  return rows;
}

/** The newest thousand documents of a development by the state of their newest version. */
export async function countDocuments(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: Key,
): Promise<{ status: DocumentStatus; documents: number }[]> {
  const { rows } = await tx.execute<{ status: DocumentStatus; documents: number }>(sql`
    select v.status, count(*)::int as "documents"
    from (select id from documents where tenant_id = ${tenantId} and development_id = ${developmentId}
      and deleted_at is null order by created_at desc, id desc limit ${COUNTED}) as d
    cross join lateral (select status from document_versions where tenant_id = ${tenantId} and document_id = d.id
      order by version desc limit 1) as v
    group by v.status limit 10`);
  return rows;
}

export type FailedDocument = { id: string; title: string; filename: string; version: number; reason: string | null };

/** Versions of a development's documents that could not be read, at most ten. */
export async function selectFailedDocuments(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: Key,
): Promise<FailedDocument[]> {
  const { rows } = await tx.execute<FailedDocument>(sql`
    select v.id, d.title, v.filename, v.version, v.reason
    from (select id, document_id, filename, version, reason from document_versions where tenant_id = ${tenantId}
      and status = 'failed' order by document_id limit ${COUNTED}) as v
    join documents d on d.tenant_id = ${tenantId} and d.id = v.document_id and d.deleted_at is null
      and d.development_id = ${developmentId}
    order by d.title, v.version desc limit ${SHOWN}`);
  return rows;
}

export type DevelopmentUsage = {
  questions: number;
  answered: number;
  refused: number;
  failed: number;
  tokens: number;
  /** US dollars; null where no price is known. */
  cost: number | null;
};

/** What a development's owners asked between two days, both included, and what it cost, as roll-ups counted it. */
export async function readDevelopmentUsage(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId, from, to }: Key & { from: string; to: string },
): Promise<DevelopmentUsage> {
  const { rows } = await tx.execute<DevelopmentUsage>(sql`
    select coalesce(sum(questions), 0)::int as "questions", coalesce(sum(answered), 0)::int as "answered",
      coalesce(sum(refused), 0)::int as "refused", coalesce(sum(failed), 0)::int as "failed",
      coalesce(sum(prompt_tokens + completion_tokens), 0)::float8 as "tokens", sum(model_cost)::float8 as "cost"
    from analytics_days where tenant_id = ${tenantId} and development_id = ${developmentId}
      and day between ${from}::date and ${to}::date limit 1`);
  return rows[0] ?? { questions: 0, answered: 0, refused: 0, failed: 0, tokens: 0, cost: null };
}

export type SubjectJob = { id: string; eventName: string; state: JobState; error: string | null; createdAt: string };

/** The latest jobs about a development itself, at most ten. */
export async function selectJobsAbout(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: Key,
): Promise<SubjectJob[]> {
  const { rows } = await tx.execute<SubjectJob>(sql`
    select id, event_name as "eventName", state, error, to_json(created_at) #>> '{}' as "createdAt"
    from job_status where subject_id = ${developmentId} and tenant_id = ${tenantId} order by id desc limit ${SHOWN}`);
  return rows;
}

export type ReindexAsked = { at: string; by: string | null; reason: string; before: string; after: string };

/**
 * Who of the platform's staff asked for a re-index of a development last, and why; of the latest two hundred that were
 * asked for at its builder.
 */
export async function findReindexAsked(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: Key,
): Promise<ReindexAsked | undefined> {
  const { rows } = await tx.execute<ReindexAsked>(sql`
    select to_json(a.at) #>> '{}' as "at", a.details ->> 'reason' as "reason", a.details ->> 'model_before' as "before",
      a.details ->> 'model_after' as "after", (select u.full_name from staff_users u
        where u.id = case when a.actor_id ~ '^[0-9a-f-]{36}$' then a.actor_id::uuid end limit 1) as "by"
    from (select id, at, details, actor_id, subject_id from audit_log where tenant_id = ${tenantId}
      and action = 'development.reindex-asked' order by id desc limit 200) as a
    where a.subject_id = ${developmentId} order by a.id desc limit 1`);
  return rows[0];
}
