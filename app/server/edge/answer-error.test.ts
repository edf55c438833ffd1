import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMetric } from '#app/platform/metrics.ts';
import { createHttpApp } from './http.ts';
import { testBuild } from '../testing.ts';

/** A build whose every page never answers. */
const never = () => new Promise<Response>(() => {});
const build = testBuild(
  Object.fromEntries(['slow', 'api/slow'].map((path) => [path, { path, module: { loader: never, action: never } }])),
  never,
);

let server: Server;
let prepared = true;

beforeAll(async () => {
  server = createServer(
    createHttpApp({ build, mode: 'production', isPrepared: () => prepared, takesJobs: () => true, limit: () => 50 }),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

async function ask(path: string, { accept = BROWSER, method = 'GET', host = '127.0.0.1', id = 'request-0001' } = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    send(
      {
        port: (server.address() as AddressInfo).port,
        host: '127.0.0.1',
        path,
        method,
        agent: false,
        headers: { Accept: accept, Host: host, 'X-Request-Id': id },
      },
      resolve,
    )
      .once('error', reject)
      .end(),
  );
  return {
    status: response.statusCode,
    type: response.headers['content-type'],
    headers: response.headers,
    body: (await response.toArray()).join(''),
  };
}

describe('D1: errors outside Remix', () => {
  test('a browser gets a page: what happened, what to do, the reference', async () => {
    const { status, type, headers, body } = await ask('/slow');
    expect({ status, type, retry: headers['retry-after'], cache: headers['cache-control'] }).toEqual({
      status: 504,
      type: 'text/html; charset=utf-8',
      retry: '5',
      cache: 'no-store',
    });
    expect(body).toContain('<h1>Took too long</h1>');
    expect(body).toContain('Try again in a few seconds');
    expect(body).toContain('<code>request-0001</code>');
    expect(body).not.toContain('http-equiv="refresh"');
    // Its one style is let in by the page's own policy, and nothing else.
    const nonce = /<style nonce="([^"]+)">/.exec(body)?.[1];
    expect(headers['content-security-policy']).toContain(`style-src 'nonce-${nonce}'`);
    expect(body).not.toContain('<script');
  });

  test('what was sent is not sent again by a link', async () => {
    const { status, body } = await ask('/slow', { method: 'POST' });
    expect(status).toBe(504);
    expect(body).not.toContain('Try again</a>');
    expect(body).toContain('may not have been kept');
  });

  test.each([
    ['the API, whoever asks', '/api/slow', BROWSER],
    ['a script of a page', '/slow.data', '*/*'],
    ['a program', '/slow', 'application/json'],
    ['a load balancer', '/readyz', BROWSER],
  ])('problem+json for %s', async (_who, path, accept) => {
    prepared = path !== '/readyz';
    const { type, body } = await ask(path, { accept, host: path === '/readyz' ? 'a b' : '127.0.0.1' });
    prepared = true;
    expect(type).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ request_id: 'request-0001', status: expect.any(Number) });
  });

  test('while the server starts, the page tries again by itself', async () => {
    prepared = false;
    const { status, body } = await ask('/sign-in');
    prepared = true;
    expect(status).toBe(503);
    expect(body).toContain('<meta http-equiv="refresh" content="2">');
    expect(body).toContain('<h1>Back in a moment</h1>');
  });

  test('D9: what comes while the server starts is no error, and of no route', async () => {
    const errors = async () => readMetric('errors_total');
    const starting = async () =>
      (await readMetric('http_request_duration_seconds')).filter(({ labels }) => labels.status === '503');
    const before = await errors();
    prepared = false;
    for (const path of ['/sign-in', '/api/slow', '/api/nowhere', '/nowhere'])
      expect((await ask(path)).status).toBe(503);
    prepared = true;
    expect(await errors()).toEqual(before);
    await expect.poll(async () => (await starting()).length).toBeGreaterThan(0);
    expect(new Set((await starting()).map(({ labels }) => labels.route))).toEqual(new Set(['starting']));
  });

  test('nothing of a request can become markup', async () => {
    const { status, body } = await ask('/slow', { host: '"><b>' });
    expect(status).toBe(400);
    expect(body).not.toContain('<b>');
  });
});
