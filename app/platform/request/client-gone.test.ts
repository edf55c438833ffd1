import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { clientGone, watchClient } from './client-gone.ts';

const request = new Request('http://localhost/');

/** Serves one request and returns the signal of its load context; `leave` breaks the connection. */
async function serve(handle: (response: ServerResponse) => void) {
  const seen = Promise.withResolvers<AbortSignal>();
  const server = createServer((_request, response) => {
    seen.resolve(clientGone({ request, context: { ...watchClient(response) } }));
    handle(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new AbortController();
  const fetched = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal: client.signal });
  return { signal: await seen.promise, fetched, leave: () => client.abort(), close: () => server.close() };
}

test('fires when the client leaves in the middle of a response', async () => {
  const served = await serve((response) => response.write('begun'));
  const response = await served.fetched;
  expect(served.signal.aborted).toBe(false);
  served.leave();
  await vi.waitFor(() => expect(served.signal.aborted).toBe(true));
  await expect(response.text()).rejects.toThrow('This operation was aborted');
  served.close();
});

test('does not fire when the response came through', async () => {
  const closed = Promise.withResolvers<void>();
  const served = await serve((response) => response.once('close', closed.resolve).end('all'));
  expect(await (await served.fetched).text()).toBe('all');
  await closed.promise;
  expect(served.signal.aborted).toBe(false);
  served.close();
});

test('outside the server it is the request’s own signal', () => {
  expect(clientGone({ request, context: {} })).toBe(request.signal);
});
