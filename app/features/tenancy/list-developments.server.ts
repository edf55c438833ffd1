import { selectDevelopments, type DevelopmentRow, type DirectorySort } from '#db/queries/tenancy/directory.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { takePage, type Page } from '#app/platform/http.ts';
import { positionIn, readOrder } from './name-position.ts';

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
  /** Closed to new owners; null while it is open. */
  closed_at: string | null;
};

type Query = {
  limit: number;
  cursor?: string | undefined;
  /** By name where nothing is said. */
  sort?: DirectorySort | `-${DirectorySort}`;
  /** How its name begins. */
  q?: string | undefined;
  tenant?: string | undefined;
  state?: 'open' | 'closed' | undefined;
};

/** The developments of one builder or of all (H2). Throws AppError 422 for a cursor of another list. */
export async function listDevelopments(
  scope: PlatformScope,
  { limit, tenant, q, state, ...wish }: Query,
): Promise<Page<DevelopmentItem>> {
  const order = readOrder(wish);
  const closed = state === undefined ? undefined : state === 'closed';
  const rows = await withScope(
    scope,
    (tx) => selectDevelopments(tx, { ...order, limit: limit + 1, q, tenantId: tenant, closed }),
    { readOnly: true },
  );
  return takePage(rows, limit, describeDevelopment, positionIn(order.sort));
}

function describeDevelopment(row: DevelopmentRow): DevelopmentItem {
  const { tenantId, tenantName, embeddingModel, createdAt, closedAt, ...same } = row;
  return {
    ...same,
    tenant: { id: tenantId, name: tenantName },
    embedding_model: embeddingModel,
    created_at: new Date(createdAt).toISOString(),
    closed_at: closedAt === null ? null : new Date(closedAt).toISOString(),
  };
}
