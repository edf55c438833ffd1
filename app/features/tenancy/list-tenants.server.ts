import { selectTenants, type TenantRow } from '#db/queries/tenancy/directory.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { NAME_POSITION } from './name-position.ts';

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
};

/** The builders, by name (H1). Throws AppError 422 for a cursor of another list. */
export async function listTenants(
  scope: PlatformScope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<TenantItem>> {
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  const after = name !== undefined && id ? { name, id } : undefined;
  const rows = await withScope(scope, (tx) => selectTenants(tx, { limit: limit + 1, after }), { readOnly: true });
  return takePage(rows, limit, describeTenant, (row) => [row.name, row.id]);
}

function describeTenant({ supportEmail, supportPhone, createdAt, ...same }: TenantRow): TenantItem {
  return {
    ...same,
    support_email: supportEmail,
    support_phone: supportPhone,
    created_at: new Date(createdAt).toISOString(),
  };
}
