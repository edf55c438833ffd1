import { selectDevelopments, type DevelopmentRow } from '#db/queries/tenancy/directory.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { NAME_POSITION } from './name-position.ts';

export type DevelopmentItem = {
  id: string;
  tenant: { id: string; name: string };
  slug: string;
  name: string;
  address: string;
  embedding_model: string;
  /** Counted to a thousand. */
  houses: number;
  documents: number;
  created_at: string;
};

/** The developments of one builder or of all, by name (H2). Throws AppError 422 for a cursor of another list. */
export async function listDevelopments(
  scope: PlatformScope,
  { limit, cursor, tenant }: { limit: number; cursor?: string | undefined; tenant?: string | undefined },
): Promise<Page<DevelopmentItem>> {
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  const after = name !== undefined && id ? { name, id } : undefined;
  const rows = await withScope(scope, (tx) => selectDevelopments(tx, { limit: limit + 1, after, tenantId: tenant }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeDevelopment, (row) => [row.name, row.id]);
}

function describeDevelopment(row: DevelopmentRow): DevelopmentItem {
  const { tenantId, tenantName, embeddingModel, createdAt, ...same } = row;
  return {
    ...same,
    tenant: { id: tenantId, name: tenantName },
    embedding_model: embeddingModel,
    created_at: new Date(createdAt).toISOString(),
  };
}
