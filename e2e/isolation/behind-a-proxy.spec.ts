import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sendRaw } from '../support/raw-http.ts';
import { serverEnv } from '../support/start-server.ts';
import { freePort } from '../support/free-port.ts';
import { untilReady } from '../support/until-ready.ts';

/*
 * A second process on an empty database, as it stands behind a proxy that rewrites Host and has an address of its own.
 */

const PUBLIC = 'https://homes.example';
let port: number;
let folder: string;
let stop: () => Promise<unknown>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openhouse-proxy-'));
  port = await freePort();
  const env = {
    ...serverEnv({ port, dataDir: folder }),
    NODE_ENV: 'production' as const,
    PUBLIC_URL: PUBLIC,
    TRUST_PROXY: 'loopback',
  };
  const child = spawn(join('node_modules', '.bin', 'node'), ['app/server/start.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  await untilReady(port);
});
test.afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (line: string, ...headers: string[]) =>
  sendRaw(port, [`${line} HTTP/1.1`, 'Host: app.internal:3000', 'Connection: close', 'Accept: text/html', ...headers]);

test('forms come from PUBLIC_URL, whatever the proxy makes of Host', { tag: ['@E8'] }, async () => {
  const form = ['Content-Length: 0', `Origin: ${PUBLIC}`];
  for (const path of ['/sign-out', '/sign-out.data']) {
    const answer = await ask(`POST ${path}`, ...form);
    expect([answer.status, answer.headers['location']], path).toEqual([path.endsWith('.data') ? 202 : 302, '/sign-in']);
    expect(answer.headers['set-cookie'], path).toContain('Secure');
  }
  expect(
    (await ask('POST /sign-out', ...form, 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: http')).status,
  ).toBe(302);
  for (const origin of ['https://evil.example', 'http://homes.example:81', 'null'])
    expect((await ask('POST /sign-out', 'Content-Length: 0', `Origin: ${origin}`)).status, origin).toBe(403);
  const page = await ask('GET /sign-in', 'X-Forwarded-Proto: garbage');
  expect([page.status, page.headers['strict-transport-security']]).toEqual([
    200,
    'max-age=31536000; includeSubDomains',
  ]);
});

test('the trusted proxy says who asks, and limits go by that', { tag: ['@E4'] }, async () => {
  const guess = (from: string) => {
    const body = JSON.stringify({ email: 'nobody@nowhere.example', password: 'x' });
    return sendRaw(
      port,
      [
        'POST /api/session HTTP/1.1',
        'Host: app.internal',
        'Connection: close',
        `X-Forwarded-For: ${from}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
      ],
      body,
    );
  };
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await guess(`9.9.9.9, 2001:db8:1:1::${attempt}`)).status).toBe(401);
  const limited = await guess('9.9.9.9, 2001:db8:1:1:ffff::1');
  expect([limited.status, Number(limited.headers['retry-after']) > 0]).toEqual([429, true]);
  const elsewhere = await guess('2001:db8:1:2::1');
  expect(elsewhere.status).toBe(401);
});

test('what the proxy passes on is no direct call of this machine', { tag: ['@D7'] }, async () => {
  const metrics = (host: string, ...headers: string[]) =>
    sendRaw(port, ['GET /metrics HTTP/1.1', `Host: ${host}`, 'Connection: close', ...headers]);
  expect((await metrics(`127.0.0.1:${port}`)).status).toBe(200);
  expect((await metrics('app.internal')).status).toBe(403);
  expect((await metrics(`127.0.0.1:${port}`, 'X-Forwarded-For: 127.0.0.1')).status).toBe(403);
});

test('a page’s 429 says when to come back', { tag: ['@E4'] }, async () => {
  const scan = (path: string) => ask(`GET ${path}`, 'X-Forwarded-For: 203.0.113.77');
  for (let attempt = 0; attempt < 20; attempt += 1)
    expect((await scan(`/onboarding/unknown-${attempt}`)).status).toBe(404);
  for (const path of ['/onboarding/unknown', '/onboarding.data?uid=unknown']) {
    const answer = await scan(path);
    expect([answer.status, Number(answer.headers['retry-after']) > 0], path).toEqual([429, true]);
  }
});
