import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextOf } from '#app/features/assistant/testing/ask.ts';
import { shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { createTestTenant, homeownerTokenOf, type TestTenant } from '#app/features/identity/testing.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { measureDatabase } from '#app/features/observability/measure-database.server.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { createOpenAiChatModel } from '#app/platform/llm/openai-chat-model.server.ts';
import { startTracing } from '#app/platform/tracing.ts';
import { action as chat, loader as chatLoader } from '#app/routes/api.chat.ts';
import type { Database } from '#db/client.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { analyticsRollUp } from '#inngest/functions/analytics-rollup.ts';
import { ended, job, startBench, type JobBench } from '#inngest/functions/testing/job-bench.ts';
import { createHttpApp } from './http.ts';
import { testBuild } from '../testing.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = `00-${TRACE}-00f067aa0ba902b7-01`;
const QUESTION = 'Where is the fuse board of Mrs Byrne?';

type Attribute = { key: string; value: { stringValue?: string; intValue?: number; doubleValue?: number } };
type SeenSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code?: number };
};
type Payload = { resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SeenSpan[] }[] }[] };

let database: Database;
let bench: JobBench;
let mine: TestTenant;
let server: Server;
let collector: Server;
let base: string;
let stopTracing: (milliseconds: number) => Promise<void>;
const provider = new LLMock({ host: '127.0.0.1' });
const payloads: string[] = [];
const paths = new Set<string | undefined>();

const attribute = (span: SeenSpan, key: string) => {
  const { stringValue, intValue } = span.attributes.find((one) => one.key === key)?.value ?? {};
  return stringValue ?? intValue;
};
const seen = () =>
  payloads.flatMap((payload) =>
    (JSON.parse(payload) as Payload).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  );

const rollUp = apiLoader(async () => {
  const id = await withScope(systemScope('test'), (tx) =>
    enqueueJob(tx, {
      tenantId: mine.tenantId,
      event: { name: 'analytics/rollup.requested', data: { tenant_id: mine.tenantId } },
    }),
  );
  wakeDispatcher();
  return jsonResponse({ id });
});
const broken = apiLoader(() => Promise.reject(new AppError('upstream-failed', 'It failed.')));

const build = testBuild({
  'routes/api.chat': { path: 'api/chat', module: { action: chat, loader: chatLoader } },
  'routes/roll-up': { path: 'roll-up', module: { loader: rollUp } },
  'routes/broken.$token': { path: 'broken/:token', module: { loader: broken } },
});

const listen = async (listening: Server): Promise<string> => {
  await new Promise((resolve) => listening.listen(0, '127.0.0.1', () => resolve(undefined)));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  database = await openTestDatabase();
  for (const pool of new Set([database.pool, database.platformPool])) measureDatabase(pool);
  collector = createServer((request, response) => {
    void request.toArray().then((parts) => {
      paths.add(request.url);
      payloads.push(Buffer.concat(parts as Buffer[]).toString('utf8'));
      response.setHeader('Content-Type', 'application/json');
      response.end('{}');
    });
  });
  const endpoint = await listen(collector);
  await provider.start();
  provider.on(
    { predicate: () => true },
    {
      content: 'The fuse board is under the stairs [1].',
      usage: { prompt_tokens: 321, completion_tokens: 21, total_tokens: 342 },
    },
  );
  await replaceEmbedder(wordOverlap);
  replaceChatModel(createOpenAiChatModel({ baseUrl: `${provider.url}/v1`, apiKey: 'test', model: 'gpt-4o-mini' }));
  mine = await createTestTenant('mine', { claimed: true });
  await shelve(mine, { title: 'Guide', heading: 'Fuse board', text: 'The fuse board is under the stairs.' });
  bench = await startBench([analyticsRollUp]);
  stopTracing = await startTracing({ endpoint, ratio: 1, instance: 'web-test', onTrouble: () => {} });
  server = createServer(createHttpApp({ build, mode: 'production', isPrepared: () => true, takesJobs: () => true }));
  base = await listen(server);
});
afterAll(async () => {
  await stopTracing(1_000);
  await new Promise((resolve) => server.close(resolve));
  await bench.stop();
  await provider.stop();
  await replaceEmbedder();
  replaceChatModel(undefined);
  await new Promise((resolve) => collector.close(resolve));
  await database.close();
});

