import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import {
  contextOf,
  ownersRequest,
  readAll,
  readEvents,
  textOf,
  type StreamEvent,
} from '#app/features/assistant/testing/ask.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { answerTurn } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { readAnswerEvent } from '#app/features/assistant/ui/chat-contract.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { messages } from '#db/schema/assistant.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import * as answers from './api.chat.answers.$messageId.ts';
import { action } from './api.chat.ts';

const QUESTION = 'Where is the fuse board?';
const SENTENCE = 'It is under the stairs [1].';

let database: Database;
let mine: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  database = await openTestDatabase();
  await replaceEmbedder(wordOverlap);
  mine = await createTestTenant('mine', { claimed: true });
  stranger = await createTestTenant('stranger', { claimed: true });
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
  vi.restoreAllMocks();
  replaceChatModel(undefined);
});

/** Lets a wait of a second, between two looks for an answer that another instance may be making, take no time. */
function passSeconds(): void {
  const wait = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, milliseconds?: number) =>
    wait(run, milliseconds === 1_000 ? 0 : milliseconds)) as typeof wait);
}

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

test('F4: events with their places as ids, after a padded comment; and the same is stored', async () => {
  const response = await open();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const comments: string[] = [];
  const events = await readAll(response, (comment) => comments.push(comment));
  expect(comments[0]?.length).toBeGreaterThanOrEqual(2_048);
  expect(kinds(events)).toEqual(['meta', 'delta', 'citations', 'done']);
  let told = 0;
  expect(events.map(({ id }) => id)).toEqual(
    events.map(({ data }, index) => {
      told += typeof data.text === 'string' ? data.text.length : 0;
      return `${String(events[0]?.data.message_id)}:${index + 1}:${told}`;
    }),
  );
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
  for (const { event, data } of events) expect(readAnswerEvent(event, () => data)?.type).toBe(event);
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
  const events = await readAll(await open(undefined, 'text/html, text/event-stream;q=0.9'));
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
  const events = await readAll(await open());
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

const bodyOf = (response: Response) => response.body!.getReader();
/** Reads on until `words` have come. */
async function readUntil(body: ReadableStreamDefaultReader<Uint8Array>, words: string): Promise<string> {
  let text = '';
  while (!text.includes(words)) text += new TextDecoder().decode((await body.read()).value);
  return text;
}
const idIn = (text: string) => /"message_id":"([^"]+)"/.exec(text)?.[1] ?? '';
const answerRequest = async (id: string, init: RequestInit = {}, whose = mine) => {
  const request = await ownersRequest(whose, `/api/chat/answers/${id}`);
  for (const [name, value] of new Headers(init.headers)) request.headers.set(name, value);
  return { request: new Request(request, { method: init.method ?? 'GET' }), params: { messageId: id }, context: {} };
};
const follow = async (id: string, lastEventId?: string, whose = mine) =>
  answers.loader(await answerRequest(id, lastEventId ? { headers: { 'Last-Event-ID': lastEventId } } : {}, whose));

const LEAVES: [string, (body: ReadableStreamDefaultReader<Uint8Array>, controller: AbortController) => unknown][] = [
  ['the request is aborted', (_body, controller) => controller.abort()],
  ['the body is cancelled', (body) => body.cancel()],
];

test.each(LEAVES)(
  'F4: when %s, the answer is made on, and who comes back gets the rest: no text lost, none twice',
  async (_name, leave) => {
    const controller = new AbortController();
    let goOn = () => {};
    replaceChatModel(modelThat(() => new Promise((resolve) => (goOn = resolve))));
    const body = bodyOf(await open(controller.signal));
    const first = await readUntil(body, 'delta');
    const id = idIn(first);
    const ids = [...first.matchAll(/^id: (.+)$/gm)].map(([, one]) => one!);
    await leave(body, controller);
    goOn();
    await vi.waitFor(async () => expect(await stored(id)).toMatchObject([{ state: 'complete' }]));
    const whole = await readAll(await follow(id));
    expect(kinds(whole)).toEqual(['meta', 'delta', 'citations', 'done']);
    expect(textOf(whole)).toBe(`${SENTENCE} Look there.`);
    expect(whole.slice(0, ids.length).map((event) => event.id)).toEqual(ids);
    for (const [index, { id: last }] of whole.entries()) {
      const rest = await readAll(await follow(id, last));
      expect(rest).toEqual(whole.slice(index + 1));
    }
    // The same by asking again with the id of the last event, as a program would: no second question is stored.
    const again = await ownersRequest(mine, '/api/chat', { message: QUESTION, context: contextOf(mine) });
    again.headers.set('Last-Event-ID', whole[1]!.id!);
    const rest = await readAll(await action({ request: again, params: {}, context: {} }));
    expect(rest).toEqual(whole.slice(2));
    // Nobody else.
    expect((await follow(id, undefined, stranger)).status).toBe(404);
  },
);

