import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#app/platform/errors.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { documents, documentVersions } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { can, ROUTE_ACCESS, type Access, type Method, type Role } from './permissions.ts';
import { builtFor } from './route-access.ts';
import { createTestAdmin, createTestTenant, homeownerTokenOf, staffCookieOf, type TestTenant } from './testing.ts';

/*
 * E1: every loader and action × method × actor, called for real and checked against ROUTE_ACCESS. It finds the routes by itself: a new route
 * module without a row fails here, and so does a row whose route or method is gone.
 */

type Handler = (args: { request: Request; params: Record<string, string>; context: Record<string, never> }) => unknown;
type RouteModule = { loader?: Handler; action?: Handler; default?: unknown };
type Route = { id: string; path: string; params: string[]; module: RouteModule; failure?: unknown };

const MUTATING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

const found = import.meta.glob<RouteModule>(['/app/root.tsx', '/app/routes/*.{ts,tsx}', '/app/routes/*/route.{ts,tsx}', '!/app/routes/**/*.test.{ts,tsx}']);
const routes: Route[] = await Promise.all(
  Object.entries(found).map(async ([file, load]) => {
    const id = file.replace(/^\/app\//, '').replace(/\.tsx?$/, '');
    return load().then((module) => ({ id, ...pathOf(id), module }), (failure: unknown) => ({ id, ...pathOf(id), module: {}, failure }));
  }),
);

/** The URL pattern of a flat route's id: `routes/api.documents.$documentId` is `/api/documents/$documentId`. */
function pathOf(id: string): { path: string; params: string[] } {
  const segments = id === 'root' ? [] : id.replace(/^routes\//, '').replace(/\/route$/, '').split(/\.(?![^[]*\])/).filter((segment) => !segment.startsWith('_'));
  const plain = segments.map((segment) => segment.replace(/_$/, '').replace(/^\((.*)\)$/, '$1').replaceAll(/\[|\]/g, ''));
  return { path: `/${plain.join('/')}`, params: plain.filter((segment) => segment.startsWith('$')) };
}

const rows: Record<string, Partial<Record<Method, Access>>> = ROUTE_ACCESS;

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let adminId: string;
let documentId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  other = await createTestTenant('other', { claimed: true });
  adminId = await createTestAdmin();
});
afterAll(() => database.close());
beforeEach(async () => {
  resetRateLimits();
  documentId = v7();
  await withScope(systemScope('test'), async (tx) => {
    const versionId = v7();
    await tx.insert(documents).values({ tenantId: mine.tenantId, id: documentId, developmentId: mine.developmentId, title: 'Guide', category: 'guides', houseTypes: ['A'], liveVersionId: versionId });
    await tx.insert(documentVersions).values({ tenantId: mine.tenantId, id: versionId, documentId, version: 1, storageKey: `test/${documentId}`, filename: 'guide.pdf', kind: 'pdf', sizeBytes: 1, sha256: '0'.repeat(64), status: 'ready', pages: 1 });
  });
});

type Actor = { name: string; role: Role | null; foreign?: boolean; headers: (api: boolean) => Promise<Record<string, string>> };

/** A program sends its token as a bearer, a browser as a cookie. Issued a little ahead, since accepting a house ends what was issued before. */
const homeowner = async (api: boolean, tenant: TestTenant, change: (token: string) => string = (token) => token, age = -2_000): Promise<Record<string, string>> => {
  const token = change(await homeownerTokenOf(tenant, { issuedAt: new Date(Date.now() - age) }));
  return api ? { Authorization: `Bearer ${token}` } : { Cookie: `homeowner_token=${token}` };
};
const tamper = (token: string) => token.replace(/\.[^.]+\./, (body) => `.${Buffer.from(Buffer.from(body.slice(1, -1), 'base64url').toString().replace(mine.houseId, other.houseId)).toString('base64url')}.`);

