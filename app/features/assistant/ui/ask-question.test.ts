import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AskFailure, askQuestion, resumeAnswer, type Question } from './ask-question.ts';

const server = setupServer();
const question: Question = { message: 'Where is my fuse box?', context: { development_id: 'd', house_id: 'h' } };
const done = { message_id: 'm', conversation_id: 'c', answer: 'Under the stairs.', grounded: true, citations: [] };

beforeAll(() => {
  const original = globalThis.fetch;
  vi.stubGlobal('location', new URL('http://house.test/home'));
  vi.stubGlobal('navigator', { onLine: true });
  server.listen({ onUnhandledRequest: 'error' });
  const intercepted = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => intercepted(new URL(path, 'http://house.test'), init));
  return () => vi.stubGlobal('fetch', original);
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  vi.unstubAllGlobals();
});

function answer(body: string, init: ResponseInit = {}) {
  server.use(
    http.post(
      'http://house.test/api/chat',
      () => new HttpResponse(body, { ...init, headers: { 'Content-Type': 'text/event-stream', ...init.headers } }),
    ),
  );
}

const options = { now: () => 1_000, pause: () => Promise.resolve() };

async function ask(events = askQuestion(question, options)) {
  const types: string[] = [];
  try {
    for await (const event of events) types.push(event.type);
    return { types, failure: null };
  } catch (error) {
    if (!(error instanceof AskFailure)) throw error;
    return { types, failure: error.failure };
  }
}

describe('F4: askQuestion', () => {
  it('ends with done', async () => {
    answer(
      `event: delta\ndata: {"text":"Under"}\n\nevent: done\ndata: ${JSON.stringify(done)}\n\nevent: delta\ndata: ` +
        '{"text":"late"}\n\n',
    );
    expect(await ask()).toEqual({ types: ['delta', 'done'], failure: null });
  });

  it('sends the question and its house', async () => {
    let seen: unknown;
    server.use(
      http.post('http://house.test/api/chat', async ({ request }) => {
        seen = { body: await request.json(), accept: request.headers.get('Accept') };
        return new HttpResponse(`event: done\ndata: ${JSON.stringify(done)}\n\n`);
      }),
    );
    await ask();
    expect(seen).toEqual({ body: question, accept: 'text/event-stream' });
  });

  it('tells a stream that breaks off from one that ended', async () => {
    answer('event: delta\ndata: {"text":"Under"}\n\n');
    expect(await ask()).toMatchObject({ types: ['delta'], failure: { kind: 'broken' } });
  });

  it.each([
    [401, 'signed-out', undefined],
    [403, 'refused', 'Say it another way.'],
    [422, 'refused', 'Say it another way.'],
    [500, 'broken', 'Say it another way.'],
    [503, 'broken', 'Say it another way.'],
  ])('explains a %i', async (status, kind, message) => {
    answer(JSON.stringify({ status, detail: 'Say it another way.' }), { status });
    const { failure } = await ask();
    expect(failure).toMatchObject({ kind, ...(message ? { message } : {}) });
  });

  it('E4: says when to come back after a 429', async () => {
    answer('{}', { status: 429, headers: { 'Retry-After': '42' } });
    expect((await ask()).failure).toMatchObject({ kind: 'rate-limited', retryAt: 43_000 });
  });

  it('passes on an error inside the stream', async () => {
    answer(
      'event: error\ndata: {"status":502,"detail":"The language service is not answering. Try again in a minute."}\n\n',
    );
    expect((await ask()).failure).toEqual({
      kind: 'broken',
      message: 'The language service is not answering. Try again in a minute.',
      retryAt: undefined,
    });
  });

  it('notices that there is no network', async () => {
    server.use(http.post('http://house.test/api/chat', () => HttpResponse.error()));
    expect((await ask()).failure?.kind).toBe('broken');
    vi.stubGlobal('navigator', { onLine: false });
    expect((await ask()).failure?.kind).toBe('offline');
    vi.stubGlobal('navigator', { onLine: true });
  });

  const events = (from: number, ...deltas: string[]) =>
    deltas.map((text, index) => `id: m:${from + index}:0\nevent: delta\ndata: {"text":"${text}"}\n\n`).join('');
  const meta = 'id: m:1:0\nevent: meta\ndata: {"message_id":"m","conversation_id":"c"}\n\n';
  const end = `id: m:9:0\nevent: done\ndata: ${JSON.stringify(done)}\n\n`;
  const rest = (answers: (() => Response)[], after: (string | null)[] = []) =>
    server.use(
      http.get('http://house.test/api/chat/answers/m', ({ request }) => {
        after.push(request.headers.get('Last-Event-ID'));
        return answers[after.length - 1]?.() ?? HttpResponse.error();
      }),
    );

  it('goes on where the connection broke, however often, without a word lost or told twice', async () => {
    const after: (string | null)[] = [];
    rest(
      [
        () => new HttpResponse(events(3, ' the')),
        () => HttpResponse.error(),
        () => new HttpResponse(`${events(4, ' stairs.')}${end}`),
      ],
      after,
    );
    answer(`${meta}${events(2, 'Under')}`);
    let text = '';
    for await (const event of askQuestion(question, options)) if (event.type === 'delta') text += event.text;
    expect(text).toBe('Under the stairs.');
    expect(after).toEqual(['m:2:0', 'm:3:0', 'm:3:0']);
  });

  it('gives up on a connection that stays lost, and asks no question twice', async () => {
    const after: (string | null)[] = [];
    rest([], after);
    answer(meta);
    expect((await ask()).failure?.kind).toBe('broken');
    expect(after).toEqual(Array.from({ length: 6 }, () => 'm:1:0'));
  });

  it('follows an answer that another page asked for', async () => {
    rest([() => new HttpResponse(`${meta}${end}`)]);
    expect(await ask(resumeAnswer('m', options))).toEqual({ types: ['meta', 'done'], failure: null });
    rest([() => new HttpResponse('{}', { status: 404 })]);
    expect((await ask(resumeAnswer('m', options))).failure?.kind).toBe('broken');
  });
});
