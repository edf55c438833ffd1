import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AskFailure, askQuestion, type Question } from './ask-question.ts';

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

async function ask(signal = new AbortController().signal) {
  const types: string[] = [];
  try {
    for await (const event of askQuestion(question, signal, () => 1_000)) types.push(event.type);
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

  it('lets a stop through as what it is', async () => {
    answer('event: delta\ndata: {"text":"Under"}\n\n');
    await expect(ask(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
