import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { recordEmbeddingCall } from '#app/features/observability/record-embedding-call.server.ts';
import { writeRecords } from '#app/features/observability/write-records.server.ts';
import { createOpenAiEmbedder } from '#app/platform/embeddings/openai-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { errorLog, llmErrorLog, llmUsage } from '#db/schema/observability.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { fakeVector } from './testing/fake-model.ts';
import {
  addBuilder,
  ended,
  type JobBench,
  retryWait,
  scope,
  skipRetryWait,
  startBench,
  upload,
  version,
} from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';

/*
 * What a provider of embeddings does to a job, seen through the OpenAI SDK over a socket (C5, C6, D5).
 */

type Answer = { status: number; headers?: Record<string, string>; message?: string };
const OK: Answer = { status: 200 };

// Documents are read in processes of their own: on a busy machine each takes seconds.

let database: Database;
let bench: JobBench | undefined;
let provider: Server | undefined;
/** Texts of each call to the provider. */
let asked: string[][] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await bench?.stop();
  const closing = provider;
  closing?.closeAllConnections();
  await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
  bench = undefined;
  provider = undefined;
  asked = [];
});
afterAll(() => database.close());

/** Serves an OpenAI-compatible /embeddings that answers call `n` (from 1) as told, and runs ingestion against it. */
async function provide(answer: (call: number) => Answer): Promise<void> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { input } = JSON.parse(Buffer.concat(parts).toString()) as { input: string[] };
      asked.push(input);
      const { status, headers, message } = answer(asked.length);
      const body =
        status === 200
          ? {
              object: 'list',
              model: 'provider-model',
              data: input.map((text, index) => ({ object: 'embedding', index, embedding: fakeVector(text) })),
              usage: { prompt_tokens: 7 * input.length, total_tokens: 7 * input.length },
            }
          : { error: { message: message ?? 'no' } };
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    })();
  });
  provider = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model = createOpenAiEmbedder({ apiKey: 'key', baseUrl, model: 'provider-model', onCall: recordEmbeddingCall });
  bench = await startBench([documentIngest(() => model)], [30, 60]);
}

async function ingest(meanwhile = async () => {}) {
  const builder = await addBuilder('provider-model');
  const stored = await upload(builder, await makePdf([page('Fuse board', 8)]));
  await meanwhile();
  const row = await ended(stored);
  await writeRecords();
  const records = await withScope(scope, async (tx) => ({
    usage: await tx.select().from(llmUsage).where(eq(llmUsage.tenantId, builder.scope.tenantId)),
    failures: await tx.select().from(llmErrorLog).where(eq(llmErrorLog.tenantId, builder.scope.tenantId)),
    errors: await tx.select().from(errorLog).where(eq(errorLog.tenantId, builder.scope.tenantId)),
  }));
  return {
    row,
    read: await version(stored.versionId),
    history: row.history.map(({ state, step, attempt, error }) => ({ state, step, attempt, error })),
    ...records,
  };
}

const UNREACHABLE = 'The search model could not be reached. Try again in a minute.';
const RUNNING = { state: 'running', step: null, attempt: 1, error: null };

describe('C5: a provider of embeddings', () => {
  test('that fails twice and then works: two tries are seen, then the document is ready', async () => {
    await provide((call) => (call <= 2 ? { status: 503 } : OK));
    const { row, history, read, usage, failures, errors } = await ingest();
    expect(history).toEqual([
      RUNNING,
      { state: 'retrying', step: 'embed-0', attempt: 1, error: UNREACHABLE },
      { state: 'running', step: 'embed-0', attempt: 2, error: null },
      { state: 'retrying', step: 'embed-0', attempt: 2, error: UNREACHABLE },
      { state: 'running', step: 'embed-0', attempt: 3, error: null },
      { state: 'succeeded', step: null, attempt: 0, error: null },
    ]);
    expect(row).toMatchObject({ state: 'succeeded', progress: 100, error: null });
    expect(read.status).toBe('ready');
    expect(asked).toHaveLength(3);
    expect(failures.map((failure) => [failure.operation, failure.status, failure.retry])).toEqual([
      ['embedding', 503, true],
      ['embedding', 503, true],
    ]);
    expect(usage).toHaveLength(1);
    expect(usage[0]).toMatchObject({ operation: 'embedding', model: 'provider-model', completionTokens: 0 });
    expect(usage[0]?.promptTokens).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  test.each([
    ['seconds', () => '120'],
    ['a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])('that answers 429 with Retry-After in %s: it is left alone for that long, once', async (_form, retryAfter) => {
    await provide((call) => (call === 1 ? { status: 429, headers: { 'retry-after': retryAfter() } } : OK));
    let wait = 0;
    const { row, history } = await ingest(async () => {
      wait = await retryWait();
      await skipRetryWait(bench);
    });
    expect([wait > 60, wait <= 120]).toEqual([true, true]);
    expect(history.map((line) => [line.state, line.attempt])).toEqual([
      ['running', 1],
      ['retrying', 1],
      ['running', 2],
      ['succeeded', 0],
    ]);
    expect(row.state).toBe('succeeded');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  test('that is down for good: five tries, then the reason on the job, the document and in the error log', async () => {
    await provide(() => ({ status: 500 }));
    const { row, history, read, errors } = await ingest();
    expect(history.map((line) => line.state)).toEqual([
      ...Array.from({ length: 4 }, () => ['running', 'retrying']).flat(),
      'running',
      'failed',
    ]);
    expect(history.filter((line) => line.state === 'retrying').map((line) => line.attempt)).toEqual([1, 2, 3, 4]);
    expect(row).toMatchObject({ state: 'failed', error: UNREACHABLE });
    expect(read).toMatchObject({ status: 'failed', reason: UNREACHABLE });
    expect(asked).toHaveLength(5);
    expect(errors.map((error) => [error.kind, error.code, error.route, error.count])).toEqual([
      ['job', 'failed', 'document/uploaded', 1],
    ]);
  });

  test('that refuses our key: failed at once, with what to look at', async () => {
    await provide(() => ({ status: 401, message: 'Incorrect API key provided: sk-secret' }));
    const { row, history, failures } = await ingest();
    expect(history.map((line) => line.state)).toEqual(['running', 'failed']);
    expect(row.error).toMatch(/HTTP 401.*OPENAI_API_KEY/);
    expect(row.error).not.toContain('sk-secret');
    expect(asked).toHaveLength(1);
    expect(failures.map((failure) => [failure.status, failure.retry])).toEqual([[401, false]]);
  });
});
