import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { contextOf, ownersRequest, readEvents, type StreamEvent } from '#app/features/assistant/testing/ask.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { answerTurn } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { streamAnswer } from '#app/features/assistant/conversations/stream-answer.server.ts';
import { answerEventSchema } from '#app/features/assistant/ui/chat-contract.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { messages } from '#db/schema/assistant.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action } from './api.chat.ts';

const QUESTION = 'Where is the fuse board?';
const SENTENCE = 'It is under the stairs [1].';

let database: Database;
let mine: TestTenant;

beforeAll(async () => {
  database = await openTestDatabase();
  await replaceEmbedder(wordOverlap);
  mine = await createTestTenant('mine', { claimed: true });
  await shelve(mine, {
    title: 'Electrical guide',
    heading: 'Fuse board',
    text: 'The fuse board is under the stairs. Its switches are labelled.',
  });
});
afterAll(async () => {
  await replaceEmbedder();
  await database.close();
});
beforeEach(() => {
  resetRateLimits();
  replaceChatModel(null);
});
afterEach(() => {
  vi.useRealTimers();
  replaceChatModel(undefined);
});

/** A model that says `SENTENCE` and a word more, then goes on as `then` says. */
let models = 0;
/** Each with a name of its own, since what a model has said is kept under its name. */
function modelThat(then: (signal: AbortSignal) => Promise<void>): ChatModel {
  return {
    model: `test-model-${(models += 1)}`,
    async *stream(_messages, { signal }) {
      yield SENTENCE;
      yield ' Look';
      await then(signal);
      yield ' there.';
    },
  };
}
const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
const kinds = (events: readonly StreamEvent[]) =>
  events.map(({ event }) => event).filter((event, index, before) => event !== before[index - 1]);
const textOf = (events: readonly StreamEvent[]) =>
  events
    .filter(({ event }) => event === 'delta')
    .map(({ data }) => data.text)
    .join('');

const open = async (signal?: AbortSignal, accept = 'text/event-stream', message = QUESTION) =>
  action({
    request: await ownersRequest(mine, '/api/chat', { message, context: contextOf(mine) }, { accept, signal }),
    params: {},
    context: {},
  });
const stored = (id: unknown) =>
  withScope(systemScope('test'), (tx) =>
    tx
      .select()
      .from(messages)
      .where(eq(messages.id, String(id))),
  );
const questionOf = async (answerId: unknown) => stored((await stored(answerId))[0]?.replyTo);

async function all(response: Response, onComment?: (comment: string) => void): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(response, onComment)) events.push(event);
  return events;
}

test('F4: meta, delta, citations, done, ids from 1, after a padded comment; and the same is stored', async () => {
  const response = await open();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const comments: string[] = [];
  const events = await all(response, (comment) => comments.push(comment));
  expect(comments[0]?.length).toBeGreaterThanOrEqual(2_048);
  expect(kinds(events)).toEqual(['meta', 'delta', 'citations', 'done']);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => String(index + 1)));
  const [meta, citations, done] = [events[0], events.at(-2), events.at(-1)].map((event) => event?.data);
  expect(meta).toEqual({ message_id: expect.any(String), conversation_id: expect.any(String) });
  expect(done).toEqual({
    ...meta,
    answer: textOf(events),
    grounded: true,
    citations: citations?.citations,
    mode: 'extractive',
  });
  expect(done?.citations).toHaveLength(1);
  for (const { event, data } of events)
    expect(answerEventSchema.safeParse({ ...data, type: event }).success, event).toBe(true);
  expect(await stored(meta?.message_id)).toMatchObject([
    {
      role: 'assistant',
      state: 'complete',
      content: done?.answer,
      citations: done?.citations,
      mode: 'extractive',
      grounded: true,
    },
  ]);
  expect(await questionOf(meta?.message_id)).toMatchObject([{ role: 'user', content: QUESTION }]);
});

test('F4: the text of the deltas is the answer', async () => {
  replaceChatModel(modelThat(async () => {}));
  const events = await all(await open(undefined, 'text/html, text/event-stream;q=0.9'));
  expect(events.filter(({ event }) => event === 'delta').length).toBeGreaterThan(1);
  expect(textOf(events)).toBe(`${SENTENCE} Look there.`);
  expect(events.at(-1)?.data.answer).toBe(`${SENTENCE} Look there.`);
});

test('F4: the stream is open before the answer is there, and deltas come before its end', async () => {
  let goOn = () => {};
  replaceChatModel(modelThat(() => new Promise((resolve) => (goOn = resolve))));
  const events: StreamEvent[] = [];
  for await (const event of readEvents(await open())) {
    events.push(event);
    if (textOf(events) === SENTENCE) goOn();
  }
  expect(kinds(events)).toEqual(['meta', 'delta', 'citations', 'done']);
  expect(textOf(events)).toBe(`${SENTENCE} Look there.`);
});

test('F4: a model breaks off after text: what was shown stays, with sources, and is stored as failed', async () => {
  replaceChatModel(modelThat(() => Promise.reject(new Error('secret reason'))));
  const events = await all(await open());
  expect(kinds(events)).toEqual(['meta', 'delta', 'citations', 'error']);
  expect(events.at(-2)?.data).toMatchObject({ grounded: false });
  expect(events.at(-1)?.data).toMatchObject({
    status: 503,
    type: 'urn:openhouse:problem:unavailable',
    retry_after: 5,
    detail: expect.stringContaining('Ask again'),
  });
  expect(JSON.stringify(events)).not.toContain('secret reason');
  const id = events[0]?.data.message_id;
  expect(await stored(id)).toMatchObject([
    {
      state: 'failed',
      content: textOf(events),
      mode: 'model',
      grounded: false,
      citations: [{ title: 'Electrical guide', page: 1 }],
    },
  ]);
  // What it broke off in is not shown: who knows what it would have said.
  expect(textOf(events)).toBe(SENTENCE);
  expect(await questionOf(id)).toMatchObject([{ content: QUESTION, state: 'complete' }]);
});

