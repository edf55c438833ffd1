import { and, desc, eq, inArray } from 'drizzle-orm';
import { documentVersions } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** How many of the named documents' newest versions have ended (ready or failed) and how many have not. */
export async function countVersionStates(
  tx: Tx,
  scope: TenantScope,
  ids: string[],
): Promise<{ done: number; open: number }> {
  const rows = await tx
    .selectDistinctOn([documentVersions.documentId], {
      id: documentVersions.documentId,
      status: documentVersions.status,
    })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), inArray(documentVersions.documentId, ids)))
    .orderBy(documentVersions.documentId, desc(documentVersions.version))
    .limit(1000);
  const done = rows.filter((row) => row.status === 'ready' || row.status === 'failed').length;
  return { done, open: rows.length - done };
}
