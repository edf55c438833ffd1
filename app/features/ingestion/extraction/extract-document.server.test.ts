import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ExtractionLimits } from './extracted-document.ts';
import { collectDocument as extractDocument } from './testing/collect-document.ts';
import { ExtractionError } from './extraction-error.ts';
import {
  docxBomb,
  fixtureFolder,
  inflateBomb,
  makeManual,
  makePdf,
  mutate,
  pdfOfContent,
  rawPdf,
  SENTENCES,
} from './testing/fixtures.ts';

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
let manual: Buffer;
/** Takes long enough to read to be met at it. */
let long: Buffer;
beforeAll(async () => {
  folder = await fixtureFolder();
  manual = await makeManual(6);
  long = await makeManual(1500);
});
afterAll(() => folder.remove());

/** Four hundred more are read by `npm run stress:pdfs`. */
const MUTANTS = 30;

const extract = async (data: Uint8Array | string, limits?: Partial<ExtractionLimits>) =>
  extractDocument({ path: await folder.write('a.pdf', data), kind: 'pdf', limits });

/** Ids of this process's living children; Linux alone lists them. */
async function children(): Promise<string[]> {
  const tasks = await readdir('/proc/self/task').catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.join(' ').split(/\s+/).filter(Boolean);
}

describe('C1: extractDocument of a PDF', () => {
  it('reads each page with its headings, and reports progress', async () => {
    const seen: { done: number; total: number }[] = [];
    const document = await extractDocument({
      path: await folder.write('manual.pdf', await makeManual(80, { info: { Title: 'Home user guide' } })),
      kind: 'pdf',
      onPage: (progress) => seen.push(progress),
    });
    expect(document.pageCount).toBe(80);
    expect(document.title).toBe('Home user guide');
    expect(document.warnings).toEqual([]);
    expect(document.pages.map((page) => page.number)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
    expect(document.pages[41]?.headings).toEqual(['Chapter 42']);
    expect(document.passages.find((passage) => passage.page === 42)?.section).toEqual(['Chapter 42']);
    for (const sentence of SENTENCES) expect(document.pages[3]?.text).toContain(sentence);
    expect(seen.length).toBeGreaterThan(1);
    // Looked through once, then read.
    expect(seen.at(-1)).toEqual({ done: 160, total: 160 });
  });

  it('reports pages without text and keeps the others', async () => {
    const document = await extract(
      await makePdf((doc) => {
        doc.text('A page with words.');
        doc.addPage().rect(100, 100, 300, 300).fill('#888888');
        doc.addPage().fillColor('black').text('Another one.');
      }),
    );
    expect(document.emptyPages).toEqual([2]);
    expect(document.pages.map((page) => page.hasText)).toEqual([true, false, true]);
    // Lines and colours alone are no gap.
    expect(document.warnings).toEqual([]);
  });

  it('keeps the good pages when one is broken', async () => {
    const content = 'BT /F1 12 Tf 72 700 Td (Good page.) Tj ET';
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 8 0 R >> >> >>';
    const document = await extract(
      rawPdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R 6 0 R 4 0 R] /Count 3 >>',
        page,
        page,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
        '<< /Type /Pages /Parent 2 0 R /Kids [7 0 R] /Count 1 >>',
        '(no page at all)',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ]),
    );
    expect(document.pageCount).toBe(3);
    expect(document.pages[0]?.text).toBe('Good page.');
    expect(document.pages[1]?.error).toMatch(/\S/);
    expect(document.pages[2]?.text).toBe('Good page.');
    expect(document.warnings.join()).toContain('1 of 3 pages could not be read (page 2)');
  });

  it.each([
    ['an empty file', async () => '', 'empty-file'],
    ['a protected file', () => makeManual(2, { userPassword: 'secret', pdfVersion: '1.7' }), 'encrypted'],
    ['a file without its end', async () => manual.subarray(0, Math.floor(manual.length * 0.7)), 'truncated'],
    ['no PDF at all', async () => 'GIF89a and more', 'not-a-document'],
    ['a PDF of rubbish', async () => `%PDF-1.7\n${'rubbish '.repeat(500)}\nstartxref\n0\n%%EOF`, 'damaged'],
    ['only scans', () => makePdf((doc) => doc.rect(50, 50, 400, 600).fill('#dddddd').addPage()), 'no-text'],
  ])('reports %s', async (_, data, code) => {
    await expect(extract(await data())).rejects.toMatchObject({ name: 'ExtractionError', code, permanent: true });
  });

  it('says what to do', async () => {
    await expect(extract(await makeManual(1, { userPassword: 'secret', pdfVersion: '1.7' }))).rejects.toThrow(
      /Remove the password and upload it again/,
    );
    await expect(extract(await makePdf((doc) => doc.rect(0, 0, 9, 9).fill()))).rejects.toThrow(
      /text recognition \(OCR\)/,
    );
  });

  it('opens a file that only its owner password protects', async () => {
    expect(
      (await extract(await makeManual(1, { ownerPassword: 'secret', pdfVersion: '1.7' }))).pages[0]?.headings,
    ).toEqual(['Chapter 1']);
  });

  it('E7: refuses 3,000 pages before it reads one', async () => {
    const big = await makePdf((doc) => {
      for (let i = 1; i < 3000; i += 1) doc.addPage();
    });
    const seen: unknown[] = [];
    const failure = extractDocument({
      path: await folder.write('big.pdf', big),
      kind: 'pdf',
      onPage: (progress) => seen.push(progress),
    });
    await expect(failure).rejects.toMatchObject({ code: 'too-many-pages' });
    await expect(failure).rejects.toThrow(/3,000 pages; the limit is 2,000/);
    expect(seen).toEqual([]);
  });

  it('C8, E7: ends in time, and leaves no process behind', async () => {
    await expect(extract(long, { timeoutMs: 600 })).rejects.toMatchObject({ code: 'timed-out' });
    expect(await children()).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const path = await folder.write('long.pdf', long);
    const running = extractDocument({
      path,
      kind: 'pdf',
      signal: abort.signal,
      onPage: () => abort.abort(new Error('no longer wanted')),
    });
    await expect(running).rejects.toThrow('no longer wanted');
    expect(await children()).toEqual([]);
  });

  it('counts characters', async () => {
    await expect(extract(manual, { maxChars: 500 })).rejects.toThrow(/more than 500 characters/);
  });

  it('fails for a missing file with an ordinary error, worth a retry', async () => {
    await expect(extractDocument({ path: '/nonexistent/a.pdf', kind: 'pdf' })).rejects.not.toHaveProperty('permanent');
  });

  it('E7: holds bombs by memory, in the child alone', { timeout: 900_000 }, async () => {
    const pdf = await folder.write('bomb.pdf', inflateBomb(1000));
    const docx = await folder.write('bomb.docx', await docxBomb(600));
    // Memory must end them, however slow the machine.
    const limits = { timeoutMs: 180_000 };
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
    try {
      await expect(extractDocument({ path: pdf, kind: 'pdf', limits })).rejects.toMatchObject({ code: 'too-large' });
      await expect(extractDocument({ path: docx, kind: 'docx', limits })).rejects.toMatchObject({ code: 'too-large' });
    } finally {
      clearInterval(watch);
    }
    expect((peak - before) / 1_048_576).toBeLessThan(60);
    expect(await children()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'E7: gives the child no secret, and no right to write or to start anything',
    async () => {
      expect(process.env.SESSION_SECRET).toMatch(/^test-only-secret/);
      const abort = new AbortController();
      let look: Promise<string[]> | undefined;
      const running = extractDocument({
        path: await folder.write('probe.pdf', long),
        kind: 'pdf',
        signal: abort.signal,
        onPage: () => {
          look ??= children()
            .then(([pid]) =>
              Promise.all(['environ', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8'))),
            )
            .finally(() => abort.abort(new Error('seen')));
        },
      });
      await expect(running).rejects.toThrow('seen');
      const [environment = '', flags = ''] = (await look) ?? [];
      expect(environment).toContain('NODE_ENV=production');
      expect(environment).not.toContain('SECRET');
      expect(flags.split('\0')).toContain('--permission');
      expect(flags).not.toContain('--allow-fs-write');
      expect(flags).not.toContain('--allow-child-process');
    },
  );

  it('C8, E7: ends every mutant of a PDF in a result or a typed error', { timeout: 900_000 }, async () => {
    const sources = [
      manual,
      await makeManual(4, { compress: false }),
      pdfOfContent(Buffer.from('BT /F1 12 Tf 72 700 Td (Words) Tj ET')),
    ];
    const seeds = Array.from({ length: MUTANTS }, (_, i) => i + 1);
    const ends: { seed: number; end: string }[] = [];
    const run = async (seed: number) => {
      const path = await folder.write(`mutant-${seed}.pdf`, mutate(sources[seed % sources.length] ?? manual, seed));
      const end = await extractDocument({ path, kind: 'pdf', limits: { timeoutMs: 120_000 } }).then(
        (document) => (document.pages.length === document.pageCount ? 'read' : 'pages lost'),
        (error: unknown) => (error instanceof ExtractionError ? error.code : `untyped: ${String(error)}`),
      );
      ends.push({ seed, end });
    };
    const lane = async () => {
      for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) await run(seed);
    };
    await Promise.all([lane(), lane()]);

    expect(ends).toHaveLength(MUTANTS);
    // One that hangs is ended as timed out, which is not fine.
    const fine = [
      'read',
      'damaged',
      'truncated',
      'encrypted',
      'not-a-document',
      'no-text',
      'too-many-pages',
      'too-large',
    ];
    expect(ends.filter(({ end }) => !fine.includes(end))).toEqual([]);
    // The mutations bite and recovery works: neither may be missing.
    const read = ends.filter(({ end }) => end === 'read').length;
    expect(read).toBeGreaterThan(5);
    expect(read).toBeLessThan(MUTANTS);
    expect(await children()).toEqual([]);
  });
});
