import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { createHttpApp } from './http.ts';
import { testBuild } from '../testing.ts';

const route = (path: string, answer: () => Promise<Response>) => ({ path, module: { loader: apiLoader(answer) } });
const build = testBuild({
  'routes/api.short': route('api/short', async () => jsonResponse({ text: 'kitchen – ß' })),
  'routes/api.long': route('api/long', async () => jsonResponse({ text: 'kitchen '.repeat(5_000) })),
  'routes/api.refused': route('api/refused', async () => {
    throw new AppError('conflict', 'Already claimed – by somebody else.');
  }),
});

let server: Server;
beforeAll(async () => {
  server = createServer(createHttpApp({ build, mode: 'production', isPrepared: () => true, takesJobs: () => true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(
  path: string,
  method = 'GET',
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const request = send(
      { host: '127.0.0.1', port, path, method, agent: false, headers: { 'Accept-Encoding': 'br' } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      },
    );
    request.once('error', reject);
    request.end();
  });
}

describe('B6: the size of an answer', () => {
  test('a short one goes out as it is, with its length in bytes', async () => {
    const { headers, body } = await ask('/api/short');
    expect(JSON.parse(body.toString('utf8'))).toEqual({ text: 'kitchen – ß' });
    expect(headers).toMatchObject({ 'content-length': String(body.length) });
    expect(headers).not.toHaveProperty('content-encoding');
  });

  test('a long one is compressed', async () => {
    const { headers, body } = await ask('/api/long');
    expect(headers['content-encoding']).toBe('br');
    expect(body.length).toBeLessThan(5_000);
  });

  test('a problem says its length too, and a HEAD has none of its body', async () => {
    const { status, headers, body } = await ask('/api/refused');
    expect({ status, type: headers['content-type'], length: headers['content-length'] }).toEqual({
      status: 409,
      type: 'application/problem+json',
      length: String(body.length),
    });
    expect((await ask('/api/short', 'HEAD')).body).toHaveLength(0);
  });

  test('each route is found however it is spelled', async () => {
    expect((await ask('/api/short/')).status).toBe(200);
    expect((await ask('/API/SHORT')).status).toBe(200);
  });
});
