import { afterEach, describe, expect, it, vi } from 'vitest';
import { explainParsing, fetchDocument, ViewerError } from './fetch-document.ts';

const answer = (response: () => Response | Promise<Response>) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => response()),
  );
const load = (shares: number[] = [], signal = new AbortController().signal) =>
  fetchDocument('/documents/d1/download', signal, (share) => shares.push(share));
const refused = async () =>
  load().then(
    () => null,
    (error: unknown) => error,
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('F5: fetchDocument', () => {
  it('brings the whole file and tells how far it is', async () => {
    const parts = [new Uint8Array([1, 2, 3]), new Uint8Array([4])];
    answer(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => (parts.length > 0 ? controller.enqueue(parts.shift()) : controller.close()),
          }),
          { headers: { 'Content-Length': '4' } },
        ),
    );
    const shares: number[] = [];
    expect(await load(shares)).toEqual({ data: new Uint8Array([1, 2, 3, 4]) });
    expect(shares).toEqual([0.75, 1]);
  });

  it('leaves a large one where it is, when it can be had in parts', async () => {
    const headers = { 'Content-Length': String(9 * 1024 * 1024) };
    answer(() => new Response('x', { headers: { ...headers, 'Accept-Ranges': 'bytes' } }));
    expect(await load()).toEqual({ size: 9 * 1024 * 1024 });
    answer(() => new Response('x', { headers }));
    expect(await load()).toEqual({ data: new Uint8Array([120]) });
  });

  it.each([
    [401, false, 'Sign in'],
    [404, false, 'no longer here'],
    [403, true, 'Try again'],
    [500, true, 'Try again'],
  ])('explains a %i', async (status, again, words) => {
    answer(() => new Response('{}', { status }));
    const error = await refused();
    expect(error).toBeInstanceOf(ViewerError);
    expect(error).toMatchObject({ again, message: expect.stringContaining(words) });
  });

  it('explains a connection that never came and one that broke off', async () => {
    answer(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refused()).toMatchObject({ again: true, message: expect.stringContaining('connection') });
    answer(() => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })));
    expect(await refused()).toMatchObject({ again: true, message: expect.stringContaining('broke off') });
  });

  it('passes a stop on as it is', async () => {
    const stopped = AbortSignal.abort();
    answer(() => Promise.reject(stopped.reason));
    await expect(load([], stopped)).rejects.toBe(stopped.reason);
  });
});

describe('explainParsing', () => {
  it('tells a locked document from a damaged one', () => {
    expect(
      explainParsing(Object.assign(new Error('No password given'), { name: 'PasswordException' })).message,
    ).toContain('password');
    expect(
      explainParsing(Object.assign(new Error('Invalid PDF structure.'), { name: 'InvalidPDFException' })).message,
    ).toContain('damaged');
  });
});
