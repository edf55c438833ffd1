import { selectTenants, type DirectorySort, type TenantRow } from '#db/queries/tenancy/directory.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { takePage, type Page } from '#app/platform/http.ts';
import { positionIn, readOrder } from './name-position.ts';

export type TenantItem = {
  id: string;
  slug: string;
  name: string;
  support_email: string;
  support_phone: string;
  /** Counted to a thousand. */
  developments: number;
  houses: number;
  created_at: string;
  /** Null while it is open. */
  retired_at: string | null;
};

type Query = {
  limit: number;
  cursor?: string | undefined;
  /** By name where nothing is said. */
  sort?: DirectorySort | `-${DirectorySort}`;
  /** How its name begins. */
  q?: string | undefined;
  state?: 'open' | 'retired' | undefined;
};

/** The builders (H1). Throws AppError 422 for a cursor of another list. */
export async function listTenants(
  scope: PlatformScope,
  { limit, q, state, ...wish }: Query,
): Promise<Page<TenantItem>> {
  const order = readOrder(wish);
  const retired = state === undefined ? undefined : state === 'retired';
  const rows = await withScope(scope, (tx) => selectTenants(tx, { ...order, limit: limit + 1, q, retired }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeTenant, positionIn(order.sort));
}

function describeTenant({ supportEmail, supportPhone, createdAt, retiredAt, ...same }: TenantRow): TenantItem {
  return {
    ...same,
    support_email: supportEmail,
    support_phone: supportPhone,
    created_at: new Date(createdAt).toISOString(),
    retired_at: retiredAt === null ? null : new Date(retiredAt).toISOString(),
  };
}