test('the same failure without a stream is answered from the documents, since nobody saw a word', async () => {
  replaceChatModel(modelThat(() => Promise.reject(new Error('gone'))));
  const answer = (await (await open(undefined, 'application/json')).json()) as { answer: string; mode: string };
  expect(answer.mode).toBe('extractive');
  expect(answer.answer).toMatch(/^I cannot put this into my own words just now[^]*under the stairs/);
});

test.each([
  [
    'the request is aborted',
    async (_body: ReadableStreamDefaultReader<Uint8Array>, controller: AbortController) => controller.abort(),
  ],
  ['the body is cancelled', async (body: ReadableStreamDefaultReader<Uint8Array>) => body.cancel()],
])('F4: when %s, the model stops and the answer is stored as stopped, as far as it came', async (_name, leave) => {
  const controller = new AbortController();
  let stopped = false;
  replaceChatModel(modelThat((signal) => untilStopped(signal).finally(() => (stopped = true))));
  const body = (await open(controller.signal)).body!.getReader();
  let text = '';
  while (!text.includes('delta')) text += new TextDecoder().decode((await body.read()).value);
  const id = /"message_id":"([^"]+)"/.exec(text)?.[1];
  await leave(body, controller);
  await vi.waitFor(async () =>
    expect(await stored(id)).toMatchObject([
      {
        state: 'stopped',
        mode: 'model',
        content: expect.stringContaining('under the stairs [1]'),
        citations: [{ page: 1 }],
      },
    ]),
  );
  expect(stopped).toBe(true);
  expect(await questionOf(id)).toMatchObject([{ content: QUESTION }]);
});

test('F4: stopped before any text: stored as stopped and empty', async () => {
  const controller = new AbortController();
  replaceChatModel({
    model: 'silent',
    async *stream(_messages, { signal }) {
      await untilStopped(signal);
      yield '';
    },
  });
  const body = (await open(controller.signal)).body!.getReader();
  let text = '';
  while (!text.includes('meta')) text += new TextDecoder().decode((await body.read()).value);
  controller.abort();
  await vi.waitFor(async () =>
    expect(await stored(/"message_id":"([^"]+)"/.exec(text)?.[1])).toMatchObject([
      { state: 'stopped', content: '', mode: null, citations: [] },
    ]),
  );
});

test('without a stream the answer is made though the client went away, and waits in the history', async () => {
  const controller = new AbortController();
  replaceChatModel(modelThat(async () => controller.abort()));
  const answer = (await (await open(controller.signal, 'application/json')).json()) as { message_id: string };
  expect(await stored(answer.message_id)).toMatchObject([{ state: 'complete', content: `${SENTENCE} Look there.` }]);
});

test(
  'C7: the question survives an answer that fails, which is stored as failed; the failure is told without its ' +
    'inside',
  async () => {
    const scope = ownerOf(mine);
    const turn = await openTurn(scope, { message: QUESTION });
    const failing = answerTurn(scope, turn, () => Promise.reject(new TypeError('undefined is not a function')));
    await expect(failing).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The answer could not be made. Ask again in a moment.',
      retryAfter: 5,
    });
    expect(await stored(turn.questionId)).toMatchObject([{ content: QUESTION }]);
    expect(await stored(turn.answerId)).toMatchObject([
      { state: 'failed', mode: null, content: 'The answer could not be made. Ask again in a moment.' },
    ]);
    const next = await openTurn(scope, { message: 'And now?', conversationId: turn.conversationId });
    expect(next.before).toEqual([{ role: 'user', content: QUESTION }]);
  },
);

test('F4: a silent stream shows every ten seconds that it lives, and stops to at its end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let finish = (_text: string) => {};
  const response = streamAnswer(
    { message_id: 'm', conversation_id: 'c' },
    new AbortController().signal,
    () =>
      new Promise(
        (resolve) => (finish = (text) => resolve({ text, grounded: false, citations: [], mode: 'courtesy' })),
      ),
  );
  const comments: string[] = [];
  const reading = all(response, (comment) => comments.push(comment));
  await vi.waitFor(() => expect(comments).toHaveLength(1));
  vi.advanceTimersByTime(25_000);
  finish('Hello');
  expect((await reading).map(({ event }) => event)).toEqual(['meta', 'citations', 'done']);
  expect(comments).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});

test(
  'F4: a reader that does not read costs no more memory than an answer: what is more ends the stream, and its ' +
    'making',
  async () => {
    let told = 0;
    let stopped = false;
    const response = streamAnswer(
      { message_id: 'm', conversation_id: 'c' },
      new AbortController().signal,
      async ({ signal, tell }) => {
        while (!signal.aborted && told < 100_000_000) {
          tell?.('x'.repeat(1_000));
          told += 1_000;
          await Promise.resolve();
        }
        stopped = signal.aborted;
        throw signal.reason;
      },
    );
    await vi.waitFor(() => expect(stopped).toBe(true));
    expect(told).toBeLessThan(400_000);
    await expect(response.text()).rejects.toThrow('does not read');
  },
);
