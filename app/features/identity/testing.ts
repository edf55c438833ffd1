import { v7 } from 'uuid';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { staffSessions, staffUsers } from '#db/schema/identity.ts';
import { developments, houseTypes, tenants } from '#db/schema/tenancy.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { insertImpersonation } from '#db/queries/identity/impersonations.ts';
import { guard } from './guards.server.ts';
import { signImpersonationToken } from './impersonation/impersonation-token.server.ts';
import { signHomeownerToken } from './sessions/homeowner-token.server.ts';
import { sessionSecret } from './sessions/session-key.server.ts';

/*
 * Fixtures for integration tests of guarded routes: a builder with one house, its owner, a manager and a viewer, and
 * requests as any of them. Call after openTestDatabase().
 */

export type TestTenant = {
  tenantId: string;
  slug: string;
  developmentId: string;
  developmentSlug: string;
  houseId: string;
  houseType: string;
  homeownerId: string;
  /** A manager of the builder's. */
  developerId: string;
  viewerId: string;
  /** Of the owner; of the developer it is `dev-<email>`, of the viewer `viewer-<email>`. */
  email: string;
};

/**
 * A builder with one development, one house of type A (unclaimed unless `claimed`), its owner, a manager and a viewer.
 */
export async function createTestTenant(
  slug: string,
  options: { claimed?: boolean; fullName?: string; passwordHash?: string; embeddingModel?: string } = {},
): Promise<TestTenant> {
  const made: TestTenant = {
    tenantId: v7(),
    slug,
    developmentId: v7(),
    developmentSlug: `${slug}-park`,
    houseId: v7(),
    houseType: 'A',
    homeownerId: v7(),
    developerId: v7(),
    viewerId: v7(),
    email: `owner@${slug}.example`,
  };
  await withScope(systemScope('test'), async (tx) => {
    await tx.insert(tenants).values({
      id: made.tenantId,
      slug,
      name: `${slug} Homes`,
      brand: { accent: '#b08d3c' },
      supportEmail: `care@${slug}.example`,
      supportPhone: '021 555 0140',
    });
    await tx.insert(developments).values({
      tenantId: made.tenantId,
      id: made.developmentId,
      slug: made.developmentSlug,
      name: `${slug} Park`,
      address: 'Midleton',
      latitude: 51.9,
      longitude: -8.2,
      embeddingModel: options.embeddingModel ?? 'test',
    });
    await tx.insert(houseTypes).values(
      ['A', 'B'].map((code) => ({
        tenantId: made.tenantId,
        developmentId: made.developmentId,
        code,
        name: `Type ${code}`,
        description: '',
      })),
    );
    await insertHouse(tx, made, {
      label: '1 Long Avenue',
      fullName: options.fullName ?? 'Aoife Ní Bhriain',
      email: made.email,
      claimed: options.claimed ?? false,
    });
    await tx.insert(staffUsers).values({
      id: made.developerId,
      tenantId: made.tenantId,
      role: 'manager',
      email: `dev-${made.email}`,
      fullName: 'Dev Eloper',
      passwordHash: options.passwordHash ?? 'none',
    });
    await tx.insert(staffUsers).values({
      id: made.viewerId,
      tenantId: made.tenantId,
      role: 'viewer',
      email: `viewer-${made.email}`,
      fullName: 'Vera View',
      passwordHash: options.passwordHash ?? 'none',
    });
  });
  return made;
}

type HouseToInsert = { label: string; fullName: string; email?: string; claimed: boolean };

/** The house of `made`, and its owner. */
async function insertHouse(
  tx: Tx,
  made: TestTenant,
  { label, fullName, email, claimed }: HouseToInsert,
): Promise<void> {
  await tx.insert(houses).values({
    tenantId: made.tenantId,
    id: made.houseId,
    developmentId: made.developmentId,
    houseType: made.houseType,
    label,
    address: `${label}, Midleton`,
  });
  await tx.insert(homeowners).values({
    tenantId: made.tenantId,
    id: made.homeownerId,
    houseId: made.houseId,
    fullName,
    email,
    claimedAt: claimed ? new Date() : null,
  });
}