const ACTORS: Actor[] = [
  { name: 'anonymous', role: null, headers: async () => ({}) },
  { name: 'homeowner of this house', role: 'owner', headers: (api) => homeowner(api, mine) },
  { name: 'homeowner of another tenant', role: 'owner', foreign: true, headers: (api) => homeowner(api, other) },
  { name: 'viewer', role: 'viewer', headers: async () => ({ Cookie: await staffCookieOf({ userId: mine.viewerId, tenantId: mine.tenantId }) }) },
  { name: 'manager', role: 'manager', headers: async () => ({ Cookie: await staffCookieOf({ userId: mine.developerId, tenantId: mine.tenantId }) }) },
  { name: 'manager of another tenant', role: 'manager', foreign: true, headers: async () => ({ Cookie: await staffCookieOf({ userId: other.developerId, tenantId: other.tenantId }) }) },
  { name: 'admin', role: 'admin', headers: async () => ({ Cookie: await staffCookieOf({ userId: adminId, tenantId: null }) }) },
  { name: 'expired token', role: null, headers: (api) => homeowner(api, mine, undefined, 90_000_000) },
  { name: 'tampered token', role: null, headers: (api) => homeowner(api, mine, tamper) },
  { name: 'unknown staff session', role: null, headers: async () => ({ Cookie: 'staff_session=unknown' }) },
];

type Outcome = { status: number; location: string | null; type: string | null };

async function call(route: Route, method: Method, headers: Record<string, string>): Promise<Outcome> {
  const known: Record<string, string> = { documentId, id: documentId, houseId: mine.houseId, unitId: mine.houseId, developmentId: mine.developmentId, tenantId: mine.tenantId };
  const params = Object.fromEntries(route.params.map((name) => (name === '$' ? ['*', 'anything'] : [name.slice(1), known[name.slice(1)] ?? v7()])));
  const path = route.path.replaceAll(/\$(\w*)/g, (_match, name: string) => params[name || '*'] ?? 'anything');
  const api = path.startsWith('/api/');
  const body = method === 'GET' ? {} : api ? { body: '{}', headers: { 'Content-Type': 'application/json', ...headers } } : { body: new URLSearchParams(), headers };
  const request = new Request(`http://localhost${path}`, { method, headers, ...body });
  const handle = method === 'GET' ? route.module.loader : route.module.action;
  if (!handle) throw new Error(`${route.id} has no ${method === 'GET' ? 'loader' : 'action'}.`);
  const answer = await Promise.resolve(handle({ request, params, context: {} })).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    await answer.body?.cancel();
    return { status: answer.status, location: answer.headers.get('Location'), type: answer.headers.get('Content-Type') };
  }
  if (answer instanceof AppError) return { status: answer.status, location: null, type: null };
  if (answer instanceof Error) return { status: 500, location: null, type: null };
  // `data(value, { status })` of a page.
  const init = (answer as { type?: string; init?: ResponseInit } | null)?.type === 'DataWithResponseInit' ? (answer as { init?: ResponseInit }).init : undefined;
  return { status: init?.status ?? 200, location: null, type: null };
}

/** `signature` routes judge for themselves and have tests of their own. */
const isOpen = (access: Access | undefined) => access === 'public' || access === 'door';
const permits = (access: Access | undefined, role: Role | null) => {
  if (access === undefined || access === 'signature') return false;
  if (access === 'house:claim') return can(role, 'house:read');
  return access === 'public' || access === 'door' || can(role, access);
};
const isDenial = (outcome: Outcome) => outcome.status === 401 || outcome.status === 403 || (outcome.status >= 300 && outcome.status < 400 && outcome.location !== null && /^\/sign-in(\?|$)/.test(outcome.location));

