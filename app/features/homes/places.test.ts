import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replacePlaces, type NewPlace } from '#db/queries/homes/places.ts';
import { houses, pointsOfInterest } from '#db/schema/homes.ts';
import { developments } from '#db/schema/tenancy.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { houseScope, jobScope, systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { homeownerTokenOf, staffCookieOf, type TestTenant } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import type { MapElement, Overpass } from '#app/platform/maps/overpass.ts';
import { UpstreamError } from '#app/platform/upstream.ts';
import { loader } from '#app/routes/api.places.ts';
import { listPlaces } from './list-places.server.ts';
import { refreshPointsOfInterest } from './refresh-points-of-interest.server.ts';
import { requestPlacesRefresh, requestStalePlaces } from './request-places-refresh.server.ts';

const HOUSE = { latitude: 51.9, longitude: -8.2 };
/** One degree of latitude is 111,195 m. */
const north = (metres: number) => ({ latitude: HOUSE.latitude + metres / 111_195, longitude: HOUSE.longitude });

const world = twoBuilders();
let builder: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  ({ builder, other } = world);
  await asSystem((tx) =>
    tx
      .update(houses)
      .set({ ...HOUSE, locationPrecision: 'rooftop' })
      .where(eq(houses.id, builder.houseId)),
  );
});
beforeEach(() => asSystem((tx) => tx.delete(pointsOfInterest)));

const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);
const job = (tenant = builder) => jobScope('points-of-interest-refresh', tenant.tenantId);
const owner = (tenant = builder): HouseScope =>
  houseScope({
    tenantId: tenant.tenantId,
    developmentId: tenant.developmentId,
    houseId: tenant.houseId,
    houseType: 'A',
    homeownerId: tenant.homeownerId,
    sessionId: tenant.houseId,
    claimed: true,
    actor: { kind: 'homeowner', homeownerId: tenant.homeownerId, houseId: tenant.houseId },
  });

const element = (id: number, metres: number, tags: Record<string, string>): MapElement => ({
  id: `node/${id}`,
  ...north(metres),
  tags,
});
const around = (elements: MapElement[]): Overpass => ({ kind: 'overpass', around: () => Promise.resolve(elements) });
const place = (over: Partial<NewPlace> & { metres: number }): NewPlace => {
  const { metres, ...rest } = over;
  return { source: 'seed', sourceId: v7(), category: 'cafe', name: `At ${metres}`, ...north(metres), ...rest };
};
const keep = (places: NewPlace[], tenant = builder) =>
  withScope(job(tenant), (tx) => replacePlaces(tx, job(tenant), tenant.developmentId, places));
const kept = () =>
  asSystem((tx) => tx.select().from(pointsOfInterest)).then((rows) => rows.map(({ name }) => name).toSorted());

