import { describe, expect, test } from 'vitest';
import type { DocumentDetails } from '../describe-document.ts';
import { watchDocuments } from './watch-documents.ts';

function detailsOf(id: string, status: DocumentDetails['status'], progress = 0): DocumentDetails {
  return {
    id,
    title: id,
    category: 'guides',
    house_types: ['A'],
    pages: null,
    size_bytes: 1,
    updated_at: '2026-01-01T00:00:00.000Z',
    download_url: '',
    development_id: 'd',
    filename: 'a.pdf',
    kind: 'pdf',
    status,
    progress,
    reason: null,
    warnings: [],
    version: 1,
    live_version: null,
    choice_needed: false,
    looks_like: null,
    lost_answers: null,
    version_id: 'v1',
    recognition: null,
  };
}

/** Watches scripted answers; an entry of `Error` is a failed request. */
async function watch(scripts: Record<string, (DocumentDetails | null | Error)[]>) {
  const changes: [string, string | null][] = [];
  const pauses: number[] = [];
  let gaveUp = false;
  let asking = 0;
  let most = 0;
  await watchDocuments({
    ids: Object.keys(scripts),
    async look(id) {
      most = Math.max(most, ++asking);
      await Promise.resolve();
      asking--;
      const script = scripts[id]!;
      const answer = script.length > 1 ? script.shift()! : script[0]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onChange: (id, document) => changes.push([id, document && `${document.status} ${document.progress}`]),
    onPatienceEnd: () => (gaveUp = true),
    pause: async (milliseconds) => void pauses.push(milliseconds),
    signal: new AbortController().signal,
  });
  return { changes, pauses, gaveUp, most };
}

describe('G3: watchDocuments', () => {
  test('reports each change once and stops at the end', async () => {
    const seen = await watch({
      a: [
        detailsOf('a', 'queued'),
        detailsOf('a', 'processing', 40),
        detailsOf('a', 'processing', 40),
        detailsOf('a', 'ready', 100),
      ],
    });
    expect(seen.changes).toEqual([
      ['a', 'queued 0'],
      ['a', 'processing 40'],
      ['a', 'ready 100'],
    ]);
    expect(seen.pauses).toEqual([1000, 1000, 1000, 1500]);
    expect(seen.gaveUp).toBe(false);
  });

  test('goes on while scanned pages of a readable document are recognised', async () => {
    const scans = (done: number) => ({ ...detailsOf('a', 'ready', 100), recognition: { pages: 2, done } });
    const seen = await watch({
      a: [detailsOf('a', 'processing', 90), scans(0), scans(0), scans(1), detailsOf('a', 'ready', 100)],
    });
    expect(seen.changes).toEqual([
      ['a', 'processing 90'],
      ['a', 'ready 100'],
      ['a', 'ready 100'],
      ['a', 'ready 100'],
    ]);
  });

  test('a deleted document is not asked for again', async () => {
    expect((await watch({ a: [null] })).changes).toEqual([['a', null]]);
  });

  test('a failed request is tried again, more slowly', async () => {
    const seen = await watch({ a: [new Error('offline'), new Error('offline'), detailsOf('a', 'failed')] });
    expect(seen.changes).toEqual([['a', 'failed 0']]);
    expect(seen.pauses).toEqual([1000, 1500, 2250]);
  });

  test('asks for a few at a time and serves all in turns', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `d${index}`);
    const seen = await watch(
      Object.fromEntries(
        names.map((name) => [name, [detailsOf(name, 'processing', 50), detailsOf(name, 'ready', 100)]]),
      ),
    );
    expect(seen.most).toBe(4);
    expect(new Set(seen.changes.filter(([, state]) => state === 'ready 100').map(([id]) => id))).toEqual(
      new Set(names),
    );
  });

  test('gives up when nothing changes for long, never waiting more than ten seconds', async () => {
    const seen = await watch({ a: [detailsOf('a', 'queued')] });
    expect(seen.gaveUp).toBe(true);
    expect(Math.max(...seen.pauses)).toBe(10_000);
    expect(seen.pauses.length).toBeLessThan(100);
  });

  test('ends at once when it is told to', async () => {
    const stop = new AbortController();
    const watching = watchDocuments({
      ids: ['a'],
      look: async () => detailsOf('a', 'queued'),
      onChange: () => stop.abort(),
      onPatienceEnd: () => undefined,
      pause: async (_milliseconds, signal) => signal.throwIfAborted(),
      signal: stop.signal,
    });
    await expect(watching).rejects.toMatchObject({ name: 'AbortError' });
  });
});