/** Another house of the development, of type B, and its owner. */
export async function createNeighbour(tenant: TestTenant): Promise<TestTenant> {
  const made = { ...tenant, houseId: v7(), houseType: 'B', homeownerId: v7() };
  const house = { label: '2 Long Avenue', fullName: 'Conor', claimed: true };
  await withScope(systemScope('test'), (tx) => insertHouse(tx, made, house));
  return made;
}

/** Who owned the house of `tenant` before, and has moved out. */
export async function createFormerOwner(tenant: TestTenant): Promise<TestTenant> {
  const former = { ...tenant, homeownerId: v7() };
  await withScope(systemScope('test'), (tx) =>
    tx.insert(homeowners).values({
      tenantId: tenant.tenantId,
      id: former.homeownerId,
      houseId: tenant.houseId,
      fullName: 'Former',
      endedAt: new Date(),
    }),
  );
  return former;
}

/** A platform admin; returns the user's id. */
export async function createTestAdmin(email = 'admin@platform.example', passwordHash = 'none'): Promise<string> {
  const id = v7();
  await withScope(systemScope('test'), (tx) =>
    tx.insert(staffUsers).values({ id, tenantId: null, role: 'admin', email, fullName: 'Ad Min', passwordHash }),
  );
  return id;
}

/** A homeowner token of `tenant`'s house. */
export function homeownerTokenOf(
  tenant: TestTenant,
  options: { issuedAt?: Date; lifetime?: number; jti?: string } = {},
): Promise<string> {
  return signHomeownerToken(
    sessionSecret(),
    {
      tenant_id: tenant.tenantId,
      development_id: tenant.developmentId,
      house_id: tenant.houseId,
      house_type: tenant.houseType,
    },
    options,
  );
}

/** A `Cookie` header of a signed-in staff member. */
export async function staffCookieOf({
  userId,
  tenantId,
}: {
  userId: string;
  tenantId: string | null;
}): Promise<string> {
  const token = randomToken();
  await withScope(systemScope('test'), (tx) =>
    tx.insert(staffSessions).values({
      tokenHash: hashToken(token),
      userId,
      tenantId,
      ip: '',
      userAgent: '',
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
  );
  return `staff_session=${token}`;
}

/**
 * A `Cookie` header of an admin who acts as the owner or the manager of `tenant`, to look or to write; as of a
 * moment ago, for `minutes`.
 */
export async function actingCookieOf(
  tenant: TestTenant,
  adminId: string,
  options: { as: 'owner' | 'manager'; mayWrite?: boolean; minutes?: number },
): Promise<{ Cookie: string; id: string; staff: string }> {
  const { as, mayWrite = false, minutes = 15 } = options;
  const { tenantId, houseId, homeownerId, developerId } = tenant;
  const staff = await staffCookieOf({ userId: adminId, tenantId: null });
  const id = v7();
  const person = as === 'owner' ? { houseId, homeownerId } : { staffUserId: developerId };
  const scope = systemScope('test');
  const until = await withScope(scope, (tx) =>
    insertImpersonation(tx, scope, {
      tenantId,
      id,
      adminId,
      sessionHash: hashToken(staff.replace('staff_session=', '')),
      person,
      reason: 'A ticket of the test',
      writeReason: mayWrite ? 'The owner asked for it' : null,
      minutes,
    }),
  );
  const token = await signImpersonationToken(sessionSecret(), {
    jti: id,
    tenant_id: tenantId,
    sub: as === 'owner' ? homeownerId : developerId,
    act: { sub: adminId },
    back: '/admin/tenants',
    exp: until.getTime() / 1000,
  });
  return { Cookie: `${staff}; impersonation=${token}`, id, staff };
}

/** The scope of `tenant`'s manager. */
export const developerOf = (tenant: TestTenant): TenantScope =>
  tenantScope(tenant.tenantId, { kind: 'staff', userId: tenant.developerId, email: `dev-${tenant.email}` });

/** Whom the guards of the API take the sender of `request` for; each throws as they do. */
export const requireHomeownerSession = async (request: Request) => (await guard(request, 'house:read', 'api')).session;
export const requireHomeowner = async (request: Request) => (await guard(request, 'house:read', 'api')).scope;
export const requireDeveloper = async (request: Request) => (await guard(request, 'portal:read', 'api')).scope;
export const requireAdmin = async (request: Request) => (await guard(request, 'platform:read', 'api')).scope;
export const requireReader = async (request: Request) => (await guard(request, 'document:read', 'api')).scope;
