import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { createTestTenant, homeownerTokenOf, staffCookieOf } from '#app/features/identity/testing.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { action, loader } from '#app/routes/developer.settings.tsx';
import { loader as houseRecord } from '#app/routes/home.house.tsx';
import { loader as publicDevelopment } from '#app/routes/api.public.developments.$slug.ts';
import { auditLog } from '#db/schema/observability.ts';
import { developments, tenants } from '#db/schema/tenancy.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import type { Settings } from './read-settings.server.ts';

const world = twoBuilders();
beforeAll(async () => {
  world.builder = await createTestTenant('claimed', { claimed: true });
});
beforeEach(() => resetRateLimits());

const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);
const cookie = (of = world.builder) => staffCookieOf({ userId: of.developerId, tenantId: of.tenantId });

async function settings(of = world.builder, query = ''): Promise<Settings> {
  const request = new Request(`http://localhost/developer/settings${query}`, { headers: { Cookie: await cookie(of) } });
  return (await loader({ request, params: {}, context: {} })) as Settings;
}

type Refused = { data: { refusal: { message: string; fields: { field: string }[]; typed: Record<string, string> } } };

async function save(intent: string, fields: Record<string, string>) {
  const request = new Request(`http://localhost/developer/settings?intent=${intent}`, {
    method: 'POST',
    headers: { Cookie: await cookie() },
    body: new URLSearchParams(fields),
  });
  const answer: unknown = await action({ request, params: {}, context: {} });
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location'), refusal: null };
  const { data, init } = answer as Refused & { init: { status: number } };
  return { status: init.status, to: null, refusal: data.refusal };
}

const BUILDER = { support_email: 'care@new.example', support_phone: '(021) 555 0123', accent: '#7A5C12' };

describe('G: how owners see and reach the builder', () => {
  test('is changed, recorded, and told to everyone at once', async () => {
    const { seen } = (await settings()).builder;
    expect(await save('builder', { ...BUILDER, seen })).toMatchObject({ to: '/developer/settings?done=builder' });
    expect((await settings()).builder).toMatchObject(BUILDER);
    const [development] = await asSystem((tx) =>
      tx.select().from(developments).where(eq(developments.id, world.builder.developmentId)),
    );
    const request = new Request('http://localhost/api/public/developments/x');
    const answer = await publicDevelopment({ request, params: { slug: development!.slug }, context: {} });
    expect(await answer.json()).toMatchObject({ brand: { accent: '#7A5C12' } });
    const [entry] = await asSystem((tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'settings.builder-changed')),
    );
    expect(entry).toMatchObject({ tenantId: world.builder.tenantId, actorId: world.builder.developerId });
  });

  test('is the builder’s own: another one’s stays as it was', async () => {
    const before = await settings(world.other);
    const { seen } = (await settings()).builder;
    await save('builder', { ...BUILDER, support_phone: '021 555 0999', seen });
    expect(await settings(world.other)).toEqual(before);
  });

  test.each([
    ['support_email', 'nobody'],
    ['support_phone', 'ring me'],
    ['support_phone', ''],
    ['accent', 'gold'],
    ['accent', '#FFD700'],
    ['accent', '#12'],
  ])('%s %j is refused and stays as it was typed', async (field, value) => {
    const { builder } = await settings();
    const { status, refusal } = await save('builder', { ...BUILDER, seen: builder.seen, [field]: value });
    expect(status).toBe(422);
    expect(refusal?.fields.map((one) => one.field)).toEqual([field]);
    expect(refusal?.typed[field]).toBe(value);
    expect((await settings()).builder).toEqual(builder);
  });

  test('a colour that is there is kept, however light: only a new one has to be read on white', async () => {
    await asSystem((tx) =>
      tx
        .update(tenants)
        .set({ brand: { accent: '#ffd700' } })
        .where(eq(tenants.id, world.builder.tenantId)),
    );
    const { seen } = (await settings()).builder;
    expect((await save('builder', { ...BUILDER, accent: '#ffd700', seen })).status).toBe(302);
    expect((await settings()).builder.accent).toBe('#ffd700');
  });

  test('of two who change it from the same page the second is told, and changes nothing', async () => {
    const { seen } = (await settings()).builder;
    expect((await save('builder', { ...BUILDER, support_phone: '021 555 0001', seen })).status).toBe(302);
    const second = await save('builder', { ...BUILDER, support_phone: '021 555 0002', seen });
    expect(second).toMatchObject({ status: 409, refusal: { typed: { support_phone: '021 555 0002' } } });
    expect((await settings()).builder.support_phone).toBe('021 555 0001');
  });
});