describe('C2: refreshPointsOfInterest', () => {
  test(
    'looks around the development and puts the answer in the place of what was kept, leaving other developments ' +
      'alone',
    async () => {
      await keep([place({ name: 'Old café', metres: 10 })]);
      await keep([place({ name: 'Theirs', metres: 10 })], other);
      const asked: unknown[] = [];
      const service: Overpass = {
        kind: 'overpass',
        around: (centre, radius, groups) => (
          asked.push([centre.latitude, centre.longitude, radius, groups.length]),
          Promise.resolve([
            element(1, 500, { amenity: 'school', name: 'Oak' }),
            element(2, 600, { highway: 'bus_stop' }),
          ])
        ),
      };
      expect(await refreshPointsOfInterest(job(), builder.developmentId, service)).toEqual({
        outcome: 'replaced',
        places: 2,
      });
      expect(asked).toEqual([[51.9, -8.2, 3000, 20]]);
      expect(await kept()).toEqual(['Bus stop', 'Oak', 'Theirs']);
    },
  );

  test.each([
    ['an empty answer', around([])],
    [
      'an answer without any usable place',
      around([element(1, 10, { amenity: 'pub', name: 'P' }), element(2, 9_000, { amenity: 'school', name: 'Far' })]),
    ],
  ])('%s leaves the old set', async (_what, service) => {
    await keep([place({ name: 'Old café', metres: 10 })]);
    expect(await refreshPointsOfInterest(job(), builder.developmentId, service)).toMatchObject({ outcome: 'kept' });
    expect(await kept()).toEqual(['Old café']);
  });

  test('a broken answer leaves the old set and is passed on, to be tried again', async () => {
    await keep([place({ name: 'Old café', metres: 10 })]);
    const broken: Overpass = { kind: 'overpass', around: () => Promise.reject(new UpstreamError('Overpass gave up.')) };
    await expect(refreshPointsOfInterest(job(), builder.developmentId, broken)).rejects.toMatchObject({
      permanent: false,
    });
    expect(await kept()).toEqual(['Old café']);
  });

  test('the old set goes only together with the new one coming', async () => {
    await keep([place({ name: 'Old café', metres: 10 })]);
    const twins = [
      place({ name: 'New', metres: 1, sourceId: 'same' }),
      place({ name: 'New', metres: 2, sourceId: 'same' }),
    ];
    await expect(keep(twins)).rejects.toMatchObject({ cause: { code: '23505' } });
    expect(await kept()).toEqual(['Old café']);
  });

  test('two refreshes at once leave one of the two sets, whole', async () => {
    const sets = ['x', 'y'].map((set) =>
      around(
        Array.from({ length: 5 }, (_, index) =>
          element(index, index * 200, { amenity: 'school', name: `${set}${index}` }),
        ),
      ),
    );
    await Promise.all(sets.map((service) => refreshPointsOfInterest(job(), builder.developmentId, service)));
    expect([
      ['x0', 'x1', 'x2', 'x3', 'x4'],
      ['y0', 'y1', 'y2', 'y3', 'y4'],
    ]).toContainEqual(await kept());
  });

  test('E2: another tenant’s development is not there', async () => {
    await expect(
      refreshPointsOfInterest(
        job(other),
        builder.developmentId,
        around([element(1, 1, { amenity: 'school', name: 'S' })]),
      ),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('C2, C7: requestPlacesRefresh and requestStalePlaces', () => {
  const jobsOf = (tenant: TestTenant) =>
    asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, tenant.developmentId)));

  test('only what is a month old is asked for, once, and a request under way is not doubled', async () => {
    const scope = tenantScope(builder.tenantId, {
      kind: 'staff',
      userId: builder.developerId,
      email: 'dev@example.com',
    });
    await keep([place({ metres: 10 })], other);
    const { jobId } = await requestPlacesRefresh(scope, builder.developmentId);
    expect(await jobsOf(builder)).toMatchObject([
      {
        id: jobId,
        state: 'queued',
        event: {
          name: 'points-of-interest/refresh.requested',
          data: { development_id: builder.developmentId, tenant_id: builder.tenantId },
        },
      },
    ]);
    await expect(requestPlacesRefresh(scope, builder.developmentId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(requestPlacesRefresh(scope, other.developmentId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(requestPlacesRefresh(scope, undefined)).rejects.toMatchObject({ code: 'not-found' });

    expect(await requestStalePlaces(systemScope('test'))).toBe(0);
    await asSystem((tx) =>
      tx.update(developments).set({ placesRefreshedAt: new Date(Date.now() - 31 * 24 * 3_600_000) }),
    );
    expect(await requestStalePlaces(systemScope('test'))).toBe(1);
    expect(await jobsOf(other)).toMatchObject([{ state: 'queued', tenantId: other.tenantId }]);
    expect(await requestStalePlaces(systemScope('test'))).toBe(0);
  });
});

describe('F6: listPlaces', () => {
  const names = async (query: { limit: number; category?: 'cafe' }) =>
    (await listPlaces(owner(), query)).items.map(({ name }) => name);

  test('by category, nearest first, with distance and walking time from the house', async () => {
    await keep([
      place({ name: 'Far café', metres: 1600 }),
      place({ name: 'School', category: 'school', metres: 2400 }),
      place({ name: 'Near café', metres: 400 }),
    ]);
    const { items, origin, next_cursor, attribution } = await listPlaces(owner(), { limit: 25 });
    expect(origin).toEqual({ of: 'house', ...HOUSE, precision: 'rooftop' });
    expect(items).toMatchObject([
      { category: 'school', name: 'School', distance_m: 2400, walking_minutes: 30 },
      { category: 'cafe', name: 'Near café', distance_m: 400, walking_minutes: 5 },
      { category: 'cafe', name: 'Far café', distance_m: 1600, walking_minutes: 20 },
    ]);
    expect(Object.keys(items[0]!)).toEqual([
      'id',
      'category',
      'name',
      'latitude',
      'longitude',
      'distance_m',
      'walking_minutes',
    ]);
    expect([next_cursor, attribution]).toEqual([null, null]);
  });

  test('a short list still has every kind, and a category can be asked for alone', async () => {
    await keep([
      place({ metres: 1 }),
      place({ metres: 2 }),
      place({ metres: 3 }),
      place({ name: 'School', category: 'school', metres: 900 }),
    ]);
    expect(await names({ limit: 2 })).toEqual(['School', 'At 1']);
    expect(await names({ limit: 3 })).toEqual(['School', 'At 1', 'At 2']);
    expect(await names({ limit: 2, category: 'cafe' })).toEqual(['At 1', 'At 2']);
  });

  test('credits OpenStreetMap for what comes from there', async () => {
    await keep([place({ metres: 1, source: 'overpass' })]);
    expect((await listPlaces(owner(), { limit: 1 })).attribution).toBe('© OpenStreetMap contributors');
  });

  test('measures from the development while the house has no position', async () => {
    await keep([place({ metres: 800 })], other);
    const answer = await listPlaces(owner(other), { limit: 25 });
    expect(answer.origin).toMatchObject({ of: 'development', latitude: 51.9 });
    expect(answer.items).toMatchObject([{ distance_m: 800 }]);
  });
});

describe('E1, F6: GET /api/places', () => {
  const get = async (query: string, headers: Record<string, string>) =>
    loader({ request: new Request(`http://localhost/api/places${query}`, { headers }), params: {}, context: {} });

  test('answers an owner with the places of the own development alone', async () => {
    await keep([place({ name: 'Ours', metres: 100 })]);
    await keep([place({ name: 'Theirs', metres: 100 })], other);
    const bearer = { Authorization: `Bearer ${await homeownerTokenOf(builder)}` };
    const response = await get('', bearer);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      items: [{ name: 'Ours', distance_m: 100, walking_minutes: 1 }],
      next_cursor: null,
    });
    for (const query of ['?limit=0', '?limit=101', '?limit=x', '?category=pub'])
      expect((await get(query, bearer)).status).toBe(422);
  });

  test('is for homeowners', async () => {
    expect((await get('', {})).status).toBe(401);
    expect(
      (await get('', { Cookie: await staffCookieOf({ userId: builder.developerId, tenantId: builder.tenantId }) }))
        .status,
    ).toBe(403);
  });
});
