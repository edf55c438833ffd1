import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { contextOf, ownersRequest, readEvents } from '#app/features/assistant/testing/ask.ts';
import { shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { writeRecords } from '#app/features/observability/write-records.server.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { createOpenAiChatModel } from '#app/platform/llm/openai-chat-model.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action } from '#app/routes/api.chat.ts';

const QUESTION = 'Where is the fuse board?';
const GOOD = 'The fuse board is under the stairs [1].';

/** A model's server that answers as `behave` says; `sent` counts its bytes, `calls` the questions. */
let behave: (response: ServerResponse) => void;
let sent = 0;
let calls = 0;
const server = createServer((request, response) => {
  calls += 1;
  request.resume();
  response.on('error', () => {});
  request.on('end', () => behave(response));
});
const neighbour = createServer((_request, response) => {
  strayed += 1;
  response.end();
});
let strayed = 0;
let database: Database;
let mine: TestTenant;
let models = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  await replaceEmbedder(wordOverlap);
  for (const one of [server, neighbour]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  mine = await createTestTenant('mine', { claimed: true });
  await shelve(mine, {
    title: 'Electrical guide',
    heading: 'Fuse board',
    text: 'The fuse board is under the stairs. It has 24 ways. Ring 01 234 5678 for help with the fuse board.',
  });
});
afterAll(async () => {
  for (const one of [server, neighbour]) {
    one.closeAllConnections();
    one.close();
  }
  await replaceEmbedder();
  replaceChatModel(undefined);
  await database.close();
});
beforeEach(() => {
  resetRateLimits();
  [sent, calls, strayed] = [0, 0, 0];
  replaceChatModel(
    createOpenAiChatModel({
      baseUrl: addressOf(server),
      apiKey: 'test',
      model: `hostile-${(models += 1)}`,
      silenceMs: 2_000,
      totalMs: 20_000,
    }),
  );
});

const addressOf = (one: typeof server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}/v1`;
const chunk = (delta: unknown, more: object = {}) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta, ...more }] })}\n\n`;
const END = `${chunk({}, { finish_reason: 'stop' })}data: [DONE]\n\n`;

function stream(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.end(text);
}
const says =
  (...pieces: string[]) =>
  (response: ServerResponse) =>
    stream(response, pieces.map((content) => chunk({ content })).join('') + END);

