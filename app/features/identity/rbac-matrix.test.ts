import { v7 } from 'uuid';
import { z } from 'zod';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wordOverlap } from '#app/features/assistant/testing/library.ts';
import { registerReadinessCheck } from '#app/features/observability/readiness.server.ts';
import { problem } from '#app/features/operations/api-contract/answers.ts';
import { API_CONTRACT, type Operation } from '#app/features/operations/api-contract/contract.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { hashPassword } from '#app/platform/password.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import {
  can,
  INTENT_ACCESS,
  mayWhileActing,
  rolesOf,
  ROUTE_ACCESS,
  type Access,
  type Method,
  type Permission,
  type Role,
} from './permissions.ts';
import { actorsOf, type Actor, type Asked } from './testing/rbac-actors.ts';
import { cellOf, CELLS, type Cell, type World } from './testing/rbac-cells.ts';
import { seedThings, type Things } from './testing/seed-things.ts';
import { builtFor } from './route-access.ts';
import { createTestAdmin, createTestTenant } from './testing.ts';

/*
 * E1: every loader and action × method × actor, called for real with well-formed input. One status is right for each:
 * refusals follow from ROUTE_ACCESS, what those who are let in get is written down in testing/rbac-cells.ts. It finds
 * the routes by itself: a new route or method without a row or a cell fails here, and so does a row or a cell whose
 * route or method is gone.
 */

type Handler = (args: { request: Request; params: Record<string, string>; context: Record<string, never> }) => unknown;
type RouteModule = { loader?: Handler; action?: Handler; default?: unknown };
type Route = { id: string; path: string; params: string[]; module: RouteModule; failure?: unknown };

const MUTATING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

