import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSentryReporter } from './sentry.ts';

let server: Server;
const received: { path: string; body: string }[] = [];
let status = 200;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(status).end('{}');
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
const dsn = () => `http://publickey@127.0.0.1:${(server.address() as AddressInfo).port}/42`;

test('D3: an error reaches Sentry with its stack and tags, redacted', async () => {
  const reporter = await createSentryReporter(dsn(), 'test');
  reporter.capture(new Error('could not write to mary@example.ie', { cause: new Error('Bearer abcdefgh0') }), {
    level: 'error',
    tags: { request_id: 'req-1', route: 'routes/api.chat', tenant_id: undefined },
  });
  await reporter.flush(5_000);
  const sent = received.find((call) => call.path.startsWith('/api/42/envelope'))?.body ?? '';
  expect(sent).toContain('could not write to [e-mail]');
  expect(sent).toContain('sentry.test.ts');
  expect(sent).toContain('"request_id":"req-1"');
  expect(sent).not.toContain('abcdefgh');
});

test('D3: a Sentry that fails harms nobody', async () => {
  status = 500;
  const reporter = await createSentryReporter(dsn(), 'test');
  reporter.capture('not even an error', { level: 'warning', tags: {} });
  await reporter.flush(5_000);
  expect(received.length).toBeGreaterThan(1);
});
