import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { findOwnerPerson, findStaffPerson } from '#db/queries/identity/impersonations.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { personSchema } from './schema.ts';

/** Somebody as whom an admin may act. */
export type Person = {
  tenantId: string;
  builder: string;
  fullName: string;
} & (
  | { kind: 'staff'; staffUserId: string; role: 'manager' | 'viewer'; email: string }
  | { kind: 'owner'; homeownerId: string; houseId: string; house: string; development: string }
);

const retired = (builder: string) =>
  new AppError(
    'conflict',
    `${builder} is retired, so nobody of it can be acted for. Open it again first, in its details.`,
  );

const nobody = () =>
  new AppError(
    'not-found',
    'Nobody can be acted for here: the account is closed, nobody has taken the house yet, or the link is wrong. ' +
      'Choose a person on the builder’s page.',
  );

/**
 * The person whom an address names: `staff` or `house` of a tenant. Throws AppError 404 for a closed account, an admin,
 * another builder's, and a house without an owner who has taken it; 409 for whoever is of a retired builder.
 */
export async function findPerson(tx: Tx, scope: PlatformScope, tenant: string | undefined, query: URLSearchParams) {
  const tenantId = requireId(tenant, nobody);
  const { data: asked } = personSchema.safeParse(Object.fromEntries(query));
  if (!asked) throw nobody();
  return 'staff' in asked
    ? staffOf(tx, scope, { tenantId, staffUserId: asked.staff.toLowerCase() })
    : ownerOf(tx, scope, { tenantId, houseId: asked.house.toLowerCase() });
}

async function staffOf(tx: Tx, scope: PlatformScope, key: { tenantId: string; staffUserId: string }): Promise<Person> {
  const found = await findStaffPerson(tx, scope, key);
  if (!found) throw nobody();
  const { tenantName: builder, retiredAt, ...person } = found;
  if (retiredAt) throw retired(builder);
  return { kind: 'staff', ...key, builder, ...person };
}

async function ownerOf(tx: Tx, scope: PlatformScope, key: { tenantId: string; houseId: string }): Promise<Person> {
  const found = await findOwnerPerson(tx, scope, key);
  if (!found) throw nobody();
  const { tenantName: builder, retiredAt, houseLabel: house, developmentName: development, ...person } = found;
  if (retiredAt) throw retired(builder);
  return { kind: 'owner', ...key, builder, house, development, ...person };
}

/** What the form shows of whom it is about. */
export function describePerson(scope: PlatformScope, tenant: string | undefined, query: URLSearchParams) {
  return withScope(scope, (tx) => findPerson(tx, scope, tenant, query), { readOnly: true });
}
