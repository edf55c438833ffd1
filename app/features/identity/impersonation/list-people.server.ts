import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { selectOwners, selectStaff } from '#db/queries/identity/impersonations.ts';
import { findTenantName } from '#db/queries/tenancy/tenants.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import type { peopleQuerySchema } from './schema.ts';

export type StaffItem = { id: string; full_name: string; email: string; role: 'manager' | 'viewer'; since: string };

export type OwnerItem = {
  /** Of the house. */
  id: string;
  house: string;
  development: string;
  /** Null while nobody is known to have bought it. */
  owner: string | null;
  /** Null while nobody has taken it. */
  claimed_at: string | null;
};

/** A builder's people, a page of them. */
export type People<Item> = { tenant: { id: string; name: string }; page: Page<Item> };

type Query = z.output<typeof peopleQuerySchema>;

const noTenant = () =>
  new AppError('not-found', 'There is no builder at this address. Choose one of the list of tenants.');

async function tenantOf(tx: Tx, given: string | undefined): Promise<{ id: string; name: string }> {
  const id = requireId(given, noTenant);
  const name = await findTenantName(tx, id);
  if (name === undefined) throw noTenant();
  return { id, name };
}

/** A builder's staff who may sign in, by when they came. Throws AppError 404, and 422 for another list's cursor. */
export function listStaff(
  scope: PlatformScope,
  given: string | undefined,
  { limit, cursor }: Query,
): Promise<People<StaffItem>> {
  const [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  return withScope(
    scope,
    async (tx) => {
      const tenant = await tenantOf(tx, given);
      const rows = await selectStaff(tx, scope, { tenantId: tenant.id, after, limit: limit + 1 });
      const describe = ({ id, fullName, email, role, createdAt }: (typeof rows)[number]): StaffItem => ({
        id,
        full_name: fullName,
        email,
        role: role === 'manager' ? 'manager' : 'viewer',
        since: createdAt.toISOString(),
      });
      return { tenant, page: takePage(rows, limit, describe, (row) => [row.id]) };
    },
    { readOnly: true },
  );
}

/** A builder's houses with their owners, by street and number; `q`: part of a label. Throws as `listStaff`. */
export function listOwners(
  scope: PlatformScope,
  given: string | undefined,
  { limit, cursor, q }: Query,
): Promise<People<OwnerItem>> {
  const [order, id] = decodeCursor(cursor, z.tuple([z.string(), z.uuid()])) ?? [];
  const after = order !== undefined && id ? { order, id } : undefined;
  return withScope(
    scope,
    async (tx) => {
      const tenant = await tenantOf(tx, given);
      const rows = await selectOwners(tx, scope, { tenantId: tenant.id, after, q, limit: limit + 1 });
      const describe = (row: (typeof rows)[number]): OwnerItem => ({
        id: row.id,
        house: row.label,
        development: row.developmentName,
        owner: row.fullName,
        claimed_at: row.claimedAt?.toISOString() ?? null,
      });
      return { tenant, page: takePage(rows, limit, describe, (row) => [row.order, row.id]) };
    },
    { readOnly: true },
  );
}
