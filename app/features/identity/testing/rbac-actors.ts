import type { Role } from '../permissions.ts';
import { actingCookieOf, homeownerTokenOf, staffCookieOf, type TestTenant } from '../testing.ts';

/** `mine` has the things that the addresses name; nobody has claimed the house of `fresh`. */
export type Asked = { mine: TestTenant; other: TestTenant; fresh: TestTenant; adminId: string };
type Sends = (api: boolean) => Promise<Record<string, string>>;
export type Actor = {
  name: string;
  role: Role | null;
  of?: () => TestTenant;
  foreign?: boolean;
  sends: Sends;
  acting?: 'looks' | 'writes';
};

/** A program sends its token as a bearer, a browser as a cookie. */
const homeowner = async (
  api: boolean,
  tenant: TestTenant,
  change: (token: string) => string = (token) => token,
  age = 0,
) => {
  const token = change(await homeownerTokenOf(tenant, { issuedAt: new Date(Date.now() - age) }));
  return (api ? { Authorization: `Bearer ${token}` } : { Cookie: `homeowner_token=${token}` }) as Record<
    string,
    string
  >;
};
const staff = async (userId: string, tenantId: string | null) => ({
  Cookie: await staffCookieOf({ userId, tenantId }),
});
const actingAs = async ({ mine, adminId }: Asked, as: 'owner' | 'manager', mayWrite: boolean) => {
  const { Cookie } = await actingCookieOf(mine, adminId, { as, mayWrite });
  return { Cookie };
};
/** A token of `mine` that says to be one of `other`; its signature stays. */
const tamper = (token: string, { mine, other }: Asked) => {
  const [header, body, signature] = token.split('.');
  const changed = Buffer.from(body!, 'base64url').toString().replace(mine.houseId, other.houseId);
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
};

/** Everybody who may ask. `world` is read when they do, so that a file's hooks may make it. */
export const actorsOf = (world: Asked): Actor[] => [
  { name: 'anonymous', role: null, sends: async () => ({}) },
  {
    name: 'whoever scanned a code',
    role: 'scan',
    foreign: true,
    of: () => world.fresh,
    sends: (api) => homeowner(api, world.fresh),
  },
  { name: 'owner', role: 'owner', sends: (api) => homeowner(api, world.mine) },
  {
    name: 'owner in another tenant',
    role: 'owner',
    foreign: true,
    of: () => world.other,
    sends: (api) => homeowner(api, world.other),
  },
  { name: 'viewer', role: 'viewer', sends: () => staff(world.mine.viewerId, world.mine.tenantId) },
  { name: 'manager', role: 'manager', sends: () => staff(world.mine.developerId, world.mine.tenantId) },
  {
    name: 'viewer in another tenant',
    role: 'viewer',
    foreign: true,
    of: () => world.other,
    sends: () => staff(world.other.viewerId, world.other.tenantId),
  },
  {
    name: 'manager in another tenant',
    role: 'manager',
    foreign: true,
    of: () => world.other,
    sends: () => staff(world.other.developerId, world.other.tenantId),
  },
  { name: 'admin', role: 'admin', sends: () => staff(world.adminId, null) },
  {
    name: 'admin who looks as a manager',
    role: 'manager',
    acting: 'looks',
    sends: () => actingAs(world, 'manager', false),
  },
  {
    name: 'admin who writes as a manager',
    role: 'manager',
    acting: 'writes',
    sends: () => actingAs(world, 'manager', true),
  },
  { name: 'admin who looks as an owner', role: 'owner', acting: 'looks', sends: () => actingAs(world, 'owner', false) },
  {
    name: 'admin who writes as an owner',
    role: 'owner',
    acting: 'writes',
    sends: () => actingAs(world, 'owner', true),
  },
  { name: 'expired token', role: null, sends: (api) => homeowner(api, world.mine, undefined, 90_000_000) },
  { name: 'tampered token', role: null, sends: (api) => homeowner(api, world.mine, (token) => tamper(token, world)) },
  { name: 'unknown staff session', role: null, sends: async () => ({ Cookie: 'staff_session=unknown' }) },
];
