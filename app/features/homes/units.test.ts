import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { staffCookieOf, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { loader as listRoute } from '#app/routes/api.units.ts';
import { action, loader } from '#app/routes/developer.units.$unitId.tsx';
import type { Database } from '#db/client.ts';
import { homeowners, houses, pointsOfInterest } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { geocodeHouse } from './geocode-house.server.ts';
import type { UnitDetails } from './get-unit.server.ts';
import type { UnitItem } from './list-units.server.ts';
import type { UnitRefusal } from './ui/unit-refusal.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
let cookie: string;

const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder', { claimed: true });
  other = await createTestTenant('other');
  cookie = await staffCookieOf({ userId: builder.developerId, tenantId: builder.tenantId });
  const more = ['10 Long Avenue', '2 Long Avenue', '1 Ash Court', '2 Long Avenue East'].map((label, n) => ({
    tenantId: builder.tenantId,
    id: v7(),
    developmentId: builder.developmentId,
    houseType: n === 1 ? 'B' : 'A',
    label,
    address: `${label}, Midleton`,
    eircode: n === 2 ? 'P25 A7K2' : null,
    ...(n === 0 ? { latitude: 51.901, longitude: -8.201, locationSource: 'google', locationPrecision: 'street' } : {}),
  }));
  await asSystem(async (tx) => {
    await tx.insert(houses).values(more);
    await tx.insert(homeowners).values({
      tenantId: builder.tenantId,
      id: v7(),
      houseId: more[1]!.id,
      fullName: 'Former',
      claimedAt: new Date(),
      endedAt: new Date(),
    });
  });
});
afterAll(() => database.close());

async function list(query: Record<string, string> = {}) {
  const response = await listRoute({
    request: new Request(`http://localhost/api/units?${new URLSearchParams(query)}`, { headers: { Cookie: cookie } }),
    params: {},
    context: {},
  });
  return {
    status: response.status,
    body: (await response.json()) as { items: UnitItem[]; next_cursor: string | null },
  };
}
const labels = async (query?: Record<string, string>) => (await list(query)).body.items.map(({ label }) => label);

describe('B1, G2: GET /api/units', () => {
  test('houses by street, and by number as a number, a page at a time, each once', async () => {
    const all = ['1 Ash Court', '1 Long Avenue', '2 Long Avenue', '10 Long Avenue', '2 Long Avenue East'];
    expect(await labels()).toEqual(all);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await list({ limit: '2', ...(cursor ? { cursor } : {}) });
      seen.push(...body.items.map(({ label }) => label));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(all);
  });

  test('an item has what the contract says', async () => {
    const { body } = await list({ q: '10 long' });
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        development: { id: builder.developmentId, name: 'builder Park' },
        label: '10 Long Avenue',
        house_type: 'A',
        address: '10 Long Avenue, Midleton',
        claimed: false,
        owner_name: null,
        last_seen_on: null,
        latitude: 51.901,
        longitude: -8.201,
        precision: 'street',
        source: 'google',
      },
    ]);
  });

  test.each([
    [{ status: 'claimed' }, ['1 Long Avenue']],
    [{ status: 'unclaimed' }, ['1 Ash Court', '2 Long Avenue', '10 Long Avenue', '2 Long Avenue East']],
    [{ status: 'unlocated', q: 'avenue', house_type: 'A' }, ['1 Long Avenue', '2 Long Avenue East']],
    [{ house_type: 'B' }, ['2 Long Avenue']],
    [{ q: 'p25' }, ['1 Ash Court']],
    [{ q: '100%' }, []],
    [{ development_id: '01900000-0000-7000-8000-000000000000' }, []],
  ])('%j gives %j', async (query, expected) => {
    expect(await labels(query)).toEqual(expected);
  });

  test.each([
    [{ limit: '0' }],
    [{ limit: '101' }],
    [{ status: 'sold' }],
    [{ development_id: 'x' }],
    [{ cursor: 'x' }],
    [{ cursor: Buffer.from('["a","b"]').toString('base64url') }],
  ])('%j is refused', async (query) => {
    expect((await list(query)).status).toBe(422);
  });
});

