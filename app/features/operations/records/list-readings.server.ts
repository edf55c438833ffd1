import { z } from 'zod';
import { selectReadings, type ReadingRow } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { readingFilterSchema } from './schema.ts';

export type ReadingItem = {
  id: string;
  tenant_id: string;
  document_id: string;
  title: string;
  version: number;
  filename: string;
  kind: string;
  size_bytes: number;
  status: ReadingRow['status'];
  progress: number;
  reason: string | null;
  warnings: string[];
  pages: number | null;
  created_at: string;
  ready_at: string | null;
};

/** Every version of every document with what became of reading it, newest first (H7). 422 for a foreign cursor. */
export async function listReadings(
  scope: PlatformScope,
  { limit, cursor, tenant, status }: z.output<typeof readingFilterSchema>,
): Promise<Page<ReadingItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) => selectReadings(tx, { limit: limit + 1, before, tenantId: tenant, status }),
    { readOnly: true },
  );
  return takePage(rows, limit, describeReading, (row) => [row.id]);
}

function describeReading(row: ReadingRow): ReadingItem {
  const { tenantId, documentId, sizeBytes, createdAt, readyAt, ...same } = row;
  return {
    ...same,
    tenant_id: tenantId,
    document_id: documentId,
    size_bytes: sizeBytes,
    created_at: createdAt.toISOString(),
    ready_at: readyAt?.toISOString() ?? null,
  };
}
