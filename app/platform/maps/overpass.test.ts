import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chooseOverpass, createOverpass } from './overpass.ts';

const ENDPOINT = 'http://overpass.example/api/interpreter';
const CENTRE = { latitude: 51.92072, longitude: -8.16668 };
const SCHOOLS = [[{ key: 'amenity', values: ['school', 'college'] }], [{ key: 'highway', values: ['bus_stop'] }]];

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const overpass = () =>
  createOverpass({ url: 'http://overpass.example', userAgent: 'OpenHouse-AI (test)', timeoutMs: 2_000 });
const around = () => overpass().around(CENTRE, 3000, SCHOOLS);

describe('C2: Overpass', () => {
  test('asks for the tags around the point, bounded, and reads nodes and the middle of ways', async () => {
    const asked: { query: string; agent: string | null }[] = [];
    server.use(
      http.post(ENDPOINT, async ({ request }) => {
        asked.push({
          query: new URLSearchParams(await request.text()).get('data') ?? '',
          agent: request.headers.get('User-Agent'),
        });
        return HttpResponse.json({
          version: 0.6,
          elements: [
            { type: 'node', id: 1, lat: 51.92, lon: -8.16, tags: { amenity: 'school', name: 'A' } },
            { type: 'way', id: 2, center: { lat: 51.93, lon: -8.17 }, nodes: [1, 2], tags: { amenity: 'school' } },
            { type: 'way', id: 3, tags: { amenity: 'school' } },
            { type: 'node', id: 4, lat: 910, lon: 0, tags: {} },
            'nonsense',
          ],
        });
      }),
    );
    expect(await around()).toEqual([
      { id: 'node/1', latitude: 51.92, longitude: -8.16, tags: { amenity: 'school', name: 'A' } },
      { id: 'way/2', latitude: 51.93, longitude: -8.17, tags: { amenity: 'school' } },
    ]);
    expect(asked[0]?.agent).toBe('OpenHouse-AI (test)');
    expect(asked[0]?.query).toBe(
      '[out:json][timeout:45];' +
        '(nwr(around:3000,51.920720,-8.166680)["amenity"~"^(school|college)$"]["access"!~"^(private|no)$"];);' +
        'out body center 500;' +
        '(nwr(around:3000,51.920720,-8.166680)["highway"~"^(bus_stop)$"]["access"!~"^(private|no)$"];);' +
        'out body center 500;',
    );
  });

  test('an interpreter’s own address is used as it is', async () => {
    server.use(http.post('http://overpass.example/other/interpreter', () => HttpResponse.json({ elements: [] })));
    expect(
      await createOverpass({ url: 'http://overpass.example/other/interpreter', userAgent: 'x' }).around(
        CENTRE,
        100,
        SCHOOLS,
      ),
    ).toEqual([]);
  });

  test.each([
    [
      'half an answer',
      () =>
        HttpResponse.json({
          elements: [{ type: 'node', id: 1, lat: 51.92, lon: -8.16 }],
          remark: 'runtime error: Query timed out in "query" at line 1 after 46 seconds.',
        }),
      false,
      null,
    ],
    [
      '429 with Retry-After',
      () => new HttpResponse(null, { status: 429, headers: { 'Retry-After': '30' } }),
      false,
      '30',
    ],
    ['504', () => new HttpResponse('busy', { status: 504 }), false, null],
    ['a web page', () => HttpResponse.html('<p>dispatcher</p>'), false, null],
    ['a refused query', () => new HttpResponse('parse error', { status: 400 }), true, null],
  ])('%s is no answer', async (_what, respond, permanent, retryAfter) => {
    server.use(http.post(ENDPOINT, respond));
    const error = await around().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UpstreamError', permanent });
    expect((error as { headers: Headers }).headers.get('retry-after')).toBe(retryAfter);
  });

  test('without a server it says what to set', async () => {
    const none = chooseOverpass({});
    expect(none.kind).toBe('none');
    await expect(none.around(CENTRE, 1, SCHOOLS)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('OVERPASS_URL'),
    });
  });
});
