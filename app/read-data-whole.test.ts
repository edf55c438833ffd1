import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageOf, readDataWhole } from './read-data-whole.ts';

const assign = vi.fn<(path: string) => void>();
const DATA = 'http://house.test/home/documents.data?q=heat&_routes=root';

beforeEach(() => {
  assign.mockClear();
  vi.stubGlobal('location', { href: 'http://house.test/home', origin: 'http://house.test', assign });
  vi.stubGlobal('navigator', { serviceWorker: { controller: {} } });
});
afterEach(() => vi.unstubAllGlobals());

test('F8: the page of a page’s data', () => {
  expect(pageOf(new URL(DATA))).toBe('/home/documents?q=heat');
  expect(pageOf(new URL('http://house.test/_root.data'))).toBe('/');
});

test('F4: data are read to their end before they are handed on, other answers are not touched', async () => {
  let readTo = '';
  const body = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          readTo = 'end';
          controller.enqueue(new TextEncoder().encode('data'));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  const fetchIt = readDataWhole(
    async () => new Response(body(), { status: 202, headers: { 'X-Remix-Response': 'yes' } }),
  );
  const response = await fetchIt(DATA);
  expect([readTo, response.status, response.headers.get('X-Remix-Response'), await response.text()]).toEqual([
    'end',
    202,
    'yes',
    'data',
  ]);
  readTo = '';
  await fetchIt('/api/chat');
  expect(readTo).toBe('');
});

test('F8: without a network the page itself is asked for; what was posted, or left, is not', async () => {
  const fetchIt = readDataWhole(() => Promise.reject(new TypeError('Failed to fetch')));
  void fetchIt(DATA);
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('/home/documents?q=heat'));
  assign.mockClear();
  await expect(fetchIt(DATA, { method: 'POST' })).rejects.toThrow('Failed to fetch');
  await expect(fetchIt(DATA, { signal: AbortSignal.abort() })).rejects.toThrow('Failed to fetch');
  await expect(fetchIt('/api/chat')).rejects.toThrow('Failed to fetch');
  vi.stubGlobal('navigator', {});
  await expect(fetchIt(DATA)).rejects.toThrow('Failed to fetch');
  expect(assign).not.toHaveBeenCalled();
});
