import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { notEnded } from '../../fragments/not-ended.ts';
import {
  chunks,
  documents,
  documentVersions,
  likenesses,
  recognisedPages,
  vocabularies,
  type DocumentKind,
  type DocumentStatus,
} from '../../schema/documents.ts';
import { checkTrials } from '../../schema/checks.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { developments, houseTypes } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

export type DocumentRow = {
  id: string;
  developmentId: string;
  title: string;
  category: string;
  houseTypes: string[];
  createdAt: Date;
  updatedAt: Date;
  versionId: string;
  version: number;
  filename: string;
  kind: DocumentKind;
  sizeBytes: number;
  status: DocumentStatus;
  progress: number;
  reason: string | null;
  warnings: string[];
  pages: number | null;
  /** The number of the version that owners read; null until one was ready. */
  liveVersion: number | null;
  /** What the version's text is like; null where nothing is known, and for owners. */
  likeness: Likeness | null;
  /** For staff: it has been read and waits for a decision, since so many approved answers would be lost (G11). */
  lostAnswers: number | null;
  /** For staff: the scanned pages of the version, while text recognition is under way. */
  recognition: { pages: number; done: number } | null;
};

/** `held`: it waits for a choice. `twin`: another document whose text is nearly the same, with its newest version. */
export type Likeness = {
  held: boolean;
  share: number | null;
  twin: { id: string; title: string; version: number } | null;
};

/** The same with its file: where it is kept, its checksum, and since when it is read. */
export type StoredDocument = DocumentRow & { storageKey: string; sha256: string; readyAt: Date | null };

export type DocumentFilter = {
  limit: number;
  /** Only documents that come after this one in the list. */
  after?: { createdAt: Date; id: string };
  category?: string;
  q?: string;
  /** `undecided`: the newest version has been read and waits for a choice. */
  status?: DocumentStatus | 'undecided';
  houseType?: string;
  developmentId?: string;
};

/** The version that a reader is shown: owners get the live one, staff the newest, whose progress they watch. */
const columns = {
  id: documents.id,
  developmentId: documents.developmentId,
  title: documents.title,
  category: documents.category,
  houseTypes: documents.houseTypes,
  createdAt: documents.createdAt,
  updatedAt: documents.updatedAt,
  versionId: documentVersions.id,
  version: documentVersions.version,
  filename: documentVersions.filename,
  kind: documentVersions.kind,
  sizeBytes: documentVersions.sizeBytes,
  status: documentVersions.status,
  progress: documentVersions.progress,
  reason: documentVersions.reason,
  warnings: documentVersions.warnings,
  pages: documentVersions.pages,
  liveVersion: sql<number | null>`(select l.version from document_versions l where l.tenant_id = ${documents.tenantId}
    and l.id = ${documents.liveVersionId})`,
};

const likeness = sql<Likeness | null>`(select json_build_object('held', k.held, 'share', k.share, 'twin', (
    select json_build_object('id', t.id, 'title', t.title, 'version', (select o.version from document_versions o
      where o.tenant_id = t.tenant_id and o.document_id = t.id order by o.version desc limit 1))
    from documents t where t.tenant_id = k.tenant_id and t.id = k.twin_document_id and t.deleted_at is null limit 1))
  from likenesses k where k.tenant_id = ${documents.tenantId} and k.version_id = ${documentVersions.id} limit 1)`;

const lostAnswers = sql<number | null>`(select t.lost from check_trials t where t.held
  and t.tenant_id = ${documents.tenantId} and t.version_id = ${documentVersions.id} limit 1)`;

/** What `scope` is shown of a document: likenesses and checks are for staff, whose role alone may read them. */
const columnsFor = (scope: HouseScope | TenantScope) => ({
  ...columns,
  likeness: scope.kind === 'tenant' ? likeness : sql<null>`null`,
  lostAnswers: scope.kind === 'tenant' ? lostAnswers : sql<null>`null`,
});

const newestFirst = [desc(documents.createdAt), desc(documents.id)] as const;