describe('E1: the table and the routes agree', () => {
  test('K3: routes were found', () => {
    expect(routes.map((route) => route.id)).toEqual(expect.arrayContaining(['root', 'routes/api.session', 'routes/onboarding.$token']));
  });

  test('every route module can be loaded', () => {
    expect(routes.flatMap(({ id, failure }) => (failure ? [`${id}: ${String(failure)}`] : []))).toEqual([]);
  });

  test('every route with a loader or an action has a row', () => {
    expect(routes.filter(({ id, module }) => (module.loader || module.action) && !rows[id]).map((route) => route.id)).toEqual([]);
  });

  test('every loader and action is built by page or api, from the row of its own file', () => {
    const byHand = routes.flatMap(({ id, module }) => [module.loader, module.action].filter((handler) => handler && builtFor(handler) !== id).map(() => id));
    expect(byHand).toEqual([]);
  });

  test('every row has its route, and what it lists has a loader or an action', () => {
    const stale = Object.entries(rows).flatMap(([id, row]) => {
      const module = routes.find((route) => route.id === id)?.module;
      return Object.keys(row).filter((method) => !(method === 'GET' ? (module?.loader ?? module?.default) : module?.action)).map((method) => `${method} ${id}`);
    });
    expect(stale).toEqual([]);
  });
});

const all = routes.flatMap((route) => [...(route.module.loader ? (['GET'] as const) : []), ...(route.module.action ? MUTATING : [])].map((method) => ({ route, method, name: `${method} ${route.id}` })));

const cases = all.filter(({ route, method }) => (rows[route.id]?.[method] ?? rows[route.id]?.POST) !== 'signature');
const guarded = cases.filter(({ route, method }) => rows[route.id]?.[method] !== undefined && rows[route.id]?.[method] !== 'public');

describe(`E1: each method of ${new Set(cases.map(({ route }) => route)).size} routes, as each of ${ACTORS.length} actors`, () => {
  test.each(cases)('$name', async ({ route, method }) => {
    const api = route.path.startsWith('/api/');
    const row = rows[route.id] ?? {};
    const access: Access | undefined = row[method];
    for (const actor of ACTORS) {
      const outcome = await call(route, method, await actor.headers(api));
      const context = `${actor.name}: ${outcome.status} ${outcome.location ?? ''}`;
      // A method that is not listed does not exist; a page's one action answers every method as it answers POST.
      if (access === undefined && (outcome.status === 405 || (method !== 'GET' && !api && isOpen(row.POST)))) continue;
      const needed = access ?? (method === 'GET' ? undefined : row.POST);
      expect(needed, `${method} is not listed, so it should be 405; ${context}`).toBeDefined();
      const allowed = permits(needed, actor.role);
      if (access !== undefined) expect(outcome.status, `listed, but answers 405; ${context}`).not.toBe(405);
      if (isOpen(needed)) expect([401, 403], context).not.toContain(outcome.status);
      else expect(isDenial(outcome), `${allowed ? 'should be let in' : 'should be refused'}; ${context}`).toBe(!allowed);
      if (!allowed && api) expect(outcome.type, context).toBe('application/problem+json');
      if (allowed && actor.foreign && !isOpen(needed) && route.params.length > 0) expect(outcome.status, `another tenant’s thing; ${context}`).toBeGreaterThanOrEqual(400);
    }
  });

  test.each(guarded.filter(({ method }) => method !== 'GET'))('E8: $name by cookie from another site is refused', async ({ route, method }) => {
    for (const actor of ACTORS.filter(({ role }) => permits(rows[route.id]?.[method], role))) {
      const outcome = await call(route, method, { ...(await actor.headers(false)), 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' });
      expect(outcome.status, actor.name).toBe(403);
    }
  });

  test.each(guarded.filter(({ route, method }) => route.path.startsWith('/api/') && !isOpen(rows[route.id]?.[method]) && permits(rows[route.id]?.[method], 'owner')))('E2: $name with another tenant’s slug is refused', async ({ route, method }) => {
    expect((await call(route, method, { ...(await homeowner(true, mine)), 'X-Tenant-Slug': 'other' })).status).toBe(403);
  });
});
