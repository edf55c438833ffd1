import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecognitionTask } from '../process/child-protocol.ts';
import type { ExtractedPage } from '../extracted-document.ts';
import { recognisePages } from '../recognise-pages.server.ts';
import { fixtureFolder } from '../testing/fixtures.ts';

/* What the parent makes of a recogniser that hangs, grows, dies or lies (C8, C10, E7). */

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
let path: string;
beforeAll(async () => {
  folder = await fixtureFolder();
  path = await folder.write('a.pdf', '%PDF-1.7');
});
afterAll(() => folder.remove());

/** What the scripts may use; `task` is what the process was asked for, `life` which process it is, from 1. */
const PRELUDE = (task: RecognitionTask, life: number) => `
  const { writeSync } = require('node:fs');
  const [task, life] = [${JSON.stringify(task)}, ${life}];
  const send = (value) => {
    const body = Buffer.from(JSON.stringify(value));
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    const data = Buffer.concat([head, body]);
    for (let at = 0; at < data.length; ) at += writeSync(3, data, at);
  };
  const page = (number, text = 'Page ' + number) => send({ type: 'pages', pages:
    [{ number, text, headings: [], headingLevels: [], hasText: true }] });
  const hang = () => setInterval(() => {}, 1000);
`;

const childIsGone = async () => {
  const isGone = () => !process.getActiveResourcesInfo().includes('ProcessWrap');
  await vi.waitUntil(isGone, { timeout: 60_000, interval: 20 });
};

/** Lets processes that run `script` read five pages. */
async function readWith(
  script: string,
  options: {
    limits?: Partial<RecognitionTask['limits']>;
    take?: (page: ExtractedPage) => Promise<void>;
    signal?: AbortSignal;
  } = {},
) {
  const seen: ExtractedPage[] = [];
  const tasks: RecognitionTask[] = [];
  const children: ChildProcess[] = [];
  const start = async (task: RecognitionTask) => {
    tasks.push(task);
    const child = spawn(process.execPath, ['-e', PRELUDE(task, tasks.length) + script], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  };
  const passing: boolean[] = [];
  const take = async (page: ExtractedPage, mayPass: boolean) => {
    await options.take?.(page);
    seen.push(page);
    passing.push(mayPass);
  };
  const { limits = {}, signal } = options;
  const input = { path, pages: [1, 2, 3, 4, 5], languages: ['eng'], limits, ...(signal ? { signal } : {}) };
  const failure = await recognisePages(input, take, start).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null)).toBe(true);
  return { seen, tasks, failure, passing, texts: seen.map((page) => page.text || page.findings?.[0]?.text) };
}

const ALL = ['Page 1', 'Page 2', 'Page 3', 'Page 4', 'Page 5'];
const but = (third: string) => ['Page 1', 'Page 2', third, 'Page 4', 'Page 5'];
const COULD_NOT = 'The picture on this page could not be read.';
const LATE = 'Reading the picture on this page took too long.';
const LARGE =
  'The picture on this page is too large to be read. Scan it again in black and white, or at fewer dots per inch.';

