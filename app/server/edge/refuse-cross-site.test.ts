import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseCrossSite } from './refuse-cross-site.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  const status: ErrorRequestHandler = (error: { status: number }, _request, response, _next) =>
    void response.status(error.status).end();
  server = express()
    .use(refuseCrossSite((request) => `http://${request.headers.host}`))
    .use((_request, response) => void response.status(204).end())
    .use(status)
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const send = async (path: string, method: string, headers: Record<string, string>) =>
  (await fetch(`${origin}${path}`, { method, headers })).status;

test('E8: a form from another site is 403 at a page, whatever the method', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect(await send('/welcome', method, { Origin: 'https://evil.example' })).toBe(403);
  expect(await send('//welcome', 'POST', { Origin: 'null' })).toBe(403);
});

test('E8: our own forms, programs, page views and the API go on', async () => {
  expect(await send('/welcome', 'POST', { Origin: origin })).toBe(204);
  expect(await send('/welcome', 'POST', {})).toBe(204);
  expect(await send('/welcome', 'GET', { Origin: 'https://evil.example' })).toBe(204);
  expect(await send('/api/session', 'POST', { Origin: 'https://evil.example' })).toBe(204);
});