/**
 * The first `limit` documents of `where`, and the version of each that `scope` is shown: chosen first, so that versions
 * are looked up for these alone. Under their tables' names, so that `columns` speaks of them.
 */
function chooseDocuments(tx: Tx, scope: HouseScope | TenantScope, where: SQL | undefined, limit: number) {
  const its = and(eq(documentVersions.tenantId, documents.tenantId), eq(documentVersions.documentId, documents.id));
  const versions = tx.select().from(documentVersions);
  const shown =
    scope.kind === 'house'
      ? versions.where(and(its, eq(documentVersions.id, documents.liveVersionId)))
      : versions.where(its).orderBy(desc(documentVersions.version)).limit(1);
  return {
    chosen: tx
      .select()
      .from(documents)
      .where(and(visible(scope), where))
      .orderBy(...newestFirst)
      .limit(limit)
      .as('documents'),
    version: shown.as('document_versions'),
  };
}

/**
 * A condition of which the planner is to expect that every second row fulfils it, so that it goes through a list in its
 * order until the page is full.
 */
const perhaps = (condition: SQL) => sql`case when ${condition} then true else false end`;

/**
 * Documents whose newest version is in `status`. One that is not ready is looked up by its state, which few versions
 * are in.
 */
function newestIs(tx: Tx, scope: HouseScope | TenantScope, status: DocumentStatus | 'undecided'): SQL | undefined {
  const newest = sql`(select v.status from document_versions v where v.tenant_id = ${documents.tenantId}
    and v.document_id = ${documents.id} order by v.version desc limit 1)`;
  if (status === 'undecided') return and(newestIsHeld(tx, scope), sql`${newest} = 'ready'`);
  if (status === 'ready')
    return perhaps(scope.kind === 'tenant' ? sql`${newest} = ${status} and not ${isHeld}` : sql`${newest} = ${status}`);
  const inState = tx
    .select({ id: documentVersions.documentId })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.status, status)));
  return and(inArray(documents.id, inState), sql`${newest} = ${status}`);
}

/** Whether the newest version has been read and waits for a choice, for staff. */
const newestVersion = sql`(select v.id from document_versions v where v.tenant_id = ${documents.tenantId}
  and v.document_id = ${documents.id} order by v.version desc limit 1)`;
const isHeld = sql`(exists (select from likenesses l where l.held and l.tenant_id = ${documents.tenantId}
  and l.version_id = ${newestVersion}) or exists (select from check_trials t where t.held
    and t.tenant_id = ${documents.tenantId} and t.version_id = ${newestVersion}))`;

function newestIsHeld(tx: Tx, scope: HouseScope | TenantScope): SQL | undefined {
  const held = tx
    .select({ id: documentVersions.documentId })
    .from(likenesses)
    .innerJoin(
      documentVersions,
      and(eq(documentVersions.tenantId, likenesses.tenantId), eq(documentVersions.id, likenesses.versionId)),
    )
    .where(and(eq(likenesses.tenantId, scope.tenantId), eq(likenesses.held, true)));
  const checked = tx
    .select({ id: checkTrials.documentId })
    .from(checkTrials)
    .where(and(eq(checkTrials.tenantId, scope.tenantId), eq(checkTrials.held, true)));
  return and(inArray(documents.id, held.unionAll(checked)), isHeld);
}

function visible(scope: HouseScope | TenantScope): SQL {
  const all = and(eq(documents.tenantId, scope.tenantId), isNull(documents.deletedAt));
  if (scope.kind === 'tenant') return all!;
  return and(
    all,
    eq(documents.developmentId, scope.developmentId),
    isNotNull(documents.liveVersionId),
    notEnded(sql`${documents}`),
    sql`${scope.houseType} = any(${documents.houseTypes})`,
  )!;
}

