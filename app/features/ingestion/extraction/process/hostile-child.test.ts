import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_PASSAGES } from './child-protocol.ts';
import { extractDocument } from '../extract-document.server.ts';
import type { DocumentSummary, ExtractionLimits } from '../extracted-document.ts';
import { fixtureFolder } from '../testing/fixtures.ts';

/*
 * What the parent makes of a child that does not do as ours does: a parser of foreign files may have been taken over,
 * or may die between any two bytes (E7, C8).
 */

let path: string;
let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
  path = await folder.write('a.txt', 'A document.');
});
afterAll(() => folder.remove());

/** What the scripts below may use: `frame(value)` gives a frame's bytes, `send(...bytes)` writes all of them. */
const PRELUDE = `
  const { writeSync, closeSync } = require('node:fs');
  const raw = (body) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    return Buffer.concat([head, Buffer.from(body)]);
  };
  const frame = (value) => raw(Buffer.from(JSON.stringify(value)));
  const send = (...all) => {
    const data = Buffer.concat(all);
    for (let at = 0; at < data.length; ) at += writeSync(3, data, at);
  };
  const page = (number, text = 'Words.') => ({ number, text, headings: [], headingLevels: [], hasText: true });
  const passage = (ordinal) => ({ ordinal, page: 1, heading: null, section: [], text: 'Words.' });
  const read = frame({ type: 'read' });
  const pages = (...all) => frame({ type: 'pages', pages: all });
  const passages = (...all) => frame({ type: 'passages', passages: all });
  const done = frame({ type: 'done', pageCount: 1, emptyPages: [], warnings: [] });
`;

type Taken = { pages: number; passages: number };

/** Reads from a child that runs `script`. `each` is awaited with each batch. */
function readFrom(script: string, each: () => Promise<void> = async () => {}, limits?: Partial<ExtractionLimits>) {
  const taken: Taken = { pages: 0, passages: 0 };
  const sink = {
    pages: async (batch: unknown[]) => {
      taken.pages += batch.length;
      await each();
    },
    passages: async (batch: unknown[]) => {
      taken.passages += batch.length;
      await each();
    },
  };
  const start = async () =>
    spawn(process.execPath, ['-e', PRELUDE + script], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const summary: Promise<DocumentSummary> = extractDocument({ path, kind: 'txt', limits }, sink, start);
  return { summary, taken };
}

const childIsGone = () => expect.poll(() => process.getActiveResourcesInfo().includes('ProcessWrap')).toBe(false);

describe('C7: a child that ends before what it read is stored', () => {
  it.each([
    ['and is gone at once', ''],
    ['and lingers a little', 'closeSync(3); setTimeout(() => {}, 300);'],
  ])('%s is no failure', async (_how, then) => {
    const { summary, taken } = readFrom(`send(read, pages(page(1)), passages(passage(0)), done); ${then}`, childIsGone);
    expect(await summary).toMatchObject({ pageCount: 1, passageCount: 1 });
    expect(taken).toEqual({ pages: 1, passages: 1 });
  });
});

describe('C8: a fault of ours', () => {
  it('is no damage of the document: it is told with its stack, and what the builder can do meanwhile', async () => {
    const stack = 'TypeError: x is undefined\\n    at readPdf (/app/features/ingestion/read-pdf.ts:1:1)';
    const { summary } = readFrom(`send(frame({ type: 'failed', code: 'internal', cause: '${stack}' }));`);
    await expect(summary).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/fault in our program, which has been reported\. .* save it as PDF/),
      cause: expect.stringContaining('read-pdf.ts:1:1'),
    });
    const page = readFrom(
      `send(read, pages(page(1)), passages(passage(0)), frame({ type: 'done', pageCount: 1, emptyPages: [], ` +
        `warnings: [], faults: ['${stack}'] }));`,
    );
    expect((await page.summary).faults).toEqual([expect.stringContaining('read-pdf.ts:1:1')]);
  });
});

