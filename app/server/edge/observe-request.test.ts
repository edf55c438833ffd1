import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { observeRequest } from './observe-request.ts';

test.each([
  ['nobody that is known', undefined, 'none'],
  ['an owner', 'homeowner:01', 'none'],
  ['staff', 'manager:01', 'total;dur=#, db;dur=2.0'],
  ['platform staff', 'admin:01', 'total;dur=#, db;dur=2.0'],
])('B5, D7: Server-Timing for %s', async (_who, actor, expected) => {
  const server = createServer((_request, response) => {
    const context = {
      requestId: 'r',
      method: 'GET',
      path: '/',
      ip: '127.0.0.1',
      userAgent: '',
      actor,
      timings: { db: 2 },
    };
    observeRequest(context, response);
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect((headers.get('Server-Timing') ?? 'none').replace(/total;dur=[\d.]+/, 'total;dur=#')).toBe(expected);
  server.closeAllConnections();
  server.close();
});
