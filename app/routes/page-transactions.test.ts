import type { LoaderFunctionArgs } from '@remix-run/node';
import { beforeAll, expect, test, vi } from 'vitest';
import { createTestAdmin, createTestTenant, homeownerTokenOf, staffCookieOf } from '#app/features/identity/testing.ts';
import { settle } from '#app/features/identity/testing/answers.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { seedThings } from '#app/features/identity/testing/seed-things.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

const found = import.meta.glob<{ loader?: Loader }>(
  ['./{home,developer,admin}.tsx', './{home,developer,admin}.*.tsx', '!./*.test.tsx'],
  { eager: true },
);
const modules = new Map(Object.entries(found).map(([file, module]) => [file.slice(2, -4), module]));
/** Each page with a loader, and the layouts around it: `home.care` around `home.care.report`. */
const pages = [...modules]
  .map(([id, { loader }]) => ({ id, loader, around: [...modules.keys()].filter((one) => id.startsWith(`${one}.`)) }))
  .filter(({ loader, around }) => loader && around.length > 0);

const world = twoBuilders();
let known: Record<string, string>;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { builder } = world;
  const owner = await createTestTenant('owned', { claimed: true });
  const { tenantId, developmentId } = builder;
  known = { ...(await seedThings(builder)), unitId: builder.houseId, tenantId, developmentId, dive: 'questions' };
  const things = await seedThings(owner);
  cookies.developer = await staffCookieOf({ userId: builder.developerId, tenantId: builder.tenantId });
  cookies.admin = await staffCookieOf({ userId: await createTestAdmin(), tenantId: null });
  cookies.home = `homeowner_token=${await homeownerTokenOf(owner)}`;
  for (const [name, id] of Object.entries(things)) known[`home ${name}`] = id;
  // The first visit of a day notes the device.
  await transactionsOf([modules.get('home')!.loader!], cookies.home, {});
});

/** How many transactions these loaders open, asked as one request asks them. */
async function transactionsOf(loaders: Loader[], cookie: string, params: Record<string, string>): Promise<number> {
  const { pool, platformPool } = world.database;
  const opened = [...new Set([pool, platformPool])].map((one) => vi.spyOn(one, 'connect'));
  try {
    const context = { requestId: 'r', method: 'GET', path: '/', ip: '::1', userAgent: 'test' };
    const request = () => new Request('http://localhost/x', { headers: { Cookie: cookie } });
    const answers = await runWithRequestContext(context, () =>
      Promise.all(loaders.map((loader) => settle(loader({ request: request(), params, context: {} })))),
    );
    for (const answer of answers as unknown[]) if (answer instanceof Error) throw answer;
    return opened.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    for (const one of opened) one.mockRestore();
  }
}

test('pages of each kind were found', () => {
  expect(pages.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['home._index', 'home.care.report', 'developer.units._index', 'admin.jobs.$jobId']),
  );
});

test.each(pages)(
  'B6: $id opens one transaction to know who asks, and no more than that for its data and its layouts’',
  async ({ id, around }) => {
    const audience = id.split('.')[0]!;
    const params = Object.fromEntries(
      [...id.matchAll(/\$(\w+)/g)].map(([, name = '']) => [
        name,
        known[`${audience} ${name}`] ?? known[name] ?? known.jobId!,
      ]),
    );
    const loaders = [...around, id].flatMap((one) => modules.get(one)?.loader ?? []);
    const count = await transactionsOf(loaders, cookies[audience]!, params);
    expect(count).toBeGreaterThan(0);
    // A portal's layout asks for nothing but who it is; an owner's reads the house.
    expect(count).toBeLessThanOrEqual(audience === 'home' ? 3 : 2);
  },
);
