import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import winston from 'winston';
import { parseEnv } from './parse-env.ts';
import { createLog } from './logger.ts';
import { runWithRequestContext } from './request-context.ts';
import { activeTraceId, isTracing, startChildSpan, startSpan, startTracing, traced, traceHeaders } from './tracing.ts';

const options = { ratio: 1, instance: 'test', onTrouble: () => {} };

/** What the server loads, natively, with every OpenTelemetry module that came with it. */
const SCRIPT = `
  import { registerHooks } from 'node:module';
  const seen = new Set();
  registerHooks({
    load(url, context, next) {
      const name = /@opentelemetry\\/([^/]+)/.exec(url)?.[1];
      if (name) seen.add(name);
      return next(url, context);
    },
  });
  await import(process.env.ROOT + 'app/server/edge/http.ts');
  await import(process.env.ROOT + 'app/server/start-jobs.ts');
  await import(process.env.ROOT + 'app/platform/llm/choose-chat-model.server.ts');
  const { startTraces } = await import(process.env.ROOT + 'app/server/start-observability.ts');
  const { isTracing } = await import(process.env.ROOT + 'app/platform/tracing.ts');
  const stop = await startTraces();
  console.log(JSON.stringify({ seen: [...seen].sort(), tracing: isTracing() }));
  await stop();
  process.exit(0);
`;

async function loadedBy(settings: Record<string, string>): Promise<{ seen: string[]; tracing: boolean }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      NODE_NO_WARNINGS: '1',
      LOG_LEVEL: 'silent',
      SESSION_SECRET: 'x'.repeat(32),
      ROOT: `${pathToFileURL(process.cwd()).href}/`,
      ...settings,
    },
  });
  return JSON.parse(stdout) as { seen: string[]; tracing: boolean };
}

describe('D8: without OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  test('nothing of the SDK is loaded by the server; with it, it is', async () => {
    const without = await loadedBy({});
    // The interface alone, which the job SDK brings along.
    expect(without).toEqual({ seen: ['api'], tracing: false });
    const withIt = await loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    expect(withIt.tracing).toBe(true);
    expect(withIt.seen).toEqual(expect.arrayContaining(['sdk-trace', 'exporter-trace-otlp-http']));
  });

  test('work is done as if nothing stood around it', async () => {
    const work = Promise.resolve(1);
    expect([
      isTracing(),
      startSpan('a'),
      startChildSpan('b'),
      activeTraceId(),
      traceHeaders(),
      await traced('c', {}, () => work),
    ]).toEqual([false, undefined, undefined, undefined, {}, 1]);
    await expect(traced('c', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

const listen = async (server: Server): Promise<string> => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('D8: a collector that fails', () => {
  // It never answers: what waited for it would not end.
  test('that hangs holds up neither work nor the end of the process', async () => {
    let asked = 0;
    const stop = await startTracing({ ...options, endpoint: await listen(createServer(() => (asked += 1))) });
    let done = 0;
    for (let n = 0; n < 5_000; n += 1) done += await traced('work', {}, async () => 1);
    expect(done).toBe(5_000);
    await expect.poll(() => asked).toBeGreaterThan(0);
    await stop(200);
    expect(isTracing()).toBe(false);
  });

  test('that refuses is told of once, not with each batch', async () => {
    const troubles: string[] = [];
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(400).end();
    });
    const stop = await startTracing({
      ...options,
      endpoint: await listen(server),
      onTrouble: (detail) => troubles.push(detail),
    });
    for (let n = 0; n < 1_200; n += 1) startSpan('work')?.end();
    await stop(2_000);
    expect(troubles).toHaveLength(1);
  });
});

test('D8, D1: log lines carry the trace’s id', async () => {
  const lines: Record<string, unknown>[] = [];
  const { logger } = createLog({ level: 'info', terminal: false, console: false });
  logger.add(
    new winston.transports.Stream({
      stream: new Writable({
        write: (line, _encoding, done) => done(void lines.push(JSON.parse(String(line)) as Record<string, unknown>)),
      }),
    }),
  );
  const stop = await startTracing({
    ...options,
    endpoint: await listen(
      createServer((request, response) => void request.resume().on('end', () => response.end('{}'))),
    ),
  });
  const inside = await traced('work', {}, async () => {
    logger.info('in a job');
    return activeTraceId();
  });
  runWithRequestContext(
    { requestId: 'r', method: 'GET', path: '/', ip: '', userAgent: '', traceId: 'a'.repeat(32) },
    () => logger.info('in a request'),
  );
  logger.info('outside');
  await stop(1_000);
  await expect
    .poll(() => lines.map(({ message, trace_id }) => [message, trace_id]))
    .toEqual([
      ['in a job', inside],
      ['in a request', 'a'.repeat(32)],
      ['outside', undefined],
    ]);
  expect(inside).toMatch(/^[0-9a-f]{32}$/);
});

test('D8: the share of traces that is kept is a number from 0 to 1', () => {
  expect(parseEnv({}).OTEL_TRACES_SAMPLER_ARG).toBe(1);
  expect(parseEnv({ OTEL_TRACES_SAMPLER_ARG: '0.1' }).OTEL_TRACES_SAMPLER_ARG).toBe(0.1);
  expect(() => parseEnv({ OTEL_TRACES_SAMPLER_ARG: '5' })).toThrow(
    'OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1',
  );
});
