import { and, desc, eq, getTableColumns, inArray, lt, sql } from 'drizzle-orm';
import { documents, documentVersions, type DocumentStatus } from '../../schema/documents.ts';
import { staffUsers } from '../../schema/identity.ts';
import { auditLog, llmErrorLog } from '../../schema/observability.ts';
import type { Tx } from '../../scope.ts';

/*
 * What the platform team reads of what happened, newest first, each list at most `limit` rows (B1, H5, H7, H8).
 */

export type AuditRow = typeof auditLog.$inferSelect;
/** An entry as lists show it: without what was recorded with it (B6). */
export type ListedAudit = Omit<AuditRow, 'details'>;
export type LoggedLlmError = typeof llmErrorLog.$inferSelect;
type Before = { before?: string; limit: number };

/** `before`: only entries older than this one. */
export function selectAudit(
  tx: Tx,
  { before, limit, tenantId, action, requestId }: Before & { tenantId?: string; action?: string; requestId?: string },
): Promise<ListedAudit[]> {
  const { details: _details, ...listed } = getTableColumns(auditLog);
  return tx
    .select(listed)
    .from(auditLog)
    .where(
      and(
        before ? lt(auditLog.id, before) : undefined,
        tenantId ? eq(auditLog.tenantId, tenantId) : undefined,
        action ? eq(auditLog.action, action) : undefined,
        requestId ? eq(auditLog.requestId, requestId) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit);
}

export async function findAudit(tx: Tx, id: string): Promise<AuditRow | undefined> {
  const [row] = await tx.select().from(auditLog).where(eq(auditLog.id, id)).limit(1);
  return row;
}

/** Names of staff by their ids; who is no staff is left out. */
export async function selectStaffNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: staffUsers.id, name: staffUsers.fullName })
    .from(staffUsers)
    .where(inArray(staffUsers.id, [...ids]))
    .limit(ids.length);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export function selectLlmErrors(
  tx: Tx,
  {
    before,
    limit,
    tenantId,
    operation,
    requestId,
  }: Before & { tenantId?: string; operation?: string; requestId?: string },
): Promise<LoggedLlmError[]> {
  return tx
    .select()
    .from(llmErrorLog)
    .where(
      and(
        before ? lt(llmErrorLog.id, before) : undefined,
        tenantId ? eq(llmErrorLog.tenantId, tenantId) : undefined,
        operation ? eq(llmErrorLog.operation, operation) : undefined,
        requestId ? eq(llmErrorLog.requestId, requestId) : undefined,
      ),
    )
    .orderBy(desc(llmErrorLog.id))
    .limit(limit);
}

/** A version of a document with what became of reading it. */
export type ReadingRow = Pick<
  typeof documentVersions.$inferSelect,
  | 'id'
  | 'tenantId'
  | 'documentId'
  | 'version'
  | 'filename'
  | 'kind'
  | 'sizeBytes'
  | 'status'
  | 'progress'
  | 'reason'
  | 'warnings'
  | 'pages'
  | 'createdAt'
  | 'readyAt'
> & { title: string };

export function selectReadings(
  tx: Tx,
  { before, limit, tenantId, status }: Before & { tenantId?: string; status?: DocumentStatus },
): Promise<ReadingRow[]> {
  const { id, documentId, version, filename, kind, sizeBytes, status: state } = documentVersions;
  const { progress, reason, warnings, pages, createdAt, readyAt, tenantId: tenant } = documentVersions;
  // Looked up for each row: joined as a whole, a tenant's documents may be read along with its few versions.
  const document = tx
    .select({ title: documents.title })
    .from(documents)
    .where(and(eq(documents.tenantId, tenant), eq(documents.id, documentId)))
    .limit(1)
    .as('document');
  return tx
    .select({
      id,
      tenantId: tenant,
      documentId,
      version,
      filename,
      kind,
      sizeBytes,
      status: state,
      progress,
      reason,
      warnings,
      pages,
      createdAt,
      readyAt,
      title: document.title,
    })
    .from(documentVersions)
    .innerJoinLateral(document, sql`true`)
    .where(
      and(
        before ? lt(documentVersions.id, before) : undefined,
        tenantId ? eq(documentVersions.tenantId, tenantId) : undefined,
        status ? eq(documentVersions.status, status) : undefined,
      ),
    )
    .orderBy(desc(documentVersions.id))
    .limit(limit);
}
