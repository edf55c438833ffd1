import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest } from 'inngest';
import { afterEach, expect, test } from 'vitest';
import { connectServer, type ServerConnection } from './connect-server.ts';
import { sdkLogger } from './sdk-logger.ts';

/** What a job server was asked, in order. */
let asked: string[] = [];
let server: Server | undefined;
let connection: ServerConnection | undefined;

afterEach(async () => {
  await connection?.stop();
  await close();
  connection = undefined;
  asked = [];
});

/** A job server in so far as it is registered with and sent to; `answer` gives its status for a path. */
async function open(port: number, answer: (path: string) => number = () => 200): Promise<number> {
  const opened = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const path = new URL(request.url ?? '', 'http://server').pathname;
      const body =
        parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString()) as { url?: string } | { name: string }[]) : {};
      asked.push(
        path.startsWith('/e/')
          ? `events ${(body as { name: string }[]).map((event) => event.name).join()}`
          : `${path} ${(body as { url?: string }).url ?? ''}`,
      );
      response
        .writeHead(answer(path), { 'content-type': 'application/json' })
        .end(
          JSON.stringify(
            answer(path) === 200 ? { ok: true, status: 200, ids: ['1'] } : { status: answer(path), error: 'refused' },
          ),
        );
    })();
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
  return (opened.address() as AddressInfo).port;
}

async function close(): Promise<void> {
  const closing = server;
  server = undefined;
  closing?.closeAllConnections();
  await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
}

function connect(port: number, renewMs = 60_000, serveOrigin?: string): ServerConnection {
  const client = new Inngest({
    id: 'connected',
    isDev: true,
    baseUrl: `http://127.0.0.1:${port}`,
    logger: sdkLogger,
    internalLogger: sdkLogger,
  });
  const functions = [client.createFunction({ id: 'one', triggers: { event: 'a/b' } }, () => 1)];
  connection = connectServer({
    client,
    functions,
    origin: 'http://127.0.0.1:4321',
    serveOrigin,
    renewMs,
    backoffMs: [20],
  });
  return connection;
}

const registered = /^\/fn\/register http:\/\/127\.0\.0\.1:4321\/api\/inngest/;
const event = { id: 'e1', name: 'a/b', data: {} };

test('the functions are registered at the start, under the address that the server can call', async () => {
  connect(await open(0));
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toMatch(registered);
});

test('C5: on a network of their own the server is told the address there, not the public one', async () => {
  connect(await open(0), 60_000, 'http://app:3000');
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toMatch(/^\/fn\/register http:\/\/app:3000\/api\/inngest/);
});

test('C7: a server that comes up later is told by itself', async () => {
  const port = await open(0);
  await close();
  connect(port);
  await open(port);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked[0]).toMatch(registered);
});

test('C7: no event goes to a server that refuses the functions', async () => {
  const { send } = connect(await open(0, (path) => (path === '/fn/register' ? 500 : 200)));
  await expect(send([event])).rejects.toThrow(/did not take the functions/);
  expect(asked.filter((what) => what.startsWith('events'))).toEqual([]);
});

test(
  'C7: after a failed send the functions are registered anew before events go on: the ' +
    'server may have forgotten them',
  async () => {
    const port = await open(0);
    const { send } = connect(port);
    await send([event]);
    await close();
    await expect(send([event])).rejects.toThrow('fetch failed');
    asked = [];
    await open(port);
    await expect
      .poll(() =>
        send([event]).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    expect(asked.at(-1)).toBe('events a/b');
    expect(asked.findIndex((what) => registered.test(what))).toBeLessThan(asked.indexOf('events a/b'));
  },
);

test('the registration is renewed, for a server that was started again between two sends', async () => {
  connect(await open(0), 30);
  await expect.poll(() => asked.filter((what) => registered.test(what)).length).toBeGreaterThan(2);
});
