import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { documentPages, documentVersions, type DocumentKind, type DocumentStatus } from '../../schema/documents.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

export type { DocumentKind } from '../../schema/documents.ts';

/** A version of a document. */
export type ShownVersion = { documentId: string; versionId: string };

export type VersionRow = {
  id: string;
  version: number;
  filename: string;
  kind: DocumentKind;
  sizeBytes: number;
  status: DocumentStatus;
  reason: string | null;
  pages: number | null;
  createdAt: Date;
  readyAt: Date | null;
};

const columns = {
  id: documentVersions.id,
  version: documentVersions.version,
  filename: documentVersions.filename,
  kind: documentVersions.kind,
  sizeBytes: documentVersions.sizeBytes,
  status: documentVersions.status,
  reason: documentVersions.reason,
  pages: documentVersions.pages,
  createdAt: documentVersions.createdAt,
  readyAt: documentVersions.readyAt,
};

/** The versions of a document, newest first, at most `limit` (B1). `after`: only versions below this number. */
export function listVersions(
  tx: Tx,
  scope: TenantScope,
  filter: { documentId: string; after?: number; limit: number },
): Promise<VersionRow[]> {
  return tx
    .select(columns)
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.tenantId, scope.tenantId),
        eq(documentVersions.documentId, filter.documentId),
        filter.after === undefined ? undefined : lt(documentVersions.version, filter.after),
      ),
    )
    .orderBy(desc(documentVersions.version))
    .limit(filter.limit);
}

/**
 * Puts a version that no job reads into the queue, whatever its state says: a job that has ended may not have ended its
 * version yet. False when it is queued or being read: of two people who ask at once, one is refused.
 */
export async function requeueVersion(tx: Tx, scope: TenantScope, version: ShownVersion): Promise<boolean> {
  if (!(await lockVersion(tx, scope, version.versionId)) || (await isBeingRead(tx, scope, version))) return false;
  await queueVersion(tx, scope, version.versionId);
  return true;
}

/** Puts a version into the queue, whatever its state; the caller's transaction asks for the job that reads it. */
export async function queueVersion(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx
    .update(documentVersions)
    .set({ status: 'queued', progress: 0, reason: null })
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.id, versionId)));
}

/** Keeps a version as it is until the transaction ends. False when there is none. */
export async function lockVersion(tx: Tx, scope: TenantScope, versionId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.id, versionId)))
    .limit(1)
    .for('update');
  return rows.length > 0;
}

/**
 * Is there an open job, other than `but`, that reads the version or recognises its pages? After `lockVersion` none
 * comes while the transaction lasts.
 */
export const isBeingRead = (tx: Tx, scope: TenantScope, version: ShownVersion, but?: string): Promise<boolean> =>
  hasOpenJob(tx, scope, version, { but });

/** Is there an open job that recognises the text of its scanned pages? */
export const isBeingRecognised = (tx: Tx, scope: TenantScope, version: ShownVersion): Promise<boolean> =>
  hasOpenJob(tx, scope, version, { eventName: 'document/recognition.requested' });

async function hasOpenJob(
  tx: Tx,
  scope: TenantScope,
  { documentId, versionId }: ShownVersion,
  { but, eventName }: { but?: string | undefined; eventName?: string },
): Promise<boolean> {
  return (await findOpenReading(tx, scope, { documentId, versionId }, { but, eventName })) !== undefined;
}

/** The open job, other than `but`, that reads a version or recognises its pages. */
export async function findOpenReading(
  tx: Tx,
  scope: TenantScope,
  { documentId, versionId }: ShownVersion,
  { but, eventName }: { but?: string | undefined; eventName?: string | undefined } = {},
): Promise<{ id: string; eventName: string } | undefined> {
  const [row] = await tx
    .select({ id: jobStatus.id, eventName: jobStatus.eventName })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.tenantId, scope.tenantId),
        eq(jobStatus.subjectId, documentId),
        inArray(jobStatus.state, OPEN_JOB_STATES),
        but ? ne(jobStatus.id, but) : undefined,
        sql`${jobStatus.event} #>> '{data,version_id}' = ${versionId}`,
        eventName ? eq(jobStatus.eventName, eventName) : undefined,
      ),
    )
    .limit(1);
  return row;
}

/** The storage keys of those of the named versions, some hundreds at most, that there are. */
export async function selectStorageKeys(
  tx: Tx,
  versions: readonly { tenantId: string; versionId: string }[],
): Promise<string[]> {
  const tenants = sql.param(versions.map((version) => version.tenantId));
  const ids = sql.param(versions.map((version) => version.versionId));
  const { rows } = await tx.execute<{ key: string }>(sql`
    select v.storage_key as key from unnest(${tenants}::uuid[], ${ids}::uuid[]) as asked (tenant_id, id)
    join document_versions v on v.tenant_id = asked.tenant_id and v.id = asked.id`);
  return rows.map((row) => row.key);
}

/**
 * The pages of a version as they are shown: of its live reading, whatever else reads it meanwhile; of its newest one
 * when it is not live.
 */
export function shownPages(scope: HouseScope | TenantScope, { documentId, versionId }: ShownVersion): SQL {
  const live = sql`(select d.live_reading_id from documents d where d.tenant_id = ${scope.tenantId}
    and d.id = ${documentId} and d.live_version_id = ${versionId})`;
  const newest = sql`(select p.reading_id from document_pages p where p.tenant_id = ${scope.tenantId}
    and p.version_id = ${versionId} order by p.reading_id desc limit 1)`;
  return and(
    eq(documentPages.tenantId, scope.tenantId),
    eq(documentPages.versionId, versionId),
    sql`${documentPages.readingId} = coalesce(${live}, ${newest})`,
  )!;
}

/** A version of a document by its number, with where its file is kept. */
export async function findVersionByNumber(tx: Tx, scope: TenantScope, documentId: string, version: number) {
  const [row] = await tx
    .select({ ...columns, storageKey: documentVersions.storageKey })
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.tenantId, scope.tenantId),
        eq(documentVersions.documentId, documentId),
        eq(documentVersions.version, version),
      ),
    )
    .limit(1);
  return row;
}

/** Ends a version that was read and waited for a decision as failed, with the reason. */
export async function failHeldVersion(tx: Tx, scope: TenantScope, versionId: string, reason: string): Promise<void> {
  await tx
    .update(documentVersions)
    .set({ status: 'failed', reason })
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.id, versionId)));
}