test('F4: who comes back while the answer grows follows it to its end, beside others', async () => {
  let goOn = () => {};
  replaceChatModel(modelThat(() => new Promise((resolve) => (goOn = resolve))));
  const body = bodyOf(await open());
  const id = idIn(await readUntil(body, 'delta'));
  const second = follow(id).then(readAll);
  await body.cancel();
  goOn();
  expect(textOf(await second)).toBe(`${SENTENCE} Look there.`);
});

test('F4: an answer that is in memory no more is told from what was stored, from any place', async () => {
  replaceChatModel(modelThat(async () => {}));
  const scope = ownerOf(mine);
  const turn = await openTurn(scope, { message: QUESTION });
  const text = `${SENTENCE} Look there.`;
  await answerTurn(scope, turn, async () => ({ text, grounded: false, citations: [], mode: 'courtesy' }));
  const whole = await readAll(await follow(turn.answerId));
  expect(kinds(whole)).toEqual(['meta', 'delta', 'citations', 'done']);
  const told = SENTENCE.length;
  const rest = await readAll(await follow(turn.answerId, `${turn.answerId}:2:${told}`));
  expect([kinds(rest), textOf(rest)]).toEqual([['delta', 'citations', 'done'], text.slice(told)]);
  expect(rest[0]?.id).toBe(`${turn.answerId}:3:${text.length}`);
  expect(rest.at(-1)?.data).toMatchObject({ answer: text, mode: 'courtesy' });
});

test('C7: an answer that its process did not live to make says so; one that is nobody’s is 404', async () => {
  passSeconds();
  const turn = await openTurn(ownerOf(mine), { message: QUESTION });
  const events = await readAll(await follow(turn.answerId));
  expect(events).toMatchObject([{ event: 'error', data: { status: 503 } }]);
  const status = async (id: string, method: string) => {
    const args = await answerRequest(id, { method });
    return (await (method === 'GET' ? answers.loader(args) : answers.action(args))).status;
  };
  for (const id of [v7(), turn.questionId, 'x', `${turn.answerId}0`])
    for (const method of ['GET', 'DELETE']) expect([id, method, await status(id, method)]).toEqual([id, method, 404]);
  expect(await status(turn.answerId, 'DELETE')).toBe(204);
});

test('F4: stopped by its owner alone, the model stops, the stream ends properly, and what came is stored', async () => {
  let stopped = false;
  replaceChatModel(modelThat((signal) => untilStopped(signal).finally(() => (stopped = true))));
  const stop = async (id: string, whose: TestTenant) =>
    (await answers.action(await answerRequest(id, { method: 'DELETE' }, whose))).status;
  const events: StreamEvent[] = [];
  const seen: unknown[] = [];
  for await (const event of readEvents(await open())) {
    events.push(event);
    const id = String(events[0]?.data.message_id);
    if (event.event === 'delta' && seen.length === 0)
      seen.push(await stop(id, stranger), stopped, await stop(id, mine));
  }
  expect(seen).toEqual([404, false, 204]);
  expect(stopped).toBe(true);
  expect(kinds(events)).toEqual(['meta', 'delta', 'citations', 'done']);
  expect(events.at(-1)?.data).toMatchObject({ state: 'stopped', answer: SENTENCE, grounded: false });
  const id = events[0]?.data.message_id;
  expect(await stored(id)).toMatchObject([{ state: 'stopped', mode: 'model', content: SENTENCE }]);
  expect(await questionOf(id)).toMatchObject([{ content: QUESTION }]);
});

test('F4: an answer that nobody follows for half a minute is stopped, as far as it came', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  replaceChatModel(modelThat(untilStopped));
  const body = bodyOf(await open());
  const id = idIn(await readUntil(body, 'delta'));
  await body.cancel();
  vi.advanceTimersByTime(29_000);
  expect(await stored(id)).toEqual([]);
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await stored(id)).toMatchObject([{ state: 'stopped', content: SENTENCE }]));
});

test('F4: stopped before any text: stored as stopped and empty', async () => {
  replaceChatModel({
    model: 'silent',
    async *stream(_messages, { signal }) {
      await untilStopped(signal);
      yield '';
    },
  });
  const body = bodyOf(await open());
  const id = idIn(await readUntil(body, 'meta'));
  expect((await answers.action(await answerRequest(id, { method: 'DELETE' }))).status).toBe(204);
  await vi.waitFor(async () =>
    expect(await stored(id)).toMatchObject([{ state: 'stopped', content: '', mode: null, citations: [] }]),
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
