import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, homeownerTokenOf, type TestTenant } from '#app/features/identity/testing.ts';
import { shelve } from '#app/features/assistant/testing/library.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import { consume, resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action, loader } from './api.search.ts';

let database: Database;
let mine: TestTenant;
let token: string;
let id: string;
beforeAll(async () => {
  const embedder = createLocalEmbedder();
  await replaceEmbedder(embedder);
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  const other = await createTestTenant('other', { claimed: true });
  token = await homeownerTokenOf(mine);
  id = await shelve(
    mine,
    {
      title: 'Electrics',
      houseTypes: ['A'],
      heading: 'The fuse board',
      text: 'The fuse board is under the stairs.',
      page: 4,
    },
    embedder,
  );
  await shelve(mine, { title: 'Water', heading: 'Water', text: 'The stopcock is under the sink.' }, embedder);
  await shelve(
    mine,
    {
      title: 'Electrics B',
      houseTypes: ['B'],
      heading: 'The fuse board',
      text: 'The fuse board is in the utility room.',
    },
    embedder,
  );
  await shelve(other, { title: 'Other', heading: 'The fuse board', text: 'The fuse board is elsewhere.' }, embedder);
});
afterAll(async () => {
  await database.close();
  await replaceEmbedder();
});

async function search(query: string, authorization = `Bearer ${token}`) {
  const request = new Request(`http://localhost/api/search?${query}`, {
    headers: authorization ? { Authorization: authorization } : {},
  });
  const response = await loader({ request, params: {}, context: {} });
  return { status: response.status, body: await response.json() };
}

describe('GET /api/search', () => {
  test('E2: passages of the own house type, best first', async () => {
    const { status, body } = await search('q=Where+is+my+fuse+box%3F');
    expect(status).toBe(200);
    expect(body.items[0]).toEqual({
      document_id: id,
      title: 'Electrics',
      page: 4,
      quote: 'The fuse board is under the stairs.',
      score: expect.any(Number),
      url: `/documents/${id}/download#page=4`,
    });
    const scores = body.items.map((item: { score: number }) => item.score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(scores.every((score: number) => score >= 0 && score <= 1)).toBe(true);
    expect(body.items.map((item: { title: string }) => item.title).toSorted()).toEqual(['Electrics', 'Water']);
  });

  test('B1: limit limits', async () => {
    expect((await search('q=fuse+board&limit=1')).body.items).toHaveLength(1);
  });

  test.each([
    '',
    'q=',
    'q=+',
    `q=${'x'.repeat(2_001)}`,
    'q=a%00b',
    'q=a&limit=0',
    'q=a&limit=101',
    'q=a&limit=x',
    'q=a&limit=1.5',
  ])('%s is 422', async (query) => {
    expect((await search(query)).status).toBe(422);
  });

  test.each([
    "q='",
    'q=%26%20%7C%20!%20%28',
    'q=%5C',
    `q=${encodeURIComponent('🏠'.repeat(1_000))}`,
    'q=%27%29%3B+drop+table+chunks',
  ])('%s is only a question', async (query) => {
    expect((await search(query)).status).toBe(200);
  });

  test('E4: a house that has searched very often is told when to go on', async () => {
    resetRateLimits();
    for (let time = 0; time < LIMITS.search.points; time += 1) await consume('search', mine.houseId);
    const response = await loader({
      request: new Request('http://localhost/api/search?q=fuse', { headers: { Authorization: `Bearer ${token}` } }),
      params: {},
      context: {},
    });
    expect([
      response.status,
      Number(response.headers.get('Retry-After')) > 0,
      response.headers.get('Content-Type'),
    ]).toEqual([429, true, 'application/problem+json']);
    resetRateLimits();
  });

  test('E3: nobody signed in: 401; another method: 405', async () => {
    expect((await search('q=fuse', '')).status).toBe(401);
    const response = await action({
      request: new Request('http://localhost/api/search', { method: 'POST' }),
      params: {},
      context: {},
    });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
  });
});
