import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { UpstreamError } from '../upstream.ts';
import { chooseGeocoder } from './geocoder.server.ts';
import type { Geocoder } from './geocoder.ts';
import { createGoogleGeocoder } from './google-geocoder.server.ts';
import { createNominatimGeocoder } from './nominatim-geocoder.server.ts';

const GOOGLE = 'https://maps.googleapis.com/maps/api/geocode/json';
const NOMINATIM = 'http://nominatim.example/base/search';
const HOUSE = { address: '1 Longview Avenue, Longview Park, Midleton, Co. Cork', eircode: 'P25 A7K2' };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
// Nominatim is asked once a second: the clock jumps to the next timer whenever nothing else is to do.
beforeEach(
  () =>
    void vi
      .useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
      .setTimerTickMode('nextTimerAsync'),
);
afterEach(() => {
  server.resetHandlers();
  vi.useRealTimers();
});
afterAll(() => server.close());

const google = (timeoutMs = 2_000) => createGoogleGeocoder({ apiKey: 'secret-key', timeoutMs });
const nominatim = (timeoutMs = 2_000) =>
  createNominatimGeocoder({ baseUrl: 'http://nominatim.example/base/', userAgent: 'OpenHouse-AI (test)', timeoutMs });

const googleResult = (over: { location_type?: string; types?: string[] } = {}) => ({
  formatted_address: '1 Longview Ave, Midleton, Co. Cork, P25 A7K2, Ireland',
  types: over.types ?? ['street_address'],
  geometry: { location: { lat: 51.91983, lng: -8.16742 }, location_type: over.location_type ?? 'ROOFTOP' },
  place_id: 'ignored',
});
const nominatimResult = (over: { place_rank?: number; address?: object; lat?: string } = {}) => ({
  lat: over.lat ?? '51.91983',
  lon: '-8.16742',
  display_name: '1, Longview Avenue, Midleton',
  place_rank: over.place_rank ?? 30,
  address: over.address ?? { house_number: '1' },
  extra: true,
});

async function failureOf(work: Promise<unknown>): Promise<UpstreamError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}

describe('C2: Google', () => {
  test('asks with address, Eircode and country, and tells position, precision and address', async () => {
    const asked: URL[] = [];
    server.use(
      http.get(
        GOOGLE,
        ({ request }) => (
          asked.push(new URL(request.url)),
          HttpResponse.json({ status: 'OK', results: [googleResult()] })
        ),
      ),
    );
    expect(await google().locate(HOUSE)).toEqual({
      latitude: 51.91983,
      longitude: -8.16742,
      precision: 'rooftop',
      source: 'google',
      formattedAddress: '1 Longview Ave, Midleton, Co. Cork, P25 A7K2, Ireland',
    });
    expect(Object.fromEntries(asked[0]!.searchParams)).toMatchObject({
      address: `${HOUSE.address}, P25 A7K2`,
      components: 'country:IE',
      key: 'secret-key',
    });
  });

  test.each([
    ['ROOFTOP', 'rooftop'],
    ['RANGE_INTERPOLATED', 'interpolated'],
    ['GEOMETRIC_CENTER', 'street'],
    ['APPROXIMATE', 'area'],
    ['SOMETHING_NEW', 'area'],
  ])('%s is %s', async (location_type, precision) => {
    server.use(http.get(GOOGLE, () => HttpResponse.json({ status: 'OK', results: [googleResult({ location_type })] })));
    expect(await google().locate(HOUSE)).toMatchObject({ precision });
  });

  test.each([
    ['ZERO_RESULTS', { status: 'ZERO_RESULTS', results: [] }],
    [
      'no more than the country',
      { status: 'OK', results: [googleResult({ types: ['country', 'political'], location_type: 'APPROXIMATE' })] },
    ],
  ])('%s is an unknown address', async (_name, body) => {
    server.use(http.get(GOOGLE, () => HttpResponse.json(body)));
    expect(await google().locate(HOUSE)).toBeNull();
  });

  test.each([
    ['REQUEST_DENIED', true, null, /GOOGLE_MAPS_API_KEY/],
    ['OVER_DAILY_LIMIT', true, null, /billing/],
    ['INVALID_REQUEST', true, null, /address/],
    ['OVER_QUERY_LIMIT', false, '60', /too many requests/],
    ['UNKNOWN_ERROR', false, null, /tried again/],
  ])('%s: permanent %s, Retry-After %s', async (status, permanent, retryAfter, message) => {
    server.use(
      http.get(GOOGLE, () =>
        HttpResponse.json({ status, error_message: 'The provided key secret-key is bad', results: [] }),
      ),
    );
    const error = await failureOf(google().locate(HOUSE));
    expect([error.permanent, error.headers.get('retry-after')]).toEqual([permanent, retryAfter]);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('secret-key');
  });
});