describe('C2, F6: /developer/units/:unitId', () => {
  const read = async (unitId = builder.houseId, headers = { Cookie: cookie }) =>
    (await loader({
      request: new Request(`http://localhost/developer/units/${unitId}`, { headers }),
      params: { unitId },
      context: {},
    })) as { unit: UnitDetails };
  /** Posts a form of the page; the answer is a redirect, or `data` with the refusal. */
  async function post(intent: string, fields: Record<string, string> = {}, unitId = builder.houseId) {
    const answer: unknown = await action({
      request: new Request(`http://localhost/developer/units/${unitId}?intent=${intent}`, {
        method: 'POST',
        headers: { Cookie: cookie },
        body: new URLSearchParams(fields),
      }),
      params: { unitId },
      context: {},
    });
    if (answer instanceof Response) return { status: answer.status, location: answer.headers.get('Location') };
    const { init, data } = answer as { init: { status: number }; data: { refusal: UnitRefusal } };
    return { status: init.status, refusal: data.refusal };
  }
  beforeEach(() =>
    asSystem(async (tx) => {
      await tx.delete(jobStatus);
      await tx
        .update(houses)
        .set({ latitude: null, longitude: null, locationSource: null, locationPrecision: null })
        .where(eq(houses.id, builder.houseId));
    }),
  );

  test('what is wrong with a typed position is said at its field, and what was typed stays', async () => {
    const refused = await post('correct', { latitude: '', longitude: 'west' });
    expect(refused).toMatchObject({ status: 422, refusal: { latitude: '', longitude: 'west' } });
    expect(refused.refusal?.fields.map(({ field, message }) => [field, message])).toEqual([
      ['latitude', expect.stringContaining('number of degrees')],
      ['longitude', expect.stringContaining('number of degrees')],
    ]);
    const swapped = await post('correct', { latitude: '-8.2', longitude: '51.9' });
    expect([swapped.status, swapped.refusal?.fields.map(({ field }) => field)]).toEqual([422, ['latitude']]);
    expect((await read()).unit.latitude).toBeNull();
  });

  test('a correction is shown as one, and neither a look-up asked for nor one under way changes it', async () => {
    expect(await post('geocode')).toMatchObject({ status: 302 });
    expect((await read()).unit.jobs.geocoding).toMatchObject({ state: 'queued', error: null });
    expect(await post('geocode')).toMatchObject({ status: 409 });
    expect(await post('correct', { latitude: '51.9011', longitude: '-8.2022' })).toEqual({
      status: 302,
      location: `/developer/units/${builder.houseId}?done=corrected`,
    });
    const found = {
      latitude: 51.95,
      longitude: -8.25,
      precision: 'rooftop' as const,
      source: 'google' as const,
      formattedAddress: '1 Long Avenue',
    };
    await geocodeHouse(
      jobScope('house-geocode', builder.tenantId),
      { houseId: builder.houseId, force: true },
      { kind: 'google', locate: async () => found },
    );
    expect(await post('geocode')).toMatchObject({
      status: 409,
      refusal: { message: expect.stringContaining('set by hand') },
    });
    expect((await read()).unit).toMatchObject({
      latitude: 51.9011,
      longitude: -8.2022,
      source: 'staff',
      precision: 'rooftop',
    });
  });

  test('places are looked up for the development and shown with distances from the house', async () => {
    expect(await post('places')).toMatchObject({ status: 302 });
    expect((await read()).unit.jobs).toMatchObject({ geocoding: null, places: { state: 'queued' } });
    await asSystem((tx) =>
      tx.insert(pointsOfInterest).values({
        tenantId: builder.tenantId,
        developmentId: builder.developmentId,
        id: v7(),
        source: 'overpass',
        sourceId: 'node/1',
        category: 'school',
        name: 'Oak School',
        latitude: 51.91,
        longitude: -8.2,
        refreshedAt: new Date(),
      }),
    );
    expect((await read()).unit.places).toMatchObject({
      origin: { of: 'development' },
      attribution: '© OpenStreetMap contributors',
      items: [{ name: 'Oak School', distance_m: 1112, walking_minutes: 14 }],
    });
    await post('correct', { latitude: '51.91', longitude: '-8.2' });
    expect((await read()).unit.places).toMatchObject({ origin: { of: 'house' }, items: [{ distance_m: 0 }] });
  });

  test('another builder’s house is none, and a button that is not there does nothing', async () => {
    for (const intent of ['correct', 'geocode', 'places'])
      expect(await post(intent, { latitude: '51.9', longitude: '-8.2' }, other.houseId)).toMatchObject({ status: 404 });
    await expect(read(other.houseId)).rejects.toMatchObject({ status: 404 });
    expect(await post('sell')).toMatchObject({ status: 400 });
  });
});
