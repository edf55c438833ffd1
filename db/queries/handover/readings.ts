import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { onLivePages } from '../../fragments/live-pages.ts';
import { documentPages, documents, documentVersions } from '../../schema/documents.ts';
import type { IdentityLine, PaperFind } from '../../schema/handover-words.ts';
import { handoverReadings } from '../../schema/handover.ts';
import { houses } from '../../schema/homes.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { developments } from '../../schema/tenancy.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

/*
 * What a job has found of handover papers, by document (G10).
 */

/** What decides about a development's rule set; undefined where there is none. `addresses`: its own and a house's. */
export async function findRuleFacts(tx: Tx, scope: TenantScope, developmentId: string) {
  const [row] = await tx
    .select({
      ruleSet: developments.ruleSet,
      holdsCodes: developments.holdsCodes,
      name: developments.name,
      address: developments.address,
      lookedVersion: developments.papersVersion,
    })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1);
  if (!row) return undefined;
  const [house] = await tx
    .select({ address: houses.address, eircode: houses.eircode })
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.developmentId, developmentId)))
    // The one that is there longest: houses that are added later change nothing.
    .orderBy(asc(houses.id))
    .limit(1);
  const { address, ...rest } = row;
  return { ...rest, addresses: [address, house?.address ?? '', house?.eircode ?? ''] };
}

/**
 * Documents of a development that owners read, by their ids, at most `limit`, behind the id `after`, each with what was
 * found in it and by which reading and rules.
 */
export async function listReadDocuments(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  page: { after?: string | undefined; limit: number },
) {
  const looked = tx
    .select()
    .from(handoverReadings)
    .where(and(eq(handoverReadings.tenantId, documents.tenantId), eq(handoverReadings.documentId, documents.id)))
    .limit(1)
    .as('handover_readings');
  return tx
    .select({
      documentId: documents.id,
      title: documents.title,
      houseTypes: documents.houseTypes,
      versionId: sql<string>`${documents.liveVersionId}`,
      readingId: sql<string>`${documents.liveReadingId}`,
      lookedReading: sql<string | null>`${handoverReadings.readingId}`,
      lookedRules: sql<string | null>`${handoverReadings.rules}`,
      cover: sql<IdentityLine[] | null>`${handoverReadings.cover}`,
      finds: sql<PaperFind[] | null>`${handoverReadings.finds}`,
    })
    .from(documents)
    .leftJoinLateral(looked, sql`true`)
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        eq(documents.developmentId, developmentId),
        isNull(documents.deletedAt),
        isNotNull(documents.liveReadingId),
        page.after === undefined ? undefined : gt(documents.id, page.after),
      ),
    )
    .orderBy(asc(documents.id))
    .limit(page.limit);
}

export type ReadDocument = Awaited<ReturnType<typeof listReadDocuments>>[number];

const PAGE = {
  page: documentPages.page,
  text: documentPages.text,
  headings: documentPages.headings,
  role: documentPages.role,
  confidence: documentPages.confidence,
};

/** Pages of a reading in order, at most `limit`, behind the page `after`. */
export function listPagesToLook(
  tx: Tx,
  scope: TenantScope,
  reading: { versionId: string; readingId: string },
  page: { after: number; limit: number },
) {
  return tx
    .select(PAGE)
    .from(documentPages)
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        eq(documentPages.versionId, reading.versionId),
        eq(documentPages.readingId, reading.readingId),
        gt(documentPages.page, page.after),
      ),
    )
    .orderBy(asc(documentPages.page))
    .limit(page.limit);
}

/** The words of pages of documents as owners read them now, at most 100. */
export async function listPageTexts(
  tx: Tx,
  scope: TenantScope,
  wanted: readonly { documentId: string; page: number }[],
): Promise<{ documentId: string; page: number; text: string }[]> {
  if (wanted.length === 0) return [];
  const { rows } = await tx.execute<{ documentId: string; page: number; text: string }>(sql`
    select w.document_id as "documentId", w.page, p.text
    from jsonb_to_recordset(${JSON.stringify(wanted.map(({ documentId, page }) => ({ document_id: documentId, page })))}
      ::jsonb) as w (document_id uuid, page int)
    cross join lateral (select d.live_version_id, d.live_reading_id from documents d where d.tenant_id =
      ${scope.tenantId} and d.id = w.document_id and d.deleted_at is null limit 1) as d
    cross join lateral (select p.text from document_pages p where p.tenant_id = ${scope.tenantId}
      and p.version_id = d.live_version_id and p.reading_id = d.live_reading_id and p.page = w.page limit 1) as p
    limit 100`);
  return rows;
}

/** A page of a document that owners of a house type may read; undefined where there is none. */
export async function findPageToCite(
  tx: Tx,
  scope: TenantScope,
  wanted: { documentId: string; page: number; developmentId: string; houseType: string },
) {
  const [row] = await tx
    .select({ title: documents.title, page: PAGE })
    .from(documents)
    .innerJoin(documentPages, and(onLivePages, eq(documentPages.page, wanted.page)))
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        eq(documents.id, wanted.documentId),
        eq(documents.developmentId, wanted.developmentId),
        isNull(documents.deletedAt),
        sql`${wanted.houseType} = any (${documents.houseTypes})`,
      ),
    )
    .limit(1);
  return row;
}

