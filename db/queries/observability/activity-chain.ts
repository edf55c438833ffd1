import { desc, isNull, sql } from 'drizzle-orm';
import { auditVerifications } from '../../schema/activity-chain.ts';
import type { Tx } from '../../scope.ts';

/*
 * The chain of the activity log (H5): sealing, forgetting, and what a look through it needs. What is hashed stands in
 * db/row-level-security/4-activity-chain.sql; it is said here once more, so that a changed function there is found.
 */

/** An entry of the chain, with the row that it vouches for as that row is now. */
export type ChainEntry = {
  seq: number;
  auditId: string;
  /** Milliseconds since the epoch. */
  notedAt: number;
  sealedAt: number;
  coreHash: string;
  detailsHash: string;
  hash: string;
  /** Null: there is no such row. */
  row: ChainRow | null;
};

type ChainRow = {
  /** Milliseconds since the epoch. */
  at: number;
  action: string;
  subjectId: string | null;
  coreHash: string;
  detailsHash: string;
  /** Of `activity.unnamed`: what the details of its subject hash to since then. */
  unnamedHash: string | null;
};

/** An entry by its place. */
export type ChainMark = { seq: number; hash: string };

const hashed = (text: ReturnType<typeof sql>) => sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
const CORE = sql`jsonb_build_array(a.id, a.tenant_id, (extract(epoch from a.at) * 1000)::bigint, a.actor_kind,
  a.actor_id, a.impersonator_id, a.action, a.subject_type, a.subject_id, a.ip, a.request_id)::text`;

/** Seals up to `many` rows that wait, the oldest first; waits for another process that does so. Returns how many. */
export async function sealActivity(tx: Tx, many: number): Promise<number> {
  const { rows } = await tx.execute<{ sealed: number }>(sql`select wall.seal_activity(${many}::int) as sealed`);
  return rows[0]?.sealed ?? 0;
}

/**
 * Deletes up to `many` of the oldest rows that are older than six years. Says the last entry that went, which the log
 * must say (`activity.forgotten`), or its chain is broken; undefined when nothing was as old.
 */
export async function forgetActivity(tx: Tx, many: number): Promise<(ChainMark & { forgotten: number }) | undefined> {
  const { rows } = await tx.execute<{ seq: string | number; hash: string; forgotten: string | number }>(
    sql`select seq, hash, forgotten from wall.forget_activity(${many}::int) limit 1`,
  );
  const [row] = rows;
  return row && { seq: Number(row.seq), hash: row.hash, forgotten: Number(row.forgotten) };
}

/** The first `limit` entries behind one, in their order; `after` 0: from the first that is kept. */
export async function selectChain(tx: Tx, { after, limit }: { after: number; limit: number }): Promise<ChainEntry[]> {
  type Raw = Omit<ChainEntry, 'seq' | 'notedAt' | 'sealedAt'> & Record<'seq' | 'notedAt' | 'sealedAt', string | number>;
  const { rows } = await tx.execute<Raw>(sql`
    select c.seq, c.audit_id as "auditId", (extract(epoch from c.noted_at) * 1000)::bigint as "notedAt",
      (extract(epoch from c.sealed_at) * 1000)::bigint as "sealedAt", encode(c.core_hash, 'hex') as "coreHash",
      encode(c.details_hash, 'hex') as "detailsHash", encode(c.hash, 'hex') as hash,
      case when a.id is not null then jsonb_build_object('at', (extract(epoch from a.at) * 1000)::bigint,
        'action', a.action, 'subjectId', a.subject_id, 'coreHash', ${hashed(CORE)},
        'detailsHash', ${hashed(sql`a.details::text`)}, 'unnamedHash', case when a.action =
          'activity.unnamed' then a.details ->> 'details_hash' end) end as row
    from (select * from audit_chain where seq > ${after} order by seq limit ${limit}) as c
    left join lateral (select * from audit_log where id = c.audit_id limit 1) as a on true
    order by c.seq limit ${limit}`);
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    notedAt: Number(row.notedAt),
    sealedAt: Number(row.sealedAt),
  }));
}

/** Of the next `limit` rows behind one, those in no chain that do not wait either; `last`: undefined at the end. */
export async function findUnchained(
  tx: Tx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ last: string | undefined; unchained: string[] }> {
  const { rows } = await tx.execute<{ last: string | null; unchained: string[] | null }>(sql`
    select (array_agg(a.id order by a.id desc))[1]::text as last,
      array_agg(a.id::text order by a.id) filter (where
        (select 1 from audit_chain c where c.audit_id = a.id limit 1) is null
        and (select 1 from audit_unsealed u where u.audit_id = a.id limit 1) is null) as unchained
    from (select id from audit_log where ${after ? sql`id > ${after}::uuid` : sql`true`} order by id
      limit ${limit}) as a`);
  return { last: rows[0]?.last ?? undefined, unchained: rows[0]?.unchained ?? [] };
}

/** The last entry that was forgotten, as the log says; undefined when none was. */
export async function findChainBeginning(tx: Tx): Promise<ChainMark | undefined> {
  const { rows } = await tx.execute<{ seq: string | null; hash: string | null }>(
    sql`select details ->> 'seq' as seq, details ->> 'hash' as hash from audit_log
      where action = 'activity.forgotten' order by id desc limit 1`,
  );
  return rows[0] && { seq: Number(rows[0].seq), hash: String(rows[0].hash) };
}

/** The last entry of the latest look that found no fault; undefined before the first one. */
export async function findSoundHead(tx: Tx): Promise<ChainMark | undefined> {
  const [sound] = await tx
    .select({ seq: auditVerifications.headSeq, hash: auditVerifications.headHash })
    .from(auditVerifications)
    .where(isNull(auditVerifications.fault))
    .orderBy(desc(auditVerifications.id))
    .limit(1);
  return sound?.seq != null && sound.hash !== null ? { seq: sound.seq, hash: sound.hash } : undefined;
}

export type Verification = typeof auditVerifications.$inferSelect;

export async function insertVerification(tx: Tx, row: typeof auditVerifications.$inferInsert): Promise<void> {
  await tx.insert(auditVerifications).values(row);
}

/**
 * The latest look through the chain, for how many seconds the row has waited that waits longest, and when the first
 * entry that is kept was sealed.
 */
export async function readChainState(
  tx: Tx,
): Promise<{ verification: Verification | undefined; waitingSeconds: number; began: Date | undefined }> {
  const [verification] = await tx.select().from(auditVerifications).orderBy(desc(auditVerifications.id)).limit(1);
  const { rows } = await tx.execute<{ waiting: string | number | null; began: string | number | null }>(sql`
    select (select extract(epoch from now() - noted_at) from audit_unsealed order by noted_at limit 1) as waiting,
      (select extract(epoch from sealed_at) * 1000 from audit_chain order by seq limit 1) as began`);
  const { waiting, began } = rows[0] ?? {};
  return {
    verification,
    waitingSeconds: Math.max(0, Number(waiting ?? 0)),
    began: began == null ? undefined : new Date(Number(began)),
  };
}
