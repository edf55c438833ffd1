import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareApi } from './share-api.ts';

const FRIEND = 'https://app.example';
let server: Server;
let base: string;
beforeAll(async () => {
  server = express()
    .use(shareApi([FRIEND]))
    .use((_request, response) => void response.status(401).end())
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const ask = (path: string, origin: string, init: RequestInit = {}) =>
  fetch(`${base}${path}`, { ...init, headers: { Origin: origin, ...init.headers } });
const preflight = (path: string, origin: string) =>
  ask(path, origin, {
    method: 'OPTIONS',
    headers: {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  });

describe('E8: other origins', () => {
  test('one on the list may call the API with a bearer token and read its reference, without cookies', async () => {
    const allowed = await preflight('/api/chat', FRIEND);
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': FRIEND,
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-max-age': '600',
    });
    const answer = await ask('/api/search?q=x', FRIEND);
    expect(answer.status).toBe(401);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': FRIEND,
      'access-control-expose-headers': expect.stringContaining('X-Request-Id'),
      vary: 'Origin',
    });
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test.each(['https://evil.example', 'null', 'http://app.example', 'https://app.example.evil.example'])(
    '%s may not, and caches keep the two apart',
    async (origin) => {
      for (const answer of [await preflight('/api/chat', origin), await ask('/api/search?q=x', origin)]) {
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('vary')).toContain('Origin');
      }
    },
  );

  test.each(['/api/inngest', '/home', '/documents/x/download', '/metrics', '/apis'])(
    '%s is shared with nobody',
    async (path) => {
      expect((await ask(path, FRIEND)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await preflight(path, FRIEND)).status).toBe(401);
    },
  );

  test('an empty list shares nothing', async () => {
    const alone = express()
      .use(shareApi([]))
      .use((_request, response) => void response.status(401).end())
      .listen(0, '127.0.0.1');
    await new Promise((resolve) => alone.once('listening', resolve));
    const answer = await fetch(`http://127.0.0.1:${(alone.address() as AddressInfo).port}/api/search`, {
      headers: { Origin: FRIEND },
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    alone.close();
  });
});