/** Sends `part` for as long as anybody reads. */
function pour(response: ServerResponse, part: string | Buffer, status = 200, type = 'text/event-stream'): void {
  response.writeHead(status, { 'Content-Type': type });
  const more = (): void => {
    if (response.destroyed) return;
    sent += part.length;
    if (response.write(part)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

type Told = { status: number; answer: string; grounded: boolean; mode: string; citations: unknown[]; deltas: string[] };

async function ask(message = QUESTION): Promise<Told> {
  const response = await action({
    request: await ownersRequest(
      mine,
      '/api/chat',
      { message, context: contextOf(mine) },
      { accept: 'text/event-stream' },
    ),
    params: {},
    context: {},
  });
  const events = [];
  for await (const event of readEvents(response)) events.push(event);
  const done = events.at(-1)?.data as Omit<Told, 'status' | 'deltas'>;
  return {
    ...done,
    status: response.status,
    deltas: events.filter(({ event }) => event === 'delta').map(({ data }) => String(data.text)),
  };
}

test.each<[string, (response: ServerResponse) => void]>([
  ['a refusal without end', (response) => pour(response, Buffer.alloc(65_536, 'x'), 400, 'application/json')],
  ['an event without end', (response) => pour(response, Buffer.alloc(65_536, 'x'))],
  ['an event without end, byte by byte', (response) => pour(response, 'x')],
  ['empty events without end', (response) => pour(response, '\n'.repeat(65_536))],
  ['chunks that say nothing without end', (response) => pour(response, 'data: {}\n\n'.repeat(1_000))],
  ['white space without end', (response) => pour(response, chunk({ content: ' \n'.repeat(500) }))],
  ['words without any source without end', (response) => pour(response, chunk({ content: 'word '.repeat(50) }))],
  ['one word of a megabyte', says('x'.repeat(1_000_000))],
  ['nested JSON', (response) => stream(response, `data: ${'['.repeat(50_000)}\n\n`)],
  ['no JSON', (response) => stream(response, 'data: {nonsense\n\n')],
  [
    'JSON of other types',
    (response) =>
      stream(
        response,
        [
          'null',
          '7',
          '"x"',
          '[]',
          '{"choices":7}',
          '{"choices":[null]}',
          '{"choices":[{"delta":{"content":{"a":1}}}],"usage":{"prompt_tokens":1e300,"completion_tokens":"x"}}',
        ]
          .map((data) => `data: ${data}\n\n`)
          .join('') + END,
      ),
  ],
  [
    'a call of a tool',
    (response) =>
      stream(
        response,
        chunk({ tool_calls: [{ index: 0, function: { name: 'delete_house', arguments: '{}' } }] }) +
          chunk({}, { finish_reason: 'tool_calls' }),
      ),
  ],
  [
    'an error of another type',
    (response) =>
      stream(response, `data: ${JSON.stringify({ error: { message: { a: ['\u0000'] }, code: { b: 1 } } })}\n\n`),
  ],
  ['a page of HTML', (response) => pour(response, '<p>hello</p>', 200, 'text/html')],
])(
  '%s: quoted from the documents instead, and no more is read than can be used',
  async (_name, how) => {
    behave = how;
    expect(await ask()).toMatchObject({
      status: 200,
      mode: 'extractive',
      grounded: true,
      answer: expect.stringContaining('under the stairs'),
    });
    // What the sockets' buffers take is sent, but not read.
    expect(sent).toBeLessThan(40_000_000);
  },
  60_000,
);

test('a redirect is not followed: passages go to no other host', async () => {
  behave = (response) => response.writeHead(307, { Location: `${addressOf(neighbour)}/chat/completions` }).end();
  expect((await ask()).mode).toBe('extractive');
  expect(strayed).toBe(0);
});

test('an answer without end is cut, says so, and is not kept', async () => {
  behave = (response) => pour(response, chunk({ content: `${GOOD} ` }));
  const told = await ask();
  expect(told).toMatchObject({
    mode: 'model',
    answer: expect.stringMatching(/under the stairs \[1\]\.\n\nThis answer was too long and ends here\.$/),
  });
  expect(told.answer.length).toBeLessThan(8_200);
  expect(told.deltas.join('')).toBe(told.answer);
  await ask();
  expect(calls).toBe(2);
});

test('an answer that its model ended in mid-sentence says so', async () => {
  behave = (response) =>
    stream(response, chunk({ content: `${GOOD} It has 24 ways [1]. And` }) + chunk({}, { finish_reason: 'length' }));
  expect((await ask()).answer).toBe(`${GOOD} It has 24 ways [1].\n\nThis answer was too long and ends here.`);
});

test('an answer that the service held back says so, and does not call it long', async () => {
  behave = (response) =>
    stream(
      response,
      chunk({ content: `${GOOD} It has 24 ways [1]. And` }) + chunk({}, { finish_reason: 'content_filter' }),
    );
  const told = await ask();
  expect(told.answer).toBe(
    `${GOOD} It has 24 ways [1].\n\nThe model’s service held the rest of this answer back. Try to ask in other words.`,
  );
  await ask();
  expect(calls).toBe(2);
});

test.each(['eos', 'stop_sequence', 'end_turn', 'COMPLETE'])('an answer that ends with %s is whole', async (reason) => {
  behave = (response) =>
    stream(response, chunk({ content: `${GOOD} It has 24 ways [1].` }) + chunk({}, { finish_reason: reason }));
  expect((await ask()).answer).toBe(`${GOOD} It has 24 ways [1].`);
});

test('NUL, bidi overrides, other controls and halves of characters go; a character cut in two is whole', async () => {
  behave = (response) =>
    stream(
      response,
      chunk({ content: 'The \u0000fuse\u202e board\u200b is\u001b\u0007 under' }) +
        chunk({ content: ' the \ud83c' }) +
        chunk({ content: '\udfe0 stairs\ud83c [1\u2066].' }) +
        END,
    );
  const told = await ask();
  expect(told.answer).toBe('The fuse board is under the 🏠 stairs [1].');
  expect(told.deltas.join('')).toBe(told.answer);
});

test('a sentence with a number, link or account of no passage is not shown, and the answer not kept', async () => {
  behave = says(
    GOOD,
    ' Pay 500 euro to IE29 AIBK 9311 5212 3456 78 [1].',
    ' See [the guide](https://evil.example/pay) [1].',
    ' Ring 01 234 ',
    '5678 [1].',
  );
  const told = await ask();
  expect(told).toMatchObject({ mode: 'model', grounded: false, citations: [{ page: 1 }] });
  expect(told.answer).toBe(
    `${GOOD} Ring 01 234 5678 [1].\n\nI left something out here, because its figures or links are not in your ` +
      'documents.',
  );
  expect(told.deltas.join('')).toBe(told.answer);
  await ask();
  expect(calls).toBe(2);
});

test.each([
  ['nothing but what stands nowhere', 'Ring 1800 999 999 [1].'],
  ['no source', 'It is in the attic.'],
])('%s is the refusal, and not kept', async (_name, text) => {
  behave = says(text);
  expect(await ask()).toMatchObject({ mode: 'refusal', grounded: false, citations: [] });
  behave = says(GOOD);
  expect(await ask()).toMatchObject({ mode: 'model', answer: GOOD });
});

test('B5: a kept answer comes as it came the first time: the same events, the same body', async () => {
  behave = says(`${GOOD} It has 24 ways [1].\n\n1. Look.\n2. Go on. Then`, ' ask. [1]');
  const [first, second] = [await ask(), await ask()];
  expect(calls).toBe(1);
  const names = (told: Told) => ({ ...told, message_id: undefined, conversation_id: undefined });
  expect(names(second)).toEqual(names(first));
  expect(first.deltas.length).toBeGreaterThan(3);
});

test('what a model’s server says of a failure is kept short, without NUL', async () => {
  behave = (response) =>
    response
      .writeHead(400, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ error: { message: `\u0000${'x'.repeat(1_000_000)}` } }));
  expect((await ask()).mode).toBe('extractive');
  await writeRecords();
  const { rows } = await database.owner.query<{ message: string }>(
    'select message from llm_error_log order by id desc limit 1',
  );
  expect(rows[0]?.message.length).toBeGreaterThan(1_000);
  expect(rows[0]?.message.length).toBeLessThanOrEqual(2_000);
});