const found = import.meta.glob<RouteModule>([
  '/app/root.tsx',
  '/app/routes/*.{ts,tsx}',
  '/app/routes/*/route.{ts,tsx}',
  '!/app/routes/**/*.test.{ts,tsx}',
]);
const routes: Route[] = await Promise.all(
  Object.entries(found).map(async ([file, load]) => {
    const id = file.replace(/^\/app\//, '').replace(/\.tsx?$/, '');
    return load().then(
      (module) => ({ id, ...pathOf(id), module }),
      (failure: unknown) => ({ id, ...pathOf(id), module: {}, failure }),
    );
  }),
);

/** The URL pattern of a flat route's id: `routes/api.documents.$documentId` is `/api/documents/$documentId`. */
function pathOf(id: string): { path: string; params: string[] } {
  const segments =
    id === 'root'
      ? []
      : id
          .replace(/^routes\//, '')
          .replace(/\/route$/, '')
          .split(/\.(?![^[]*\])/)
          .filter((segment) => !segment.startsWith('_'));
  const plain = segments.map((segment) =>
    segment
      .replace(/_$/, '')
      .replace(/^\((.*)\)$/, '$1')
      .replaceAll(/\[|\]/g, ''),
  );
  return { path: `/${plain.join('/')}`, params: plain.filter((segment) => segment.startsWith('$')) };
}

const rows: Record<string, Partial<Record<Method, Access>>> = ROUTE_ACCESS;
const INTENTS: Record<string, Record<string, Permission> | undefined> = INTENT_ACCESS;
const PASSWORD = 'correct horse battery staple';

const tenants = {} as Asked;
const ACTORS = actorsOf(tenants);

let database: Database;
let things: Things;

beforeAll(async () => {
  await replaceEmbedder(wordOverlap);
  database = await openTestDatabase();
  registerReadinessCheck('test', () => ({ ok: true, kind: 'test' }));
  tenants.mine = await createTestTenant('mine', { claimed: true, passwordHash: await hashPassword(PASSWORD) });
  tenants.other = await createTestTenant('other', { claimed: true });
  tenants.fresh = await createTestTenant('fresh');
  tenants.adminId = await createTestAdmin();
});
afterAll(async () => {
  await database.close();
  await replaceEmbedder();
});

let isPrepared = false;

/** What one actor's request has changed is there again for the next one's. */
async function prepare(): Promise<void> {
  resetRateLimits();
  if (isPrepared) return;
  isPrepared = true;
  const { mine, fresh } = tenants;
  things = await seedThings(mine);
  await withScope(systemScope('test'), async (tx) => {
    await tx.update(homeowners).set({ claimedAt: null, claimedWith: null }).where(eq(homeowners.id, fresh.homeownerId));
    await tx
      .update(houses)
      .set({ sessionsValidFrom: new Date(0) })
      .where(eq(houses.id, fresh.houseId));
  });
}
beforeEach(prepare);

/** `unlike`: where the answer is not what the contract says. */
type Outcome = { status: number; to: string | null; type: string | null; unlike?: string };

const CONTRACT: Record<string, Partial<Record<Method, Operation>>> = API_CONTRACT;

/** Reads an answer of the API and holds it against the contract of its status; undefined when it keeps it. */
async function unlikeContract(route: Route, method: Method, response: Response) {
  const operation = isApi(route) ? CONTRACT[route.id]?.[method] : undefined;
  const schema = response.status < 400 ? operation?.answers[response.status] : problem;
  if (!operation || schema === null || typeof schema === 'string') return void (await response.body?.cancel());
  if (!schema) return `${response.status} is not in the contract`;
  const read = schema.safeParse(await response.json());
  return read.success ? undefined : z.prettifyError(read.error);
}

async function call(route: Route, method: Method, actor: Actor, more?: Record<string, string>): Promise<Outcome> {
  const outcome = await send(route, method, actor, more);
  // A refusal changes nothing.
  if (method !== 'GET' && outcome.status < 400) isPrepared = false;
  return outcome;
}

async function send(route: Route, method: Method, actor: Actor, more: Record<string, string> = {}): Promise<Outcome> {
  const cell: Partial<Cell> = cellOf(method, route.id) ?? {};
  const known: Record<string, string> = {
    ...things,
    unitId: tenants.mine.houseId,
    tenantId: tenants.mine.tenantId,
    developmentId: tenants.mine.developmentId,
    slug: tenants.mine.developmentSlug,
    dive: 'questions',
  };
  const params = Object.fromEntries(
    route.params.map((name) => (name === '$' ? ['*', 'anything'] : [name.slice(1), known[name.slice(1)] ?? v7()])),
  );
  const path = route.path.replaceAll(/\$(\w*)/g, (_match, name: string) => params[name || '*'] ?? 'anything');
  const world: World = {
    mine: tenants.mine,
    asker: actor.of?.() ?? tenants.mine,
    ...things,
    email: `dev-${tenants.mine.email}`,
    password: PASSWORD,
  };
  const headers = {
    ...(cell.type ? { 'Content-Type': cell.type } : {}),
    ...(await actor.sends(isApi(route))),
    ...more,
  };
  const body = method === 'GET' ? undefined : cell.body?.(world);
  const request = new Request(`http://localhost${path}${cell.query ? `?${cell.query}` : ''}`, {
    method,
    headers,
    body,
  });
  const handle = method === 'GET' ? route.module.loader : route.module.action;
  if (!handle) throw new Error(`${route.id} has no ${method === 'GET' ? 'loader' : 'action'}.`);
  const answer = await Promise.resolve(handle({ request, params, context: {} })).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    const type = answer.headers.get('Content-Type');
    const unlike = await unlikeContract(route, method, answer);
    return { status: answer.status, to: answer.headers.get('Location'), type, ...(unlike ? { unlike } : {}) };
  }
  // Builders answer with a Response; what else is thrown is a fault.
  if (answer instanceof Error) throw answer;
  const given = answer as { type?: string; init?: ResponseInit | null } | null;
  const status = given?.type === 'DataWithResponseInit' ? given.init?.status : undefined;
  return { status: status ?? 200, to: null, type: null };
}

const isApi = (route: Route) => route.path.startsWith('/api/');

const isOpen = (access: Access | undefined) =>
  access === 'public' || access === 'door' || access === 'leave' || access === 'signature';
const permits = (access: Access, role: Role | null) => {
  if (isOpen(access)) return true;
  return can(role, access === 'house:claim' ? 'house:read' : (access as Permission));
};
const isHomeowner = (role: Role | null) => role === 'scan' || role === 'owner';

/** Which refusal is right: the API's 401 or 403, a page's sign-in, its welcome or its 403. */
function refusalFor(route: Route, access: Access, { role }: Actor): { status: number; to?: RegExp } {
  if (role === null) return isApi(route) ? { status: 401 } : { status: 302, to: /^\/sign-in(\?|$)/ };
  if (isApi(route)) return { status: 403 };
  if (role === 'scan' && access !== 'house:claim' && can('owner', access as Permission))
    return { status: 302, to: /^\/welcome$/ };
  if (access === 'house:claim' || isHomeowner(role)) return { status: 302, to: /^\/sign-in(\?|$)/ };
  return { status: 403 };
}

/** What an admin who acts as somebody may at all (E6); of that they get what that person gets. */
function mayAct(route: Route, method: Method, access: Access, { role, acting }: Actor): boolean {
  if (access === 'public' || access === 'signature' || access === 'leave') return true;
  if (access === 'door' || access === 'house:claim' || (acting === 'looks' && method !== 'GET')) return false;
  const intent = new URLSearchParams(cellOf(method, route.id)?.query).get('intent') ?? '';
  const wanted = [access, ...(method === 'GET' ? [] : [INTENTS[route.id]?.[intent] ?? access])];
  return wanted.every((permission) => can(role, permission) && mayWhileActing(permission));
}

function expectedOf(route: Route, method: Method, actor: Actor): { status: number; to?: RegExp } {
  const access = rows[route.id]?.[method];
  if (access === undefined) return { status: 405 };
  if (actor.acting && !mayAct(route, method, access, actor)) return { status: 403 };
  if (!permits(access, actor.role)) return refusalFor(route, access, actor);
  const cell = cellOf(method, route.id);
  if (!cell) throw new Error(`${method} ${route.id} has no cell: say in testing/rbac-cells.ts what it answers.`);
  if (actor.foreign && !isOpen(access) && cell.foreign) return { status: cell.foreign };
  return (actor.role && cell.byRole?.[actor.role]) ?? cell;
}

describe('E1: the table and the routes agree', () => {
  test('K3: routes were found', () => {
    expect(routes.map((route) => route.id)).toEqual(
      expect.arrayContaining(['root', 'routes/api.session', 'routes/onboarding.$token']),
    );
  });

  test('every route module can be loaded', () => {
    expect(routes.flatMap(({ id, failure }) => (failure ? [`${id}: ${String(failure)}`] : []))).toEqual([]);
  });

  test('every route with a loader or an action has a row', () => {
    expect(
      routes.filter(({ id, module }) => (module.loader || module.action) && !rows[id]).map((route) => route.id),
    ).toEqual([]);
  });

  test('every loader and action is built by page or api, from the row of its own file', () => {
    const byHand = routes.flatMap(({ id, module }) =>
      [module.loader, module.action].filter((handler) => handler && builtFor(handler) !== id).map(() => id),
    );
    expect(byHand).toEqual([]);
  });

  test('E6: who may do what a route does may do each of its intents', () => {
    const narrower = Object.entries(INTENTS).flatMap(([id, intents = {}]) =>
      Object.entries(intents)
        .filter(([, permission]) => {
          const asked = rows[id]?.POST as Permission;
          return rolesOf(asked).some((role) => !rolesOf(permission).includes(role));
        })
        .map(([intent]) => `${id} ${intent}`),
    );
    expect(narrower).toEqual([]);
    expect(Object.keys(INTENTS)).not.toEqual([]);
  });

  test('every row has its route, and what it lists has a loader or an action', () => {
    const stale = Object.entries(rows).flatMap(([id, row]) => {
      const module = routes.find((route) => route.id === id)?.module;
      return Object.keys(row)
        .filter((method) => !(method === 'GET' ? (module?.loader ?? module?.default) : module?.action))
        .map((method) => `${method} ${id}`);
    });
    expect(stale).toEqual([]);
  });
});

const all = routes.flatMap((route) => {
  const methods: Method[] = [
    ...(route.module.loader ? (['GET'] as const) : []),
    ...(route.module.action ? MUTATING : []),
  ];
  return methods.map((method) => ({ route, method, name: `${method} ${route.id}` }));
});
const guarded = all.filter(({ route, method }) => {
  const access = rows[route.id]?.[method];
  return access !== undefined && access !== 'public' && access !== 'signature';
});

describe(`E1: each method of ${routes.length} routes, as each of ${ACTORS.length} actors`, () => {
  test('every cell has its route and method', () => {
    expect(
      Object.keys(CELLS).filter(
        (name) => !all.some((each) => each.name === name && rows[each.route.id]?.[each.method]),
      ),
    ).toEqual([]);
  });

  test.each(all)('$name', async ({ route, method }) => {
    const wrong: string[] = [];
    for (const actor of ACTORS) {
      await prepare();
      const { status, to } = expectedOf(route, method, actor);
      const outcome = await call(route, method, actor);
      const isRight = outcome.status === status && (to ? to.test(outcome.to ?? '') : true);
      const isProblem = !isApi(route) || outcome.status < 400 || outcome.type === 'application/problem+json';
      if (outcome.unlike) wrong.push(`${actor.name}: ${outcome.unlike}`);
      if (!isRight || !isProblem)
        wrong.push(`${actor.name}: ${outcome.status} ${outcome.to ?? outcome.type ?? ''}, not ${status} ${to ?? ''}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(guarded.filter(({ method }) => method !== 'GET'))(
    'E8: $name by cookie from another site is refused',
    async ({ route, method }) => {
      const permitted = ACTORS.filter(({ role }) => role && permits(rows[route.id]?.[method] ?? 'public', role));
      expect(permitted).not.toEqual([]);
      for (const actor of permitted) {
        const cookies: Actor = { ...actor, sends: () => actor.sends(false) };
        const forged = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
        expect((await call(route, method, cookies, forged)).status, actor.name).toBe(403);
      }
    },
  );

  const forOwners = guarded.filter(({ route, method }) => {
    const access = rows[route.id]?.[method];
    return isApi(route) && access !== undefined && !isOpen(access) && permits(access, 'owner');
  });
  test.each(forOwners)('E2: $name with another tenant’s slug is refused', async ({ route, method }) => {
    const owner = ACTORS.find(({ name }) => name === 'owner')!;
    expect((await call(route, method, owner, { 'X-Tenant-Slug': 'other' })).status).toBe(403);
  });
});