describe('E7: a child whose frames are not ours', () => {
  it.each([
    ['junk', `send(Buffer.alloc(70_000, 'junk '));`],
    ['no JSON', `send(raw('{"type":'));`],
    ['an unknown frame', `send(frame({ type: 'run', command: 'true' }));`],
    ['a field too many', `send(frame({ type: 'read', now: true }));`],
    ['a frame announced as too long', `send(Buffer.from([0x7f, 0xff, 0xff, 0xff]));`],
    ['a page that is too long', `send(read, pages(page(1, 'x'.repeat(400_001))));`],
    ['a passage that is too long', `send(read, pages(page(1)), passages({ ...passage(0), text: 'x'.repeat(1_401) }));`],
    ['too many pages at once', `send(read, pages(...Array.from({ length: 101 }, (_, i) => page(i + 1))));`],
    ['pages before the end of reading', `send(pages(page(1)));`],
    ['progress after the end of reading', `send(read, frame({ type: 'progress', done: 1, total: 1 }));`],
    ['a second end of reading', `send(read, read);`],
    ['a page twice', `send(read, pages(page(1), page(1)));`],
    ['a page left out', `send(read, pages(page(1)), pages(page(3)));`],
    ['a passage left out', `send(read, pages(page(1)), passages(passage(0), passage(2)));`],
    ['a passage of no page', `send(read, pages(page(1)), passages({ ...passage(0), page: 2 }));`],
    ['negative counts', `send(frame({ type: 'progress', done: -1, total: 1 }));`],
    [
      'a count of pages that were not sent',
      `send(read, pages(page(1)), passages(passage(0)), frame({ type: 'done', pageCount: 9, emptyPages: [], ` +
        `warnings: [] }));`,
    ],
    [
      'an empty page that was not sent',
      `send(read, pages(page(1)), passages(passage(0)), frame({ type: 'done', pageCount: 1, emptyPages: [2], ` +
        `warnings: [] }));`,
    ],
    ['an end without passages', `send(read, pages(page(1)), done);`],
    ['an end before the work', `send(done);`],
  ])('%s counts as a damaged document', async (_what, script) => {
    const { summary } = readFrom(`${script} setInterval(() => {}, 1000);`);
    await expect(summary).rejects.toMatchObject({ name: 'ExtractionError', code: 'damaged' });
    await childIsGone();
  });

  it.each([
    ['more pages than are allowed', `for (let i = 1; ; i += 1) send(pages(page(i)));`],
    [
      'more passages than are allowed',
      `send(pages(page(1))); for (let i = 0; ; i += 500) send(passages(...Array.from({ length: 500 }, (_, n) => ` +
        `passage(i + n))));`,
    ],
    ['more text than is allowed', `for (let i = 1; ; i += 1) send(pages(page(i, 'x'.repeat(400_000))));`],
  ])('%s are not stored', async (_what, script) => {
    const { summary, taken } = readFrom(`send(read); ${script}`, undefined, { maxPages: 50, maxChars: 4_000_000 });
    await expect(summary).rejects.toMatchObject({ code: 'damaged' });
    expect(taken.pages).toBeLessThanOrEqual(50);
    expect(taken.passages).toBeLessThanOrEqual(MAX_PASSAGES);
  });

  it.each([
    ['never says anything', `setInterval(() => {}, 1000);`],
    ['tells progress for ever', `for (;;) send(frame({ type: 'progress', done: 1, total: 2 }));`],
    ['stops in the middle of a frame', `send(read.subarray(0, 9)); setInterval(() => {}, 1000);`],
    ['closes its pipe and stays', `closeSync(3); setInterval(() => {}, 1000);`],
    ['stops in the middle of handing over', `send(read, pages(page(1))); setInterval(() => {}, 1000);`],
  ])('one that %s is ended in time', async (_what, script) => {
    const { summary } = readFrom(script, undefined, { timeoutMs: 500 });
    await expect(summary).rejects.toMatchObject({ code: 'timed-out' });
    await childIsGone();
  });

  it.each([
    ['before its first frame', 'process.exit(3);'],
    ['within a frame', 'send(read, pages(page(1)).subarray(0, 20));'],
    ['between pages and passages', 'send(read, pages(page(1)));'],
    ['without its last frame', 'send(read, pages(page(1)), passages(passage(0)));'],
    ['by a signal', `send(read, pages(page(1))); process.kill(process.pid, 'SIGTERM');`],
  ])('one that ends %s is worth another try', async (_when, script) => {
    const { summary } = readFrom(script);
    await expect(summary).rejects.toThrow(/ended early/);
    await expect(summary).rejects.not.toHaveProperty('permanent');
  });

  it('one that says on its error output what it likes leaves little of it here', async () => {
    const { summary } = readFrom(
      `for (let i = 0; i < 2000; i += 1) writeSync(2, 'x'.repeat(10_000)); process.exit(1);`,
    );
    const error = await summary.then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.message).toMatch(/ended early/);
    expect(String(error?.cause).length).toBeLessThanOrEqual(4_000);
  });
});