describe('C2: Nominatim', () => {
  test('asks by parts with an identifying User-Agent, and stops at a good answer', async () => {
    const asked: Request[] = [];
    server.use(http.get(NOMINATIM, ({ request }) => (asked.push(request), HttpResponse.json([nominatimResult()]))));
    expect(await nominatim().locate(HOUSE)).toEqual({
      latitude: 51.91983,
      longitude: -8.16742,
      precision: 'rooftop',
      source: 'nominatim',
      formattedAddress: '1, Longview Avenue, Midleton',
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers.get('User-Agent')).toBe('OpenHouse-AI (test)');
    expect(Object.fromEntries(new URL(asked[0]!.url).searchParams)).toMatchObject({
      street: '1 Longview Avenue',
      city: 'Midleton',
      county: 'County Cork',
      countrycodes: 'ie',
      format: 'jsonv2',
    });
  });

  test('falls back to free text where the parts find nothing, or only the area, and takes the finer', async () => {
    const asked: URLSearchParams[] = [];
    server.use(
      http.get(NOMINATIM, ({ request }) => {
        const terms = new URL(request.url).searchParams;
        asked.push(terms);
        return HttpResponse.json(
          terms.has('q')
            ? [nominatimResult({ place_rank: 26, address: {} })]
            : [nominatimResult({ place_rank: 16, lat: '51.9' })],
        );
      }),
    );
    expect(await nominatim().locate(HOUSE)).toMatchObject({ latitude: 51.91983, precision: 'street' });
    expect(asked.map((terms) => terms.get('q'))).toEqual([
      null,
      '1 Longview Avenue, Longview Park, Midleton, County Cork, Ireland',
    ]);
  });

  test.each([
    [30, { house_number: '1' }, 'rooftop'],
    [30, {}, 'street'],
    [27, {}, 'street'],
    [19, {}, 'area'],
  ])('rank %i with %o is %s', async (place_rank, address, precision) => {
    server.use(http.get(NOMINATIM, () => HttpResponse.json([nominatimResult({ place_rank, address })])));
    expect(await nominatim().locate(HOUSE)).toMatchObject({ precision });
  });

  test.each([
    ['nothing', []],
    ['no more than the county', [nominatimResult({ place_rank: 12, address: {} })]],
  ])('%s is an unknown address', async (_name, body) => {
    server.use(http.get(NOMINATIM, () => HttpResponse.json(body)));
    expect(await nominatim().locate(HOUSE)).toBeNull();
  });

  test('usage policy: never two requests within a second, whoever asks', async () => {
    const starts: number[] = [];
    server.use(http.get(NOMINATIM, () => (starts.push(Date.now()), HttpResponse.json([nominatimResult()]))));
    const [one, other] = [nominatim(), nominatim()];
    expect(
      await Promise.all([
        one.locate(HOUSE),
        other.locate(HOUSE),
        one.locate(HOUSE),
        other.locate(HOUSE),
        one.locate(HOUSE),
      ]),
    ).toHaveLength(5);
    const gaps = starts.slice(1).map((start, index) => start - starts[index]!);
    expect(gaps).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...gaps)).toBeLessThan(3_000);
  });
});

