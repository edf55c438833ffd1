import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makePdf as drawPdf } from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';
import type { recognisePages } from '#app/features/ingestion/extraction/recognise-pages.server.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { documentRecognise } from './document-recognise.ts';
import { documentRecogniseEnd } from './document-recognise-end.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, quiet, startBench, upload, version, type JobBench } from './testing/job-bench.ts';
import { passages } from './testing/readings.ts';

/* C5, C10: a scan that was not read in time is no bad scan. */

let database: Database;
let bench: JobBench | undefined;
let certificate: Buffer;

beforeAll(async () => {
  database = await openTestDatabase();
  certificate = await photocopy(await drawPdf((doc) => doc.fontSize(18).text('Gas certificate')));
});
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});
afterAll(() => database.close());

/** Takes too long `times` times, then reads. */
async function run(times: number) {
  const model = fakeModel();
  let tries = 0;
  const recognise: typeof recognisePages = async ({ pages }, take) => {
    tries += 1;
    const late = tries <= times;
    const text = late ? '' : 'The boiler was tested by Imelda Quirke on 3 May 2026.';
    const findings = late ? [{ kind: 'picture' as const, text: 'Reading the picture took too long.' }] : [];
    const read = { text, headings: [], headingLevels: [], hasText: !late, findings };
    for (const number of pages) await take({ number, ...read, ...(late ? {} : { confidence: 95 }) }, late);
  };
  bench = await startBench([
    documentIngest(() => model),
    documentIngestEnd,
    documentRecognise(() => model, { recognise, waits: ['1s', '1s'] }),
    documentRecogniseEnd,
  ]);
  const builder = await addBuilder();
  const stored = await upload(builder, await pdfOfPages([certificate]));
  await ended({ jobId: stored.jobId });
  await quiet(60_000);
  return { builder, stored, tries: () => tries };
}

test('it is tried again by itself, and read', async () => {
  const { builder, stored, tries } = await run(2);
  expect(await version(stored.versionId)).toMatchObject({ status: 'ready', reason: null, warnings: [] });
  const { chunks } = await passages(builder, stored.documentId);
  expect(chunks.map(({ text }) => text).join()).toContain('Imelda Quirke');
  expect(tries()).toBe(3);
});

test('when it is never read in time, that is the reason', async () => {
  const { stored, tries } = await run(9);
  const read = () => version(stored.versionId);
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('failed');
  expect((await read()).reason).toMatch(/^This document is a scan whose text could not be recognised in time/);
  expect(tries()).toBe(3);
});
