import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createNeighbour,
  createFormerOwner,
  createTestTenant,
  homeownerTokenOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { contextOf, ownersRequest } from '#app/features/assistant/testing/ask.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { consume, resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action, loader } from './api.chat.ts';

const QUESTION = 'Where is the fuse board?';

let database: Database;
let mine: TestTenant;
let neighbour: TestTenant;
let stranger: TestTenant;
let documentId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await replaceEmbedder(wordOverlap);
  replaceChatModel(null);
  mine = await createTestTenant('mine', { claimed: true });
  stranger = await createTestTenant('stranger', { claimed: true });
  neighbour = await createNeighbour(mine);
  documentId = await shelve(mine, {
    title: 'Electrical guide A',
    houseTypes: ['A'],
    heading: 'Fuse board',
    text: 'The fuse board is under the stairs. Its switches are labelled.',
    page: 2,
  });
  await shelve(mine, {
    title: 'Electrical guide B',
    houseTypes: ['B'],
    heading: 'Fuse board',
    text: 'The fuse board is in the utility room.',
  });
});
afterAll(async () => {
  await replaceEmbedder();
  replaceChatModel(undefined);
  await database.close();
});
beforeEach(resetRateLimits);

const post = (request: Request) => action({ request, params: {}, context: {} });
const ask = async (tenant: TestTenant, message: unknown, more: object = {}) =>
  post(await ownersRequest(tenant, '/api/chat', { message, context: contextOf(tenant), ...more }));
const refused = async (response: Response) => ({
  ...((await response.json()) as { status: number; detail: string; errors?: { field: string }[] }),
  status: response.status,
  contentType: response.headers.get('Content-Type'),
});

test('F4: the answer of the contract, from the documents of the house type', async () => {
  const response = await ask(mine, QUESTION);
  expect([response.status, response.headers.get('Content-Type'), response.headers.get('Cache-Control')]).toEqual([
    200,
    'application/json; charset=utf-8',
    'no-store',
  ]);
  expect(await response.json()).toEqual({
    message_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    conversation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    answer: expect.stringContaining('under the stairs'),
    grounded: true,
    citations: [
      {
        document_id: documentId,
        title: 'Electrical guide A',
        page: 2,
        quote: expect.stringContaining('under the stairs'),
        url: `/documents/${documentId}/download#page=2`,
      },
    ],
    mode: 'extractive',
  });
  const other = (await (await ask(neighbour, QUESTION)).json()) as { answer: string };
  expect(other.answer).toContain('utility room');
  expect(other.answer).not.toContain('stairs');
});

test('F4: what the documents do not hold is declined without a source', async () => {
  expect(await (await ask(mine, 'What will the weather be tomorrow?')).json()).toMatchObject({
    grounded: false,
    citations: [],
    mode: 'refusal',
  });
});

test('F4: a conversation goes on under its id', async () => {
  const first = (await (await ask(mine, QUESTION)).json()) as { conversation_id: string; message_id: string };
  const second = (await (
    await ask(mine, 'Are its switches labelled?', { conversation_id: first.conversation_id })
  ).json()) as typeof first;
  expect(second.conversation_id).toBe(first.conversation_id);
  expect(second.message_id > first.message_id).toBe(true);
  expect(
    ((await (await ask(mine, QUESTION, { conversation_id: null })).json()) as typeof first).conversation_id,
  ).not.toBe(first.conversation_id);
});