describe('C8, C10: a recogniser', () => {
  it('that dies between two pages is followed by one that goes on after the last page that was taken', async () => {
    const { texts, tasks } = await readWith(
      `send({ type: 'read' });
      for (const n of task.pages) { page(n); if (life === 1 && n === 2) process.kill(process.pid, 'SIGKILL'); }`,
    );
    expect(texts).toEqual(ALL);
    expect(tasks.map(({ pages }) => pages)).toEqual([[1, 2, 3, 4, 5], [3], [4, 5]]);
  });

  it('that dies on one page again and again costs that page alone, the second time drawn coarsely', async () => {
    const { texts, tasks, passing } = await readWith(
      `send({ type: 'read' }); for (const n of task.pages) { if (n === 3) process.exit(9); page(n); }`,
    );
    expect(texts).toEqual(but(COULD_NOT));
    expect(passing).toEqual([false, false, true, false, false]);
    expect(tasks.map(({ pages, coarse }) => [pages, coarse])).toEqual([
      [[1, 2, 3, 4, 5], false],
      [[3], true],
      [[4, 5], false],
    ]);
  });

  it('that hangs on a page is ended by the deadline of that page alone', async () => {
    const { texts } = await readWith(
      `send({ type: 'read' }); (() => { for (const n of task.pages) { if (n === 3) return hang(); page(n); } })();`,
      { limits: { pageTimeoutMs: 6_000 } },
    );
    expect(texts).toEqual(but(LATE));
  });

  it('that grows beyond its memory on a page is ended, and the page told as too large at once', async () => {
    const { texts, tasks, passing } = await readWith(
      `send({ type: 'read' }); const held = [];
      const grow = () => { held.push(Buffer.alloc(20e6, held.length + 1)); setTimeout(grow, 10); };
      (() => { for (const n of task.pages) { if (n === 3) return grow(); page(n); } })();`,
      { limits: { maxRssMb: 150 } },
    );
    expect(texts).toEqual(but(LARGE));
    // It is too large each time.
    expect(passing).not.toContain(true);
    expect(tasks.map(({ pages }) => pages)).toEqual([
      [1, 2, 3, 4, 5],
      [4, 5],
    ]);
  });

  it('whose memory grows on a page costs no page that had come before, however slowly that is stored', async () => {
    const { texts } = await readWith(
      `send({ type: 'read' }); const held = [];
      const grow = () => { held.push(Buffer.alloc(20e6, held.length + 1)); setTimeout(grow, 10); };
      (() => { for (const n of task.pages) { if (n === 3) return grow(); page(n); } })();`,
      {
        limits: { maxRssMb: 150 },
        take: ({ number }) => (number === 1 ? childIsGone() : Promise.resolve()),
      },
    );
    expect(texts).toEqual(but(LARGE));
  });

  it.each([
    ['a page that nobody asked for', `page(7);`],
    ['a page twice', `page(task.pages[0]); page(task.pages[0]);`],
    ['a page before it is ready', ``],
    ['progress', `send({ type: 'progress', done: 1, total: 2 });`],
    ['junk', `writeSync(3, Buffer.from('ffffffffffff'));`],
  ])('that sends %s has nothing of it stored', async (what, script) => {
    const ready = what === 'a page before it is ready' ? 'page(task.pages[0]);' : `send({ type: 'read' });`;
    const { seen, failure } = await readWith(`${ready} ${script} hang();`, { limits: { pageTimeoutMs: 30_000 } });
    expect(failure).toBeUndefined();
    expect(seen.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(seen.filter(({ text }) => text !== '').length).toBe(what === 'a page twice' ? 5 : 0);
  });

  it('that cannot be started is worth another try, and blames no page', async () => {
    const { seen, failure } = await readWith(`process.exit(1);`);
    expect(seen).toEqual([]);
    expect(String(failure)).toContain('ended early');
  });

  it.each([3, 5])('is ended with what storing page %i throws, and no other is started', async (at) => {
    const full = new Error('The disk is full.');
    const { failure, seen, tasks } = await readWith(
      `send({ type: 'read' }); task.pages.forEach((n) => page(n)); hang();`,
      {
        take: async ({ number }) => {
          if (number === at) throw full;
        },
      },
    );
    expect(failure).toBe(full);
    expect([seen.length, tasks.length]).toEqual([at - 1, 1]);
  });

  it('is ended with the reason of whoever stops it', async () => {
    const stop = new AbortController();
    const { failure, seen } = await readWith(`send({ type: 'read' }); page(1); hang();`, {
      signal: stop.signal,
      take: async () => queueMicrotask(() => stop.abort(new Error('Cancelled by staff.'))),
    });
    expect(failure).toEqual(new Error('Cancelled by staff.'));
    expect(seen.map(({ number }) => number)).toEqual([1]);
  });
});
