import { eq } from 'drizzle-orm';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { correctHouseLocation } from '#app/features/homes/correct-house-location.server.ts';
import { requestGeocoding } from '#app/features/homes/request-geocoding.server.ts';
import { requestPlacesRefresh } from '#app/features/homes/request-places-refresh.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { createGoogleGeocoder } from '#app/platform/maps/google-geocoder.server.ts';
import { createOverpass } from '#app/platform/maps/overpass.ts';
import type { Database } from '#db/client.ts';
import { houses, pointsOfInterest } from '#db/schema/homes.ts';
import { tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { houseGeocode } from './house-geocode.ts';
import { pointsOfInterestRefresh } from './points-of-interest-refresh.ts';
import { ended, retryWait, scope, skipRetryWait, startBench, type JobBench } from './testing/job-bench.ts';

const GOOGLE = 'https://maps.googleapis.com/maps/api/geocode/json';
const OVERPASS = 'http://overpass.example/api/interpreter';
const FOUND = {
  status: 'OK',
  results: [
    {
      formatted_address: '1 Long Avenue',
      types: ['street_address'],
      geometry: { location: { lat: 51.905, lng: -8.19 }, location_type: 'ROOFTOP' },
    },
  ],
};

const server = setupServer();
let database: Database;
let bench: JobBench;
let builder: TestTenant;
let tenants = 0;

beforeAll(async () => {
  server.listen({ onUnhandledRequest: 'error' });
  database = await openTestDatabase();
  const geocoder = createGoogleGeocoder({ apiKey: 'k', timeoutMs: 2_000 });
  const overpass = createOverpass({ url: 'http://overpass.example', userAgent: 'test', timeoutMs: 2_000 });
  bench = await startBench([houseGeocode(() => geocoder), pointsOfInterestRefresh(() => overpass)]);
});
beforeEach(async () => {
  builder = await createTestTenant(`builder-${(tenants += 1)}`);
});
afterEach(() => server.resetHandlers());
afterAll(async () => {
  await bench.stop();
  await database.close();
  server.close();
});

const developer = () =>
  tenantScope(builder.tenantId, { kind: 'staff' as const, userId: builder.developerId, email: 'dev@example.com' });
const house = async () =>
  (await withScope(scope, (tx) => tx.select().from(houses).where(eq(houses.id, builder.houseId))))[0]!;
const states = (row: { history: { state: string }[] }) => row.history.map((line) => line.state);

/** Answers in turn, the last one for ever; lists the calls. */
function answering(method: 'get' | 'post', url: string, ...answers: (() => Response)[]): string[] {
  const calls: string[] = [];
  server.use(
    http[method](url, ({ request }) =>
      (answers[Math.min(calls.push(request.url), answers.length) - 1] ?? HttpResponse.error)(),
    ),
  );
  return calls;
}

describe('C2, C5, C6, K3: geocoding a house as a job', () => {
  test('succeeds at the first try', async () => {
    const calls = answering('get', GOOGLE, () => HttpResponse.json(FOUND));
    const row = await ended(await requestGeocoding(developer(), builder.houseId));
    expect([row.state, states(row), calls.length]).toEqual(['succeeded', ['running', 'succeeded'], 1]);
    expect(await house()).toMatchObject({
      latitude: 51.905,
      longitude: -8.19,
      locationSource: 'google',
      locationPrecision: 'rooftop',
    });
  });

  test('a service that fails twice and then works is tried until it does', async () => {
    const calls = answering(
      'get',
      GOOGLE,
      () => new HttpResponse(null, { status: 500 }),
      () => HttpResponse.html('<p>oops</p>'),
      () => HttpResponse.json(FOUND),
    );
    const row = await ended(await requestGeocoding(developer(), builder.houseId));
    expect([row.state, states(row), calls.length]).toEqual([
      'succeeded',
      ['running', 'retrying', 'running', 'retrying', 'running', 'succeeded'],
      3,
    ]);
    expect(row.history.filter(({ state }) => state === 'retrying').map(({ error }) => error)).toEqual([
      expect.stringContaining('HTTP 500'),
      expect.stringContaining('JSON'),
    ]);
  });

  test('429 is kept to: not before its Retry-After', async () => {
    const calls = answering(
      'get',
      GOOGLE,
      () => new HttpResponse(null, { status: 429, headers: { 'Retry-After': '120' } }),
      () => HttpResponse.json(FOUND),
    );
    const request = await requestGeocoding(developer(), builder.houseId);
    // The bench's own wait would be 30 ms.
    const wait = await retryWait();
    expect([wait > 60, wait <= 120, calls.length]).toEqual([true, true, 1]);
    await skipRetryWait(bench);
    const row = await ended(request);
    expect([row.state, states(row), calls.length]).toEqual([
      'succeeded',
      ['running', 'retrying', 'running', 'succeeded'],
      2,
    ]);
  });

  test('a service that stays down is given up after its tries, with the reason', async () => {
    const calls = answering('get', GOOGLE, () => new HttpResponse(null, { status: 503 }));
    const row = await ended(await requestGeocoding(developer(), builder.houseId));
    expect([row.state, row.error, calls.length]).toEqual(['failed', expect.stringContaining('HTTP 503'), 5]);
    expect(await house()).toMatchObject({ latitude: null });
  });

  test.each([
    ['an unknown address', { status: 'ZERO_RESULTS', results: [] }, /does not know “1 Long Avenue, Midleton”/],
    ['a refused key', { status: 'REQUEST_DENIED', results: [] }, /GOOGLE_MAPS_API_KEY/],
  ])('%s fails at once with what to do, and can be replayed', async (_what, answer, message) => {
    const calls = answering(
      'get',
      GOOGLE,
      () => HttpResponse.json(answer),
      () => HttpResponse.json(FOUND),
    );
    const row = await ended(await requestGeocoding(developer(), builder.houseId));
    expect([row.state, row.error, calls.length]).toEqual(['failed', expect.stringMatching(message), 1]);
    expect(await ended(await replayJob(developer(), row.id))).toMatchObject({ state: 'succeeded', replayOf: row.id });
    expect(await house()).toMatchObject({ locationSource: 'google' });
  });

  test('a correction made while the job waits stays', async () => {
    const calls = answering(
      'get',
      GOOGLE,
      () => new HttpResponse(null, { status: 429, headers: { 'Retry-After': '1' } }),
      () => HttpResponse.json(FOUND),
    );
    const request = await requestGeocoding(developer(), builder.houseId);
    await correctHouseLocation(developer(), builder.houseId, { latitude: 51.9011, longitude: -8.2022 });
    expect((await ended(request)).state).toBe('succeeded');
    expect(calls.length).toBeLessThanOrEqual(1);
    expect(await house()).toMatchObject({ latitude: 51.9011, longitude: -8.2022, locationSource: 'staff' });
  });
});

describe('C2, C5: looking places up as a job', () => {
  const names = () =>
    withScope(scope, (tx) =>
      tx.select().from(pointsOfInterest).where(eq(pointsOfInterest.developmentId, builder.developmentId)),
    ).then((rows) => rows.map(({ name }) => name));

  test('stores them after a server that gave up half-way', async () => {
    const school = { type: 'node', id: 1, lat: 51.901, lon: -8.2, tags: { amenity: 'school', name: 'Oak' } };
    answering(
      'post',
      OVERPASS,
      () => HttpResponse.json({ elements: [school], remark: 'runtime error: Query timed out' }),
      () =>
        HttpResponse.json({
          elements: [school, { ...school, id: 2, lat: 51.91, tags: { amenity: 'cafe', name: 'Mill' } }],
        }),
    );
    const row = await ended(await requestPlacesRefresh(developer(), builder.developmentId));
    expect([row.state, states(row)]).toEqual(['succeeded', ['running', 'retrying', 'running', 'succeeded']]);
    expect(await names()).toEqual(['Oak', 'Mill']);
  });

  test('a refused query fails at once', async () => {
    const calls = answering('post', OVERPASS, () => new HttpResponse(null, { status: 400 }));
    const row = await ended(await requestPlacesRefresh(developer(), builder.developmentId));
    expect([row.state, row.error, calls.length]).toEqual(['failed', expect.stringContaining('HTTP 400'), 1]);
    expect(await names()).toEqual([]);
  });
});