/** Documents that `scope` may see, newest first, at most `limit` (B1). */
export async function listDocuments(
  tx: Tx,
  scope: HouseScope | TenantScope,
  filter: DocumentFilter,
): Promise<DocumentRow[]> {
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const where = and(
    filter.after
      ? sql`(${documents.createdAt}, ${documents.id}) < (${filter.after.createdAt.toISOString()}::timestamptz,
        ${filter.after.id}::uuid)`
      : undefined,
    filter.category ? eq(documents.category, filter.category) : undefined,
    filter.status ? newestIs(tx, scope, filter.status) : undefined,
    filter.houseType ? sql`${filter.houseType} = any(${documents.houseTypes})` : undefined,
    filter.developmentId ? eq(documents.developmentId, filter.developmentId) : undefined,
    pattern ? perhaps(sql`${documents.title} ilike ${pattern} or ${documents.category} ilike ${pattern}`) : undefined,
  );
  const { chosen, version } = chooseDocuments(tx, scope, where, filter.limit);
  const rows = await tx
    .select(columnsFor(scope))
    .from(chosen)
    .innerJoinLateral(version, sql`true`)
    .orderBy(...newestFirst)
    .limit(filter.limit);
  return withRecognition(tx, scope, rows);
}

export async function findDocument(
  tx: Tx,
  scope: HouseScope | TenantScope,
  id: string,
): Promise<StoredDocument | undefined> {
  const { chosen, version } = chooseDocuments(tx, scope, eq(documents.id, id), 1);
  const [row] = await tx
    .select({
      ...columnsFor(scope),
      storageKey: documentVersions.storageKey,
      sha256: documentVersions.sha256,
      readyAt: documentVersions.readyAt,
    })
    .from(chosen)
    .innerJoinLateral(version, sql`true`)
    .limit(1);
  return row && (await withRecognition(tx, scope, [row]))[0];
}

/** The same documents with how far text recognition is, for staff; the jobs that are open are few. */
async function withRecognition<Row extends { id: string; versionId: string }>(
  tx: Tx,
  scope: HouseScope | TenantScope,
  rows: Row[],
): Promise<(Row & Pick<DocumentRow, 'recognition'>)[]> {
  const counted = scope.kind === 'tenant' && rows.length > 0 ? await countUnderWay(tx, scope, rows) : [];
  return rows.map((row) => {
    const found = counted.find(({ versionId }) => versionId === row.versionId);
    return { ...row, recognition: found ? { pages: found.pages, done: found.done } : null };
  });
}

async function countUnderWay(tx: Tx, scope: TenantScope, rows: { id: string; versionId: string }[]) {
  const open = await tx
    .select({ versionId: sql<string>`${jobStatus.event} #>> '{data,version_id}'` })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.tenantId, scope.tenantId),
        inArray(jobStatus.state, OPEN_JOB_STATES),
        sql`${jobStatus.state} <> 'succeeded'`,
        eq(jobStatus.eventName, 'document/recognition.requested'),
        inArray(
          jobStatus.subjectId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .limit(rows.length);
  const versions = open.map(({ versionId }) => versionId).filter((id) => rows.some((row) => row.versionId === id));
  if (versions.length === 0) return [];
  return tx
    .select({
      versionId: recognisedPages.versionId,
      pages: sql<number>`count(*)::int`,
      done: sql<number>`count(${recognisedPages.result})::int`,
    })
    .from(recognisedPages)
    .where(and(eq(recognisedPages.tenantId, scope.tenantId), inArray(recognisedPages.versionId, versions)))
    .groupBy(recognisedPages.versionId)
    .limit(versions.length);
}

/** A development of the tenant, with the codes of its house types; undefined when it is not the tenant's. */
export async function findDevelopmentTypes(
  tx: Tx,
  scope: Pick<TenantScope, 'tenantId'>,
  developmentId: string,
): Promise<{ id: string; codes: string[] } | undefined> {
  const rows = await tx
    .select({ id: developments.id, code: houseTypes.code })
    .from(developments)
    .leftJoin(
      houseTypes,
      and(eq(houseTypes.tenantId, developments.tenantId), eq(houseTypes.developmentId, developments.id)),
    )
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .orderBy(houseTypes.code)
    .limit(100);
  return rows[0] && { id: rows[0].id, codes: rows.flatMap((row) => (row.code ? [row.code] : [])) };
}

