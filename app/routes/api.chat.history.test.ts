import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createFormerOwner,
  createTestTenant,
  homeownerTokenOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { ownersRequest } from '#app/features/assistant/testing/ask.ts';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { readHistory, type HistoryItem } from '#app/features/assistant/ui/chat-contract.ts';
import { encodeCursor } from '#app/platform/http.ts';
import type { Database } from '#db/client.ts';
import { builderQuestions, messageFeedback } from '#db/schema/assistant.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action as askBuilder, loader as askBuilderLoader } from './api.chat.ask-builder.ts';
import { action as feedback, loader as feedbackLoader } from './api.chat.feedback.ts';
import { action, loader } from './api.chat.history.ts';

const ANSWER = {
  text: 'Under the stairs [1].',
  grounded: true,
  mode: 'extractive',
  citations: [
    { document_id: v7(), title: 'Guide', page: 3, quote: 'under the stairs', url: '/documents/x/download#page=3' },
  ],
} as const;
const QUESTIONS = 13;

let database: Database;
let mine: TestTenant;
let stranger: TestTenant;
/** Of the former owner of my house, and of another tenant's. */
let foreignAnswers: string[];
let answerIds: string[];
let questionIds: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  stranger = await createTestTenant('stranger', { claimed: true });
  const former = await createFormerOwner(mine);
  const turns = [];
  for (let index = 0; index < QUESTIONS; index += 1) turns.push(await converse(mine, `Question ${index}`));
  answerIds = turns.map((turn) => turn.answerId);
  questionIds = turns.map((turn) => turn.questionId);
  foreignAnswers = [
    (await converse(former, 'The former owner’s secret')).answerId,
    (await converse(stranger, 'Another tenant’s secret')).answerId,
  ];
});
afterAll(() => database.close());

async function converse(tenant: TestTenant, message: string) {
  const turn = await openTurn(ownerOf(tenant), { message });
  await closeTurn(ownerOf(tenant), turn, { ...ANSWER, citations: [...ANSWER.citations] }, 'complete', 12);
  return turn;
}

const run = async (route: typeof action, path: string, body?: unknown, tenant = mine) =>
  route({ request: await ownersRequest(tenant, path, body), params: {}, context: {} });
const history = (query = '') => run(loader, `/api/chat/history${query}`);
const page = async (query: string) => readHistory(await (await history(query)).json());

