import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { documents, documentVersions } from '../../schema/documents.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';
import { visible } from './documents.ts';

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