/**
 * The categories that the tenant's documents are in, at most 100: from each one a step to the next in the index, not
 * over its documents.
 */
export async function listCategories(tx: Tx, scope: TenantScope): Promise<string[]> {
  const { rows } = await tx.execute<{ category: string }>(sql`
    with recursive found (category) as (
      (select category from documents where tenant_id = ${scope.tenantId} and deleted_at is null order by category
        limit 1)
      union all
      select (select d.category from documents d where d.tenant_id = ${scope.tenantId} and d.deleted_at is null
        and d.category > found.category order by d.category limit 1)
      from found where found.category is not null
    )
    select category from found where category is not null limit 100`);
  return rows.map((row) => row.category);
}

export type NewVersion = {
  id: string;
  documentId: string;
  storageKey: string;
  filename: string;
  kind: DocumentKind;
  sizeBytes: number;
  sha256: string;
};

/**
 * Inserts the document, or locks the one that is there, so that two uploads of one document get two version numbers.
 * Its title, category and house types stay: they may have been changed while the upload was under way.
 */
export async function upsertDocument(
  tx: Tx,
  scope: TenantScope,
  document: Pick<typeof documents.$inferInsert, 'id' | 'developmentId' | 'title' | 'category' | 'houseTypes'> &
    Partial<Pick<typeof documents.$inferInsert, 'isNote' | 'endsOn'>>,
): Promise<void> {
  await tx
    .insert(documents)
    .values({ tenantId: scope.tenantId, ...document })
    .onConflictDoUpdate({
      target: [documents.tenantId, documents.id],
      set: { updatedAt: sql`now()` },
    });
}

/** Adds the next version of a document, queued and uploaded by who acts. Returns its number. */
export async function insertVersion(tx: Tx, scope: TenantScope, version: NewVersion): Promise<number> {
  const [last] = await tx
    .select({ version: documentVersions.version })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.documentId, version.documentId)))
    .orderBy(desc(documentVersions.version))
    .limit(1);
  const number = (last?.version ?? 0) + 1;
  const uploadedBy = scope.actor.kind === 'staff' ? scope.actor.userId : null;
  await tx.insert(documentVersions).values({ tenantId: scope.tenantId, ...version, version: number, uploadedBy });
  return number;
}

/** The checksum of each document's newest version, by document id. */
export async function listChecksums(tx: Tx, scope: TenantScope, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectDistinctOn([documentVersions.documentId], {
      id: documentVersions.documentId,
      sha256: documentVersions.sha256,
    })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), inArray(documentVersions.documentId, ids)))
    .orderBy(documentVersions.documentId, desc(documentVersions.version))
    .limit(1000);
  return new Map(rows.map((row) => [row.id, row.sha256]));
}

/** Marks a document deleted and drops what could be found of it, word counts included. */
export async function removeDocument(tx: Tx, scope: TenantScope, id: string): Promise<void> {
  const [removed] = await tx
    .update(documents)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)))
    .returning({ developmentId: documents.developmentId });
  if (!removed) return;
  await tx
    .delete(vocabularies)
    .where(and(eq(vocabularies.tenantId, scope.tenantId), eq(vocabularies.developmentId, removed.developmentId)));
  await tx.delete(chunks).where(and(eq(chunks.tenantId, scope.tenantId), eq(chunks.documentId, id)));
}

/** The categories of the documents that a house may see, with how many each holds, the fullest first. */
export function countByCategory(tx: Tx, scope: HouseScope): Promise<{ category: string; documents: number }[]> {
  const total = sql<number>`count(*)::int`;
  return tx
    .select({ category: documents.category, documents: total })
    .from(documents)
    .where(visible(scope))
    .groupBy(documents.category)
    .orderBy(desc(total), documents.category)
    .limit(100);
}
