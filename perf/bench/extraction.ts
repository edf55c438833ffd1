import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { collectDocument } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { normaliseText } from '#app/features/ingestion/extraction/language/normalise-text.ts';
import { readPdf } from '#app/features/ingestion/extraction/pdf/read-pdf.ts';
import { makeManual } from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { runHarness } from '../harness/run-harness.ts';

/**
 * `npm run bench:extraction -- [pages] [rounds]`: what the forked child costs. Extracts one
 * generated PDF in the child and in this process, in turn, and prints pages per second of
 * each (best of the rounds) and their ratio, which alone means something on a shared machine.
 */
const pages = Number(process.argv[2] ?? 300);
const rounds = Number(process.argv[3] ?? 3);
const folder = await mkdtemp(path.join(tmpdir(), 'openhouse-bench-'));
await runHarness(async () => {
  try {
    const file = path.join(folder, 'manual.pdf');
    await writeFile(file, await makeManual(pages));

    const time = async (work: () => Promise<unknown>) => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    const child: number[] = [];
    const inProcess: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      child.push(await time(() => collectDocument({ path: file, kind: 'pdf' })));
      inProcess.push(
        await time(() =>
          readPdf(file, { maxPages: pages, tooMany: () => new Error('too many pages') }, async (page) => {
            normaliseText(page.text);
          }),
        ),
      );
    }
    const rate = (times: number[]) => Math.round((pages * 1000) / Math.min(...times));
    const result = {
      pages,
      rounds,
      child_pages_per_second: rate(child),
      in_process_pages_per_second: rate(inProcess),
      ratio: Number((rate(child) / rate(inProcess)).toFixed(2)),
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