const services: [string, string, (timeoutMs?: number) => Geocoder][] = [
  ['Google', GOOGLE, google],
  ['Nominatim', NOMINATIM, nominatim],
];
describe.each(services)('C5: %s failing', (_name, url, make) => {
  const answering = (respond: () => Response | Promise<Response>) => server.use(http.get(url, respond));

  test('429 is tried again after its Retry-After, in seconds or as a date', async () => {
    answering(() => new HttpResponse(null, { status: 429, headers: { 'Retry-After': '17' } }));
    const error = await failureOf(make().locate(HOUSE));
    expect([error.permanent, error.headers.get('retry-after')]).toEqual([false, '17']);
    answering(
      () =>
        new HttpResponse(null, {
          status: 429,
          headers: { 'Retry-After': new Date(Date.now() + 90_000).toUTCString() },
        }),
    );
    const seconds = Number((await failureOf(make().locate(HOUSE))).headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(80);
    expect(seconds).toBeLessThanOrEqual(90);
  });

  test.each([
    [500, false],
    [503, false],
    [408, false],
    [400, true],
    [403, true],
    [404, true],
  ])('%i: permanent is %s', async (status, permanent) => {
    answering(() => new HttpResponse('no', { status }));
    const error = await failureOf(make().locate(HOUSE));
    expect([error.permanent, error.headers.get('retry-after')]).toEqual([permanent, null]);
    expect(error.message).toContain(`HTTP ${status}`);
  });

  test.each([
    ['a web page', () => HttpResponse.html('<h1>Welcome to our hotspot</h1>')],
    ['other JSON', () => HttpResponse.json({ hello: ['world'] })],
    [
      'a position off the globe',
      () =>
        HttpResponse.json(
          url === GOOGLE
            ? {
                status: 'OK',
                results: [
                  { ...googleResult(), geometry: { location: { lat: 510, lng: 0 }, location_type: 'ROOFTOP' } },
                ],
              }
            : [nominatimResult({ lat: '510' })],
        ),
    ],
    ['a broken connection', () => HttpResponse.error()],
  ])('%s is tried again', async (_what, respond) => {
    answering(respond);
    expect((await failureOf(make().locate(HOUSE))).permanent).toBe(false);
  });

  test('a huge answer is not read', async () => {
    answering(() => new HttpResponse('x'.repeat(300_000)));
    expect(await failureOf(make().locate(HOUSE))).toMatchObject({
      permanent: true,
      message: expect.stringContaining('KiB'),
    });
  });

  test('silence ends at the time-out and is tried again', async () => {
    answering(() => new Promise<Response>(() => {}));
    expect(await failureOf(make(60).locate(HOUSE))).toMatchObject({
      permanent: false,
      message: expect.stringContaining('did not answer'),
    });
  });
});

test('the settings choose: a key Google, else a server Nominatim, else none, which says what to do', async () => {
  expect(chooseGeocoder({ GOOGLE_MAPS_API_KEY: 'k', NOMINATIM_URL: 'http://nominatim.example' }).kind).toBe('google');
  expect(chooseGeocoder({ NOMINATIM_URL: 'http://nominatim.example' }).kind).toBe('nominatim');
  const none = chooseGeocoder({});
  expect(none.kind).toBe('none');
  expect(await failureOf(none.locate(HOUSE))).toMatchObject({
    permanent: true,
    message: expect.stringContaining('NOMINATIM_URL'),
  });
});

test('introduces itself with the public address', async () => {
  const agents: (string | null)[] = [];
  server.use(
    http.get(
      'http://nominatim.example/search',
      ({ request }) => (agents.push(request.headers.get('User-Agent')), HttpResponse.json([nominatimResult()])),
    ),
  );
  await chooseGeocoder({ NOMINATIM_URL: 'http://nominatim.example', PUBLIC_URL: 'https://homes.example' }).locate(
    HOUSE,
  );
  expect(agents).toEqual(['OpenHouse-AI (+https://homes.example)']);
});
