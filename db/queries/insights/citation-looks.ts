import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { answerCitations, changedAnswers, changedPassages } from '../../schema/changes.ts';
import { chunks, documents } from '../../schema/documents.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Holds what answers have cited against the documents as they are now (G12): for the job that looks.
 */

/** A document as owners read it now, deleted ones too; undefined when there is none. */
export async function findDocumentToLook(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      id: documents.id,
      developmentId: documents.developmentId,
      houseTypes: documents.houseTypes,
      revision: documents.revision,
      readingId: documents.liveReadingId,
      deleted: sql<boolean>`${documents.deletedAt} is not null`,
      version: sql<number>`coalesce((select v.version from document_versions v where v.tenant_id = documents.tenant_id
        and v.id = documents.live_version_id limit 1), 1)`,
    })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)))
    .limit(1);
  return row;
}

/** Keeps a document as it is until the transaction ends; false when it is no longer what `revision` was. */
export async function holdRevision(tx: Tx, scope: TenantScope, id: string, revision: number): Promise<boolean> {
  const rows = await tx
    .select({ revision: documents.revision })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)))
    .limit(1)
    .for('update');
  return rows[0]?.revision === revision;
}

/** Passages of a reading in order, with ordinals from `from` up to, not including, `to`. */
export function listTextsOf(tx: Tx, scope: TenantScope, readingId: string, range: { from: number; to: number }) {
  return tx
    .select({ page: chunks.page, heading: chunks.heading, ordinal: chunks.ordinal, text: chunks.text })
    .from(chunks)
    .where(
      and(
        eq(chunks.tenantId, scope.tenantId),
        eq(chunks.readingId, readingId),
        gte(chunks.ordinal, range.from),
        lt(chunks.ordinal, range.to),
      ),
    )
    .orderBy(asc(chunks.ordinal))
    .limit(range.to - range.from);
}

/** What answers have cited of a document and was not held against it as it is now, at most `limit`. */
export function listCitationsToLook(
  tx: Tx,
  scope: TenantScope,
  { documentId, revision }: { documentId: string; revision: number },
  limit: number,
) {
  const cited = tx
    .select()
    .from(answerCitations)
    .where(
      and(
        eq(answerCitations.tenantId, scope.tenantId),
        eq(answerCitations.documentId, documentId),
        sql`not ${answerCitations.ended}`,
        sql`${answerCitations.revision} < ${revision}`,
      ),
    )
    .orderBy(asc(answerCitations.revision), asc(answerCitations.messageId))
    .limit(limit)
    .as('answer_citations');
  return tx
    .select({
      messageId: answerCitations.messageId,
      ordinal: answerCitations.ordinal,
      houseId: answerCitations.houseId,
      homeownerId: answerCitations.homeownerId,
      page: answerCitations.page,
      quote: answerCitations.quote,
      passage: answerCitations.passage,
      // Each by its key: joined, the houses of a large builder were all read.
      houseType: sql<string>`(select h.house_type from houses h where h.tenant_id = answer_citations.tenant_id
        and h.id = answer_citations.house_id limit 1)`,
      mode: sql<string | null>`(select m.mode from messages m where m.tenant_id = answer_citations.tenant_id
        and m.id = answer_citations.message_id limit 1)`,
    })
    .from(cited)
    .limit(limit);
}

/** Changes of a document that nobody has decided about, at most 500; nobody does until the transaction ends. */
export function holdOpenChanges(tx: Tx, scope: TenantScope, documentId: string) {
  return tx
    .select({
      id: changedPassages.id,
      cause: changedPassages.cause,
      was: changedPassages.was,
      now: changedPassages.now,
      nowPage: changedPassages.nowPage,
      inVersion: changedPassages.inVersion,
    })
    .from(changedPassages)
    .where(
      and(
        eq(changedPassages.tenantId, scope.tenantId),
        eq(changedPassages.documentId, documentId),
        eq(changedPassages.state, 'open'),
      ),
    )
    .orderBy(asc(changedPassages.id))
    .limit(500)
    .for('update');
}

type Change = typeof changedPassages.$inferInsert;

/** Writes down a change that nobody has decided about, or what has become of it since: then it is another version. */
export async function storeChange(
  tx: Tx,
  scope: TenantScope,
  change: Omit<Change, 'tenantId' | 'id' | 'state' | 'version'> & { id: string },
): Promise<void> {
  const { was, wasPage, now, nowPage, inVersion } = change;
  await tx
    .insert(changedPassages)
    .values({ ...change, tenantId: scope.tenantId })
    .onConflictDoUpdate({
      target: [changedPassages.tenantId, changedPassages.id],
      set: { was, wasPage, now, nowPage, inVersion, version: sql`${changedPassages.version} + 1` },
      setWhere: eq(changedPassages.state, 'open'),
    });
}

type Cited = { messageId: string; ordinal: number };