test('E3: 401 without or with a bad token', async () => {
  const body = { message: QUESTION, context: contextOf(mine) };
  const send = (headers: Record<string, string>) =>
    post(
      new Request('http://localhost/api/chat', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  for (const headers of [
    {},
    { Authorization: 'Bearer nonsense' },
    { Authorization: `Bearer ${await homeownerTokenOf(mine)}x` },
  ]) {
    expect(await refused(await send(headers as Record<string, string>))).toMatchObject({
      status: 401,
      contentType: 'application/problem+json',
    });
  }
  expect((await send({ Cookie: `homeowner_token=${await homeownerTokenOf(mine)}` })).status).toBe(200);
});

test('E2: 403 for the context of another house, another development, or no id at all', async () => {
  for (const context of [
    contextOf(neighbour),
    contextOf(stranger),
    { ...contextOf(mine), development_id: stranger.developmentId },
    { ...contextOf(mine), house_id: 'somewhere' },
  ]) {
    const request = await ownersRequest(mine, '/api/chat', { message: QUESTION, context });
    expect((await post(request)).status).toBe(403);
  }
});

test(
  'E2: 404 for a conversation of the former owner, of another house, of another tenant, of nobody; nothing is ' +
    'stored',
  async () => {
    const former = await createFormerOwner(mine);
    const count = async () =>
      Number((await database.owner.query<{ count: string }>('select count(*) from messages')).rows[0]?.count);
    for (const whose of [former, neighbour, stranger]) {
      const { conversationId } = await openTurn(ownerOf(whose), { message: 'Mine alone' });
      const before = await count();
      expect(await refused(await ask(mine, QUESTION, { conversation_id: conversationId }))).toMatchObject({
        status: 404,
        detail: expect.stringContaining('conversation_id'),
      });
      expect(await count()).toBe(before);
    }
    expect((await ask(mine, QUESTION, { conversation_id: v7() })).status).toBe(404);
  },
);

test.each<[string, unknown]>([
  ['empty', ''],
  ['blank', ' \n\t '],
  ['no text', 7],
  ['missing', undefined],
  ['2,001 characters', 'a'.repeat(2_001)],
  ['2,001 emoji', '🏠'.repeat(2_001)],
  ['a control character', 'Where\u0000?'],
  ['an escape sequence', '\u001b[31mred'],
  ['a C1 control', 'a\u0085b'],
  ['a lone surrogate', 'a\ud800b'],
  ['half an emoji', '🏠'.slice(0, 1)],
])('D2: 422 for a message that is %s', async (_name, message) => {
  const problem = await refused(await ask(mine, message));
  expect([problem.status, problem.errors?.map(({ field }) => field)]).toEqual([422, ['message']]);
});

test('D2: 422 names the field of the context and of the conversation', async () => {
  const fieldsOf = async (body: unknown) =>
    (await refused(await post(await ownersRequest(mine, '/api/chat', body)))).errors?.map(({ field }) => field);
  expect(await fieldsOf({ message: QUESTION })).toEqual(['context']);
  expect(await fieldsOf({ message: QUESTION, context: {} })).toEqual(['context.development_id', 'context.house_id']);
  expect(await fieldsOf({ message: QUESTION, context: { ...contextOf(mine), house_id: null } })).toEqual([
    'context.house_id',
  ]);
  expect(await fieldsOf({ message: QUESTION, context: contextOf(mine), conversation_id: "x' or 1=1" })).toEqual([
    'conversation_id',
  ]);
  expect(await fieldsOf([])).toEqual(['body']);
  expect(await fieldsOf('null')).toEqual(['body']);
});

test.each([
  ['2,000 emoji', '🏠'.repeat(2_000)],
  ['2,000 letters', 'é'.repeat(2_000)],
  ['line breaks and tabs', 'Where\r\n\tis it?'],
  ['markup and quotes', `<script>alert(1)</script> ' or '1'='1 -- %s \\`],
])('%s are taken', async (_name, message) => {
  expect((await ask(mine, message)).status).toBe(200);
});

test('E8: 415, 400, 413 and 405 by what is sent', async () => {
  const headers = { Authorization: `Bearer ${await homeownerTokenOf(mine)}` };
  const send = async (body: string, type: string) =>
    (
      await post(
        new Request('http://localhost/api/chat', {
          method: 'POST',
          headers: { ...headers, 'Content-Type': type },
          body,
        }),
      )
    ).status;
  expect(await send('message=hello', 'application/x-www-form-urlencoded')).toBe(415);
  expect(await send('{', 'application/json')).toBe(400);
  expect(await send('', 'application/json')).toBe(400);
  expect(
    await send(
      JSON.stringify({ message: QUESTION, context: contextOf(mine), junk: 'x'.repeat(70_000) }),
      'application/json',
    ),
  ).toBe(413);
  const get = await loader({ request: new Request('http://localhost/api/chat', { headers }), params: {}, context: {} });
  expect([get.status, get.headers.get('Allow'), get.headers.get('Content-Type')]).toEqual([
    405,
    'POST',
    'application/problem+json',
  ]);
  const put = await post(new Request('http://localhost/api/chat', { method: 'PUT', headers, body: '{}' }));
  expect([put.status, put.headers.get('Allow')]).toEqual([405, 'POST']);
});

test('E4: after the limit 429 with Retry-After, and the neighbour is not held up', async () => {
  for (let time = 0; time < LIMITS.chat.points; time += 1) expect((await ask(mine, 'hello')).status).toBe(200);
  const limited = await ask(mine, QUESTION);
  expect(Number(limited.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(await refused(limited)).toMatchObject({
    status: 429,
    retry_after: expect.any(Number),
    detail: expect.stringMatching(/wait/),
  });
  const streamed = await post(
    await ownersRequest(
      mine,
      '/api/chat',
      { message: QUESTION, context: contextOf(mine) },
      { accept: 'text/event-stream' },
    ),
  );
  expect([streamed.status, streamed.headers.get('Content-Type')]).toEqual([429, 'application/problem+json']);
  expect((await ask(neighbour, QUESTION)).status).toBe(200);
  // F9: a danger to life is told at once, whatever was asked before; who only asks about one waits as for any question.
  const danger = await ask(mine, 'I smell gas');
  expect([danger.status, await danger.json()]).toMatchObject([200, { mode: 'safety' }]);
  expect((await ask(mine, 'What do I do if there is a fire?')).status).toBe(429);
  for (let time = 1; time < LIMITS['chat-danger'].points; time += 1) await consume('chat-danger', mine.houseId);
  const flood = await ask(mine, 'I smell gas');
  expect([flood.status, (await refused(flood)).detail]).toEqual([429, expect.stringContaining('112 or 999')]);
});