test('D8: one trace from the caller through HTTP, queries and model to the job', async () => {
  const token = await homeownerTokenOf(mine);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', traceparent: CALLER };
  const asked = await fetch(`${base}/api/chat`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ message: QUESTION, context: contextOf(mine) }),
  });
  expect(await asked.json()).toMatchObject({ mode: 'model', answer: expect.stringContaining('under the stairs') });
  const { id } = (await (await fetch(`${base}/roll-up?secret=abc`, { headers: { traceparent: CALLER } })).json()) as {
    id: string;
  };
  expect((await fetch(`${base}/broken/a-secret-token`)).status).toBe(502);
  const done = await ended({ jobId: id });
  expect(done.state).toBe('succeeded');
  await expect
    .poll(() => seen().map(({ name }) => name))
    .toEqual(
      expect.arrayContaining([
        'POST routes/api.chat',
        'GET routes/roll-up',
        'GET routes/broken.$token',
        'process analytics/rollup.requested',
      ]),
    );

  const spans = seen();
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const one = (name: string) => {
    const found = spans.filter((span) => span.name === name);
    expect(found, name).toHaveLength(1);
    return found[0]!;
  };
  const ancestors = (span: SeenSpan): string[] => {
    const parent = byId.get(span.parentSpanId ?? '');
    return parent ? [parent.name, ...ancestors(parent)] : [];
  };
  const http = one('POST routes/api.chat');
  expect([
    http.traceId,
    http.parentSpanId,
    http.kind,
    attribute(http, 'http.response.status_code'),
    attribute(http, 'openhouse.tenant_id'),
  ]).toEqual([TRACE, '00f067aa0ba902b7', 2, 200, mine.tenantId]);
  const queries = spans.filter(
    (span) => attribute(span, 'db.system.name') && ancestors(span).includes('POST routes/api.chat'),
  );
  expect(queries.map(({ name }) => name)).toEqual(expect.arrayContaining(['BEGIN', 'COMMIT', 'INSERT messages']));
  const model = one('chat gpt-4o-mini');
  expect([
    model.traceId,
    ancestors(model),
    model.kind,
    attribute(model, 'gen_ai.usage.input_tokens'),
    attribute(model, 'gen_ai.usage.output_tokens'),
  ]).toEqual([TRACE, ['POST routes/api.chat'], 3, 321, 21]);
  const [call] = provider.getRequests();
  expect(call?.headers).toMatchObject({ traceparent: `00-${TRACE}-${model.spanId}-01` });

  const whole = one('process analytics/rollup.requested');
  expect([whole.traceId, ancestors(whole), whole.kind, attribute(whole, 'messaging.message.id')]).toEqual([
    TRACE,
    ['GET routes/roll-up'],
    5,
    id,
  ]);
  const steps = spans.filter(({ name }) => name.startsWith('step '));
  expect(steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['step begin', 'step plan', 'step finish']));
  for (const step of steps) {
    expect([step.traceId, ancestors(step)]).toEqual([TRACE, ['GET routes/roll-up']]);
    expect(BigInt(step.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(whole.startTimeUnixNano));
  }
  expect(spans.some((span) => attribute(span, 'db.system.name') && ancestors(span)[0] === 'step plan')).toBe(true);

  const failed = one('GET routes/broken.$token');
  expect([
    failed.traceId === TRACE,
    failed.parentSpanId ?? '',
    failed.status.code,
    attribute(failed, 'error.type'),
  ]).toEqual([false, '', 2, '502']);
  // What the process does by itself, such as looking for work, begins no trace.
  expect(spans.filter(({ parentSpanId, kind }) => !parentSpanId && kind !== 2)).toEqual([]);

  const all = payloads.join('\n');
  for (const secret of [token, 'Byrne', 'fuse', 'a-secret-token', 'secret=abc', 'set_config', 'It failed', QUESTION])
    expect(all, secret).not.toContain(secret);
  expect([...paths]).toEqual(['/v1/traces']);
  expect(all).toContain('"stringValue":"openhouse-ai"');
});

test('D8: a job that is replayed outside a trace does not go on with the old one', async () => {
  const { id } = (await (await fetch(`${base}/roll-up`, { headers: { traceparent: CALLER } })).json()) as {
    id: string;
  };
  const first = await ended({ jobId: id });
  expect(first.event.data.traceparent).toMatch(new RegExp(`^00-${TRACE}-`));
  const again = await job((await replayJob(systemScope('test'), id)).jobId);
  expect(again.event.data).not.toHaveProperty('traceparent');
  await ended({ jobId: again.id });
});
