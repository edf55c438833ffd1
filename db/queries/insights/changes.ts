import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { answerCitations, changedAnswers, changedPassages } from '../../schema/changes.ts';
import type { ChangeState } from '../../schema/change-words.ts';
import { documents } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * What documents do not say any more as owners were told, for the builder's staff (G12).
 */

/** How many answers, and how many owners they were told to, of five hundred at most. */
const concerned = sql<{ answers: number; owners: number }>`(select json_build_object('answers',
    count(distinct a.message_id)::int, 'owners', count(distinct a.homeowner_id)::int)
  from (select message_id, homeowner_id from changed_answers where tenant_id = ${changedPassages.tenantId}
    and change_id = ${changedPassages.id} limit 500) a)`;

const columns = {
  id: changedPassages.id,
  documentId: changedPassages.documentId,
  title: documents.title,
  development: developments.name,
  cause: changedPassages.cause,
  was: changedPassages.was,
  wasPage: changedPassages.wasPage,
  now: changedPassages.now,
  nowPage: changedPassages.nowPage,
  inVersion: changedPassages.inVersion,
  state: changedPassages.state,
  wording: changedPassages.wording,
  decidedAt: changedPassages.decidedAt,
  version: changedPassages.version,
  createdAt: changedPassages.createdAt,
  concerned,
};

export type ChangeFilter = { limit: number; before?: string; state?: ChangeState; documentId?: string };

/** Characters of a passage that a list shows (B6). */
const EXCERPT = 160;

/**
 * A tenant's changes with the beginnings of their passages, newest first, at most `limit`, older than the id `before`
 * (B1); chosen first.
 */
export function listChanges(tx: Tx, scope: TenantScope, filter: ChangeFilter) {
  const chosen = tx
    .select()
    .from(changedPassages)
    .where(
      and(
        eq(changedPassages.tenantId, scope.tenantId),
        filter.state === undefined ? undefined : eq(changedPassages.state, filter.state),
        filter.documentId === undefined ? undefined : eq(changedPassages.documentId, filter.documentId),
        filter.before === undefined ? undefined : lt(changedPassages.id, filter.before),
      ),
    )
    .orderBy(desc(changedPassages.id))
    .limit(filter.limit)
    .as('changed_passages');
  const document = tx
    .select({ title: documents.title, developmentId: documents.developmentId, tenantId: documents.tenantId })
    .from(documents)
    .where(and(eq(documents.tenantId, changedPassages.tenantId), eq(documents.id, changedPassages.documentId)))
    .limit(1)
    .as('documents');
  const development = tx
    .select({ name: developments.name })
    .from(developments)
    .where(and(eq(developments.tenantId, documents.tenantId), eq(developments.id, documents.developmentId)))
    .limit(1)
    .as('developments');
  const { was, now, wording: _wording, ...short } = columns;
  return tx
    .select({
      ...short,
      was: sql<string>`left(${was}, ${EXCERPT})`,
      now: sql<string | null>`left(${now}, ${EXCERPT})`,
    })
    .from(chosen)
    .innerJoinLateral(document, sql`true`)
    .innerJoinLateral(development, sql`true`)
    .orderBy(desc(changedPassages.id))
    .limit(filter.limit);
}

export type ListedChange = Awaited<ReturnType<typeof listChanges>>[number];
export type ChangeRow = ListedChange & { wording: string | null };

/** A change with its whole passages; undefined when there is none. */
export async function findChange(tx: Tx, scope: TenantScope, id: string): Promise<ChangeRow | undefined> {
  const [row] = await tx
    .select(columns)
    .from(changedPassages)
    .innerJoin(
      documents,
      and(eq(documents.tenantId, changedPassages.tenantId), eq(documents.id, changedPassages.documentId)),
    )
    .innerJoin(
      developments,
      and(eq(developments.tenantId, documents.tenantId), eq(developments.id, documents.developmentId)),
    )
    .where(and(eq(changedPassages.tenantId, scope.tenantId), eq(changedPassages.id, id)))
    .limit(1);
  return row;
}

export type ConcernedOwner = {
  homeownerId: string;
  name: string;
  /** Null for somebody who had only scanned the house's code. */
  claimedAt: Date | null;
  endedAt: Date | null;
  isOwners: boolean;
  hasMail: boolean;
  houseId: string;
  house: string;
  answers: number;
  lastToldAt: Date;
  /** Of the latest answer: its question, where the owner has passed it on; else null. */
  question: string | null;
  questionId: string | null;
  toldAt: Date | null;
  seenAt: Date | null;
  mailedAt: Date | null;
  mailFailedAt: Date | null;
};