/** Of these citations, those that stand for what they did, by answer and place: kept so until the transaction ends. */
export async function holdCitations(
  tx: Tx,
  scope: TenantScope,
  cited: readonly (Cited & { known: string | null })[],
): Promise<Cited[]> {
  const { rows } = await tx.execute<Cited>(sql`
    select c.message_id as "messageId", c.ordinal from answer_citations c
    join unnest(${sql.param(cited.map((one) => one.messageId))}::uuid[],
      ${sql.param(cited.map((one) => one.ordinal))}::int[], ${sql.param(cited.map((one) => one.known))}::text[])
      as looked (message_id, ordinal, passage) on looked.message_id = c.message_id and looked.ordinal = c.ordinal
        and looked.passage is not distinct from c.passage
    where c.tenant_id = ${scope.tenantId} and not c.ended
    order by c.message_id, c.ordinal limit ${cited.length} for update of c`);
  return rows;
}

/** Takes citations out of the changes that nobody has decided about. */
export async function leaveOpenChanges(tx: Tx, scope: TenantScope, cited: readonly Cited[]): Promise<void> {
  const [messages, ordinals] = [cited.map((one) => one.messageId), cited.map((one) => one.ordinal)];
  await tx.execute(sql`delete from changed_answers a using
    unnest(${sql.param(messages)}::uuid[], ${sql.param(ordinals)}::int[]) as gone (message_id, ordinal)
    where a.tenant_id = ${scope.tenantId} and a.message_id = gone.message_id and a.ordinal = gone.ordinal
      and (select p.state from changed_passages p where p.tenant_id = a.tenant_id and p.id = a.change_id limit 1)
        = 'open'`);
}

export async function joinChange(
  tx: Tx,
  scope: TenantScope,
  changeId: string,
  answers: readonly (Cited & { houseId: string; homeownerId: string })[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx
    .insert(changedAnswers)
    .values(
      answers.map(({ messageId, ordinal, houseId, homeownerId }) => ({
        tenantId: scope.tenantId,
        changeId,
        messageId,
        ordinal,
        houseId,
        homeownerId,
      })),
    )
    .onConflictDoNothing();
}

/** Notes that citations were held against a state of their document, with the passages that were found for them. */
export async function noteLooked(
  tx: Tx,
  scope: TenantScope,
  revision: number,
  cited: readonly (Cited & { passage: string | null })[],
): Promise<void> {
  const [messages, ordinals] = [cited.map((one) => one.messageId), cited.map((one) => one.ordinal)];
  const passages = cited.map((one) => one.passage);
  await tx.execute(sql`update answer_citations c set revision = ${revision}::int,
      passage = coalesce(c.passage, looked.passage)
    from unnest(${sql.param(messages)}::uuid[], ${sql.param(ordinals)}::int[], ${sql.param(passages)}::text[])
      as looked (message_id, ordinal, passage)
    where c.tenant_id = ${scope.tenantId} and c.message_id = looked.message_id and c.ordinal = looked.ordinal`);
}

/** Drops changes of a document that nobody has decided about and no answer is concerned by any more. */
export async function dropEmptyChanges(tx: Tx, scope: TenantScope, documentId: string): Promise<void> {
  await tx.delete(changedPassages).where(
    and(
      eq(changedPassages.tenantId, scope.tenantId),
      eq(changedPassages.documentId, documentId),
      eq(changedPassages.state, 'open'),
      sql`(select true from ${changedAnswers} a where a.tenant_id = changed_passages.tenant_id
          and a.change_id = changed_passages.id limit 1) is null`,
    ),
  );
}

/**
 * Documents behind `after`, at most `limit`, each with whether answers that cited it are to be held against it; not of
 * retired builders.
 */
export function listDocumentsToLook(
  tx: Tx,
  _scope: PlatformScope,
  page: { limit: number; after?: { tenantId: string; id: string } | undefined },
): Promise<{ tenantId: string; id: string; wanted: boolean }[]> {
  const { after } = page;
  return tx
    .select({
      tenantId: documents.tenantId,
      id: documents.id,
      wanted: sql<boolean>`coalesce((select true from answer_citations c where c.tenant_id = documents.tenant_id
        and c.document_id = documents.id and not c.ended and c.revision < documents.revision limit 1), false)
        and ${ofOpenBuilder(sql`documents.tenant_id`)}`,
    })
    .from(documents)
    .where(
      after ? sql`(${documents.tenantId}, ${documents.id}) > (${after.tenantId}::uuid, ${after.id}::uuid)` : undefined,
    )
    .orderBy(asc(documents.tenantId), asc(documents.id))
    .limit(page.limit);
}

/** Of these documents: those that a job looks at already, at most 500. */
export async function listBeingLooked(tx: Tx, _scope: PlatformScope, ids: readonly string[], eventName: string) {
  if (ids.length === 0) return new Set<string>();
  const rows = await tx
    .select({ id: sql<string>`${jobStatus.subjectId}` })
    .from(jobStatus)
    .where(
      and(
        inArray(jobStatus.subjectId, [...ids]),
        eq(jobStatus.eventName, eventName),
        inArray(jobStatus.state, OPEN_JOB_STATES),
      ),
    )
    .limit(500);
  return new Set(rows.map(({ id }) => id));
}