describe('G: what holds for a development', () => {
  const typed = async () => {
    const { seen, id } = (await settings()).development!;
    return { seen, development_id: id };
  };

  test('an emergency line, the surname and the after-sales statement, which owners read', async () => {
    const text = 'Water and heat: the same day.\r\nAll else: within 28 days.';
    const { to } = await save('development', {
      ...(await typed()),
      emergency_phone: '021 555 0199',
      asks_surname: 'on',
      after_sales: text,
    });
    expect(to).toBe(`/developer/settings?development=${world.builder.developmentId}&done=development`);
    expect((await settings()).development).toMatchObject({ emergency_phone: '021 555 0199', asks_surname: true });
    const headers = { Authorization: `Bearer ${await homeownerTokenOf(world.builder)}` };
    const request = new Request('http://localhost/home/house', { headers });
    const record = (await houseRecord({ request, params: {}, context: {} })) as { afterSales: string };
    expect(record.afterSales).toBe('Water and heat: the same day.\nAll else: within 28 days.');
  });

  test('is emptied again: a box without its tick, a line without a number', async () => {
    await save('development', { ...(await typed()), emergency_phone: '', after_sales: '' });
    expect((await settings()).development).toMatchObject({
      emergency_phone: '',
      asks_surname: false,
      after_sales: '',
    });
  });

  test.each([
    ['emergency_phone', 'night'],
    ['after_sales', 'x'.repeat(4001)],
    ['development_id', 'Longview'],
  ])('a wrong %s is refused', async (field, value) => {
    const { status, refusal } = await save('development', { ...(await typed()), [field]: value });
    expect([status, refusal?.fields.map((one) => one.field)]).toEqual([422, [field]]);
  });

  test('of two who change it from the same page the second is told', async () => {
    const fields = await typed();
    expect((await save('development', { ...fields, after_sales: 'First' })).status).toBe(302);
    expect((await save('development', { ...fields, after_sales: 'Second' })).status).toBe(409);
    expect((await settings()).development?.after_sales).toBe('First');
  });

  test('another builder’s is not there: neither read nor written', async () => {
    const foreign = world.other.developmentId;
    const answer = settings(world.builder, `?development=${foreign}`);
    await expect(answer).rejects.toMatchObject({ status: 404 });
    const before = (await settings(world.other)).development!;
    const saved = await save('development', { seen: before.seen, development_id: foreign, after_sales: 'Mine' });
    expect(saved.status).toBe(404);
    expect((await settings(world.other)).development).toEqual(before);
  });

  test('the database itself lets staff change no name and no other builder', async () => {
    const scope = tenantScope(world.builder.tenantId, {
      kind: 'staff',
      userId: world.builder.developerId,
      email: 'x@x.example',
    });
    const rename = withScope(scope, (tx) => tx.update(tenants).set({ name: 'Mine' }));
    await expect(rename).rejects.toMatchObject({ cause: { code: '42501' } });
    const move = withScope(scope, (tx) =>
      tx
        .update(developments)
        .set({ afterSales: 'Mine' })
        .where(eq(developments.id, world.other.developmentId))
        .returning(),
    );
    expect(await move).toEqual([]);
  });
});