/** Whom a change concerns, at most `limit` behind the homeowner `after`, with what became of telling them. */
export async function listConcerned(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  page: { limit: number; after?: string | undefined },
): Promise<ConcernedOwner[]> {
  const { rows } = await tx.execute<
    Omit<ConcernedOwner, 'claimedAt' | 'endedAt' | 'lastToldAt' | 'toldAt' | 'seenAt' | 'mailedAt' | 'mailFailedAt'> &
      Record<'claimedAt' | 'endedAt' | 'lastToldAt' | 'toldAt' | 'seenAt' | 'mailedAt' | 'mailFailedAt', string | null>
  >(sql`
    select a.homeowner_id as "homeownerId", o.full_name as name, o.claimed_at as "claimedAt", o.ended_at as "endedAt",
      c.session_id is null as "isOwners", o.email is not null as "hasMail", h.id as "houseId", h.label as house,
      a.answers, m.created_at as "lastToldAt", q.question, q.id as "questionId", t.created_at as "toldAt",
      t.seen_at as "seenAt", t.mailed_at as "mailedAt", t.mail_failed_at as "mailFailedAt"
    from (select homeowner_id, count(distinct message_id)::int as answers, max(message_id::text)::uuid as latest
      from changed_answers where tenant_id = ${scope.tenantId} and change_id = ${changeId}
        and homeowner_id > coalesce(${page.after ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
      group by homeowner_id order by homeowner_id limit ${page.limit}) a
    join homeowners o on o.tenant_id = ${scope.tenantId} and o.id = a.homeowner_id
    join messages m on m.tenant_id = ${scope.tenantId} and m.id = a.latest
    join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
    join houses h on h.tenant_id = m.tenant_id and h.id = m.house_id
    left join builder_questions q on q.tenant_id = m.tenant_id and q.message_id = m.id
    left join change_tellings t on t.tenant_id = m.tenant_id and t.change_id = ${changeId}
      and t.homeowner_id = a.homeowner_id
    order by a.homeowner_id limit ${page.limit}`);
  return rows.map((row) => ({
    ...row,
    claimedAt: dateOf(row.claimedAt),
    endedAt: dateOf(row.endedAt),
    lastToldAt: dateOf(row.lastToldAt)!,
    toldAt: dateOf(row.toldAt),
    seenAt: dateOf(row.seenAt),
    mailedAt: dateOf(row.mailedAt),
    mailFailedAt: dateOf(row.mailFailedAt),
  }));
}

const dateOf = (moment: string | null) => (moment === null ? null : new Date(moment));

/**
 * Decides about a change as it was when `version` was read. False when it is another by now, or somebody has decided.
 */
export async function decideChange(
  tx: Tx,
  scope: TenantScope,
  { id, version }: { id: string; version: number },
  decision: { state: 'told' | 'dismissed'; wording: string | null },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(changedPassages)
    .set({
      ...decision,
      decidedBy: scope.actor.kind === 'staff' ? scope.actor.userId : null,
      decidedAt: sql`now()`,
      version: sql`${changedPassages.version} + 1`,
    })
    .where(
      and(
        eq(changedPassages.tenantId, scope.tenantId),
        eq(changedPassages.id, id),
        eq(changedPassages.version, version),
        eq(changedPassages.state, 'open'),
      ),
    );
  return (rowCount ?? 0) > 0;
}

type Cited = { messageId: string; ordinal: number };

/** Citations that a change concerns, behind `after`, at most `limit`. */
export function listChangedCitations(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  page: { limit: number; after?: Cited | undefined },
): Promise<Cited[]> {
  const { after } = page;
  return tx
    .select({ messageId: changedAnswers.messageId, ordinal: changedAnswers.ordinal })
    .from(changedAnswers)
    .where(
      and(
        eq(changedAnswers.tenantId, scope.tenantId),
        eq(changedAnswers.changeId, changeId),
        after &&
          sql`(${changedAnswers.messageId}, ${changedAnswers.ordinal})
            > (${after.messageId}::uuid, ${after.ordinal}::int)`,
      ),
    )
    .orderBy(asc(changedAnswers.messageId), asc(changedAnswers.ordinal))
    .limit(page.limit);
}

/**
 * From now on what stands in a changed passage's place is held against the document for these citations; where nothing
 * does, nothing.
 */
export async function followChange(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  cited: readonly Cited[],
): Promise<void> {
  const [messages, ordinals] = [cited.map((one) => one.messageId), cited.map((one) => one.ordinal)];
  await tx.execute(sql`update ${answerCitations} c set passage = coalesce(p.now, c.passage),
      page = coalesce(p.now_page, c.page), ended = p.now is null
    from ${changedPassages} p, unnest(${sql.param(messages)}::uuid[], ${sql.param(ordinals)}::int[])
      as own (message_id, ordinal)
    where p.tenant_id = ${scope.tenantId} and p.id = ${changeId} and c.tenant_id = ${scope.tenantId}
      and c.message_id = own.message_id and c.ordinal = own.ordinal`);
}