test.each([1, 4, 25, 26, 100])(
  'B1: pages of %i lead newest first through every message of the owner once, and through nobody else’s',
  async (limit) => {
    const seen: HistoryItem[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, next_cursor } = await page(`?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
      expect(items.length).toBeGreaterThan(0);
      expect(items.length).toBeLessThanOrEqual(limit);
      seen.push(...items);
      cursor = next_cursor;
    }
    const everything = questionIds.flatMap((id, index) => [id, answerIds[index]]).toReversed();
    expect(seen.map(({ id }) => id)).toEqual(everything);
    expect(JSON.stringify(seen)).not.toContain('secret');
  },
);

test('F4: an item as the contract says', async () => {
  const { items } = (await (await history('?limit=2')).json()) as { items: unknown[] };
  expect(items).toEqual([
    {
      id: answerIds.at(-1),
      role: 'assistant',
      content: ANSWER.text,
      // Of a document that this house does not read: it is gone since.
      citations: [{ ...ANSWER.citations[0], gone: true }],
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      conversation_id: expect.any(String),
      grounded: true,
      mode: 'extractive',
      state: 'complete',
      rating: null,
      passed_on: null,
      passed_on_question: null,
      builder_answers: [],
      changes: [],
    },
    {
      id: questionIds.at(-1),
      role: 'user',
      content: `Question ${QUESTIONS - 1}`,
      citations: [],
      created_at: expect.any(String),
      conversation_id: expect.any(String),
      grounded: null,
      mode: null,
      state: 'complete',
      rating: null,
      passed_on: null,
      passed_on_question: null,
      builder_answers: [],
      changes: [],
    },
  ]);
});

test('B1: the default is 25 a page', async () => {
  expect((await page('')).items).toHaveLength(25);
});

test.each([
  '?limit=0',
  '?limit=101',
  '?limit=-1',
  '?limit=2.5',
  '?limit=all',
  '?limit=',
  '?cursor=',
  '?cursor=nonsense',
  `?cursor=${encodeCursor(['2026-01-01', v7()])}`,
  `?cursor=${encodeCursor(['1'])}`,
  `?cursor=${encodeCursor(["' or 1=1"])}`,
  `?cursor=${'x'.repeat(501)}`,
])('%s is 422', async (query) => {
  expect((await history(query)).status).toBe(422);
});

test('E3: 401 without a token; another method is 405', async () => {
  expect(
    (await loader({ request: new Request('http://localhost/api/chat/history'), params: {}, context: {} })).status,
  ).toBe(401);
  const posted = await run(action, '/api/chat/history', {});
  expect([posted.status, posted.headers.get('Allow')]).toEqual([405, 'GET']);
});

const rowsOf = (table: typeof messageFeedback | typeof builderQuestions) =>
  withScope(systemScope('test'), (tx) => tx.select().from(table));

test('F4: feedback: 204, the newest rating counts, a comment stays until another is given', async () => {
  const message_id = answerIds[0];
  expect(
    (await run(feedback, '/api/chat/feedback', { message_id, rating: 'down', comment: ' Wrong page ' })).status,
  ).toBe(204);
  expect(await rowsOf(messageFeedback)).toMatchObject([
    { messageId: message_id, rating: 'down', comment: 'Wrong page' },
  ]);
  const second = await run(feedback, '/api/chat/feedback', { message_id, rating: 'up' });
  expect([second.status, await second.text()]).toEqual([204, '']);
  expect(await rowsOf(messageFeedback)).toMatchObject([{ messageId: message_id, rating: 'up', comment: 'Wrong page' }]);
  expect((await page('?limit=100')).items.find(({ id }) => id === message_id)?.rating).toBe('up');
});

test('F4: ask-builder: 204 with the question and the job of its mail, once, also when pressed at once', async () => {
  const message_id = answerIds[1];
  const presses = await Promise.all([1, 2, 3].map(() => run(askBuilder, '/api/chat/ask-builder', { message_id })));
  expect(
    [...presses, await run(askBuilder, '/api/chat/ask-builder', { message_id })].map(({ status }) => status),
  ).toEqual([204, 204, 204, 204]);
  const questions = await withScope(systemScope('test'), (tx) => tx.select().from(builderQuestions));
  expect(questions).toMatchObject([
    { tenantId: mine.tenantId, houseId: mine.houseId, messageId: message_id, question: 'Question 1' },
  ]);
  const event = {
    name: 'mail/send',
    data: {
      tenant_id: mine.tenantId,
      mail: 'builder-question',
      id: questions[0]!.id,
      origin: expect.any(String),
      job_id: expect.any(String),
    },
  };
  expect(await withScope(systemScope('test'), (tx) => tx.select().from(jobStatus))).toMatchObject([
    { tenantId: mine.tenantId, state: 'queued', event },
  ]);
  expect(await withScope(systemScope('test'), (tx) => tx.select().from(outbox))).toMatchObject([{ event }]);
  expect((await page('?limit=100')).items.find(({ id }) => id === message_id)).toMatchObject({ passed_on: 'recorded' });
  for (const [change, passed_on] of [
    [{ mailFailedAt: new Date() }, 'unmailed'],
    [{ mailedAt: new Date() }, 'mailed'],
  ] as const) {
    await withScope(systemScope('test'), (tx) => tx.update(builderQuestions).set(change));
    expect((await page('?limit=100')).items.find(({ id }) => id === message_id)?.passed_on).toBe(passed_on);
  }
});

test('E2: rating or passing on what is not an answer of the owner’s is 404', async () => {
  for (const message_id of [...foreignAnswers, questionIds[0], v7()]) {
    expect((await run(feedback, '/api/chat/feedback', { message_id, rating: 'up' })).status).toBe(404);
    expect((await run(askBuilder, '/api/chat/ask-builder', { message_id })).status).toBe(404);
  }
  expect([(await rowsOf(messageFeedback)).length, (await rowsOf(builderQuestions)).length]).toEqual([1, 1]);
});

test.each([
  {},
  { rating: 'up' },
  { message_id: 'x', rating: 'up' },
  { message_id: v7(), rating: 'meh' },
  { message_id: v7(), rating: 'up', comment: 'x'.repeat(1_001) },
  { message_id: v7(), rating: 'up', comment: '\u0000' },
])('feedback %j is 422', async (body) => {
  expect((await run(feedback, '/api/chat/feedback', body)).status).toBe(422);
});

test.each([
  ['/api/chat/feedback', feedback, feedbackLoader, { rating: 'up' }],
  ['/api/chat/ask-builder', askBuilder, askBuilderLoader, {}],
] as const)('%s: GET is 405, no token 401, no id 422', async (path, post, get, body) => {
  const headers = { Authorization: `Bearer ${await homeownerTokenOf(mine)}` };
  const read = await get({ request: new Request(`http://localhost${path}`, { headers }), params: {}, context: {} });
  expect([read.status, read.headers.get('Allow')]).toEqual([405, 'POST']);
  const anonymous = new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...body, message_id: answerIds[0] }),
  });
  expect((await post({ request: anonymous, params: {}, context: {} })).status).toBe(401);
  expect((await run(post, path, body)).status).toBe(422);
});