/** Keeps what was found in a document's reading, in the place of what was found before. */
export async function storeReading(
  tx: Tx,
  scope: TenantScope,
  row: {
    documentId: string;
    developmentId: string;
    readingId: string;
    rules: string;
    cover: IdentityLine[];
    finds: PaperFind[];
  },
): Promise<void> {
  const { documentId, ...rest } = row;
  const found = { ...rest, cover: storable(row.cover), finds: storable(row.finds) };
  await tx
    .insert(handoverReadings)
    .values({ tenantId: scope.tenantId, documentId, ...found })
    .onConflictDoUpdate({ target: [handoverReadings.tenantId, handoverReadings.documentId], set: found });
}

/**
 * Developments of all tenants by tenant and id, behind `after`, at most `limit`, each with whether its documents have
 * changed since they were looked through, or a day has passed since its houses were held against what was found; none
 * of a retired builder's.
 */
export function listDevelopmentsToLook(
  tx: Tx,
  _scope: PlatformScope,
  page: { limit: number; after?: { tenantId: string; id: string } | undefined },
): Promise<{ tenantId: string; id: string; wanted: boolean }[]> {
  const { after } = page;
  const library = sql`coalesce((select l.version::text from library_versions l where l.tenant_id =
    developments.tenant_id and l.development_id = developments.id limit 1), '0')`;
  return tx
    .select({
      tenantId: developments.tenantId,
      id: developments.id,
      wanted: sql<boolean>`(${developments.papersVersion} is distinct from ${library}
        or ${developments.papersMatchedAt} < now() - interval '1 day') and ${ofOpenBuilder(developments.tenantId)}`,
    })
    .from(developments)
    .where(
      after
        ? sql`(${developments.tenantId}, ${developments.id}) > (${after.tenantId}::uuid, ${after.id}::uuid)`
        : undefined,
    )
    .orderBy(asc(developments.tenantId), asc(developments.id))
    .limit(page.limit);
}

/** Of these developments: those whose open job of an event there is, at most 500. */
export async function listLooking(tx: Tx, _scope: PlatformScope, ids: readonly string[], eventName: string) {
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

/** When a development's houses were last held against what was found: long ago where somebody wishes it anew. */
export async function findLookWish(tx: Tx, scope: TenantScope, developmentId: string): Promise<string | null> {
  const [row] = await tx
    .select({ wish: sql<string | null>`${developments.papersMatchedAt}::text` })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1);
  return row?.wish ?? null;
}

/**
 * Notes up to which version of its library a development was looked through, and that it was now. `wish`: as it was
 * when the look began (findLookWish); one that came since then stays.
 */
export async function noteLook(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  { libraryVersion, wish }: { libraryVersion: string; wish: string | null },
): Promise<void> {
  const at = developments.papersMatchedAt;
  await tx
    .update(developments)
    .set({
      papersVersion: libraryVersion,
      papersMatchedAt: sql`case when ${at} = ${wish}::timestamptz then now() else ${at} end`,
    })
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)));
}

/**
 * Documents that owners of a house type can read, by their titles, at most `limit`; `q`: part of the title. `always`:
 * some that are among them whatever their titles.
 */
export function listDocumentsToCite(
  tx: Tx,
  scope: TenantScope,
  wanted: {
    developmentId: string;
    houseType: string;
    q?: string | undefined;
    always: readonly string[];
    limit: number;
  },
): Promise<{ id: string; title: string }[]> {
  const pattern = wanted.q ? `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  // No list at all where nothing is cited: a constant is no order to PostgreSQL.
  const isCited = wanted.always.length > 0 ? inArray(documents.id, [...wanted.always]) : undefined;
  return tx
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        eq(documents.developmentId, wanted.developmentId),
        isNull(documents.deletedAt),
        isNotNull(documents.liveReadingId),
        sql`${wanted.houseType} = any (${documents.houseTypes})`,
        pattern ? or(isCited, sql`${documents.title} ilike ${pattern}`) : undefined,
      ),
    )
    .orderBy(...(isCited ? [desc(isCited)] : []), asc(documents.title), asc(documents.id))
    .limit(wanted.limit);
}

/** Titles of documents, at most 200. */
export async function listTitles(tx: Tx, scope: TenantScope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(and(eq(documents.tenantId, scope.tenantId), inArray(documents.id, [...ids])))
    .limit(200);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** The files of the versions that owners read of these documents, at most 100. */
export async function listLiveFiles(
  tx: Tx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<{ documentId: string; storageKey: string; kind: string }[]> {
  if (ids.length === 0) return [];
  return tx
    .select({
      documentId: documents.id,
      storageKey: documentVersions.storageKey,
      kind: documentVersions.kind,
    })
    .from(documents)
    .innerJoin(
      documentVersions,
      and(eq(documentVersions.tenantId, documents.tenantId), eq(documentVersions.id, documents.liveVersionId)),
    )
    .where(and(eq(documents.tenantId, scope.tenantId), inArray(documents.id, [...ids]), isNull(documents.deletedAt)))
    .limit(100);
}
