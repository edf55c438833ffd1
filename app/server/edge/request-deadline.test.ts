import { Agent, createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { clientGone } from '#app/platform/request/client-gone.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { database, type Database } from '#db/client.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createHttpApp } from './http.ts';
import { testBuild } from '../testing.ts';

const LIMIT_MS = 400;
const ended: string[] = [];
/** Resolved when the stream has begun, and when it may end. */
const stream = { begun: Promise.withResolvers<void>(), mayEnd: Promise.withResolvers<void>() };
const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
const scope = systemScope('test');

const loaders: Record<string, (args: LoaderFunctionArgs) => Promise<Response>> = {
  quick: apiLoader(async () => jsonResponse({ ok: true })),
  /** Works until it is told to stop. */
  obedient: apiLoader(async (args) => {
    await untilStopped(clientGone(args)).catch((error: Error) => {
      ended.push(error.message);
      throw error;
    });
    return jsonResponse({});
  }),
  /** Does not listen, and answers when everybody has gone. */
  deaf: apiLoader(async (args) => {
    await untilStopped(clientGone(args)).catch(() => {});
    ended.push('deaf');
    return jsonResponse({ late: true });
  }),
  /** Asks the database once its time is up. */
  'late-query': apiLoader(async (args) => {
    await untilStopped(clientGone(args)).catch(() => {});
    await withScope(scope, (tx) => tx.execute(sql`select 1`)).catch((error: Error) =>
      ended.push(`query: ${error.message}`),
    );
    return jsonResponse({});
  }),
  'slow-statement': apiLoader(async () => {
    await withScope(scope, (tx) => tx.execute(sql`select pg_sleep(20)`));
    return jsonResponse({});
  }),
  /** Streams until it may end. */
  stream: async (args) => {
    const signal = clientGone(args);
    return new Response(
      new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('data: first\n\n'));
          stream.begun.resolve();
          await stream.mayEnd.promise;
          await withScope(scope, (tx) => tx.execute(sql`select 1`));
          controller.enqueue(new TextEncoder().encode(`data: ${signal.aborted ? 'stopped' : 'last'}\n\n`));
          controller.close();
        },
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    );
  },
};

/** A build of resource routes alone. */
const build = testBuild(
  Object.fromEntries(Object.entries(loaders).map(([path, loader]) => [path, { path, module: { loader } }])),
);

let opened: Database;
let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  opened = await openTestDatabase();
  const app = createHttpApp({
    build,
    mode: 'production',
    isPrepared: () => true,
    takesJobs: () => true,
    limit: () => LIMIT_MS,
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  await opened.close();
});

async function get(
  path: string,
  by = agent,
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }> {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    send({ host: '127.0.0.1', port, path, agent: by }, resolve).once('error', reject).end(),
  );
  const body = (await response.toArray()).join('');
  return { status: response.statusCode, headers: response.headers, body };
}

async function expectTimedOut(path: string): Promise<void> {
  const { status, headers, body } = await get(path);
  expect({ status, type: headers['content-type'], retry: headers['retry-after'] }).toEqual({
    status: 504,
    type: 'application/problem+json',
    retry: '5',
  });
  expect(JSON.parse(body)).toMatchObject({
    type: 'urn:openhouse:problem:timed-out',
    status: 504,
    request_id: headers['x-request-id'],
    retry_after: 5,
  });
  // The connection is good for the next one.
  expect(await get('/quick')).toMatchObject({ status: 200, body: '{"ok":true}' });
}

describe('B2: a request that takes too long', () => {
  test('is answered 504, and its work is told to stop', async () => {
    await expectTimedOut('/obedient');
    expect(ended.splice(0)).toEqual(['This took too long and was stopped. Try again in a few seconds.']);
  });

  test('what still comes is dropped', async () => {
    await expectTimedOut('/deaf');
    expect(ended.splice(0)).toEqual(['deaf']);
  });

  test('begins no transaction any more', async () => {
    await expectTimedOut('/late-query');
    await expect
      .poll(() => ended.splice(0))
      .toEqual(['query: This took too long and was stopped. Try again in a few seconds.']);
  });

  test('one that has begun to stream goes on, its queries too', async () => {
    const own = new Agent();
    const asked = get('/stream', own);
    await stream.begun.promise;
    // Began later and has the same limit: when this one's time is up, that of the stream is too.
    await expectTimedOut('/obedient');
    ended.splice(0);
    stream.mayEnd.resolve();
    const { status, body } = await asked;
    own.destroy();
    expect({ status, body }).toEqual({ status: 200, body: 'data: first\n\ndata: last\n\n' });
  });

  test.runIf(process.env.DATABASE_URL)('a slow statement ends with it, and the connection is free again', async () => {
    await expectTimedOut('/slow-statement');
    const { pool } = database();
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    const { rows } = await pool.query(
      "select query from pg_stat_activity where datname = current_database() and state = 'active' and query like " +
        "'%pg_sleep%' and pid <> pg_backend_pid()",
    );
    expect(rows).toEqual([]);
  });

  test.runIf(process.env.DATABASE_URL)(
    'without a limit of the request the statement time-out is the last wall',
    async () => {
      await expect(
        withScope(scope, (tx) => tx.execute(sql`select pg_sleep(20)`), { timeoutMs: 200 }),
      ).rejects.toMatchObject({ cause: { code: '57014' } });
    },
  );
});
