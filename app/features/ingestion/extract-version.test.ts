import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { TestTenant } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { env } from '#app/platform/env.ts';
import { recognisedPages } from '#db/schema/documents.ts';
import { errorLog } from '#db/schema/observability.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { ExtractionError } from './extraction/extraction-error.ts';
import { extractVersion } from './extract-version.server.ts';
import { writeRecords } from '#app/features/observability/write-records.server.ts';
import { recognitionEngine } from './recognition-file.server.ts';
import { reportIfOurs } from './report-reader-fault.server.ts';

const world = twoBuilders();
const jobOf = ({ tenantId }: TestTenant) => tenantScope(tenantId, { kind: 'system', name: 'test' });

/** What text recognition has read, as files for a process that reads. */
const lent = async () => {
  const all = await readdir(resolve(env.DATA_DIR, 'tmp')).catch(() => []);
  return all.filter((name) => name.startsWith('recognised-'));
};

async function storeRecognised(text: string) {
  const stored = await storeTestDocument(world.builder, { text, title: text.slice(0, 20) });
  const { tenantId } = world.builder;
  const result = { text: 'Recognised.', headings: [], headingLevels: [] };
  await withScope(systemScope('test'), (tx) =>
    tx
      .insert(recognisedPages)
      .values({ tenantId, versionId: stored.versionId, page: 1, engine: recognitionEngine(), result }),
  );
  return stored;
}

test('C1: what is lent to the process that reads is taken back, whether it reads or fails', async () => {
  const scope = jobOf(world.builder);
  const readable = await storeRecognised('The fuse board is under the stairs.');
  await expect(extractVersion(scope, readable)).resolves.toMatchObject({ passages: 1, waiting: 0, held: false });
  expect(await lent()).toEqual([]);
  const empty = await storeRecognised(' . ');
  await expect(extractVersion(scope, empty)).rejects.toBeInstanceOf(ExtractionError);
  expect(await lent()).toEqual([]);
});

test('D1: a fault of ours is told to the error tracker with its stack; a file’s own fault is not', async () => {
  const scope = jobOf(world.builder);
  const ids = { jobId: 'job-of-fault', versionId: 'version-of-fault' };
  const stack = 'RangeError: a row too few\n    at readGrid (read-grid.ts:141:1)';
  reportIfOurs(scope, ids, new ExtractionError('damaged', 'This file is damaged.'));
  reportIfOurs(scope, ids, new Error('of something else'));
  reportIfOurs(scope, ids, new ExtractionError('internal', 'We could not read it.', { cause: stack }));
  await writeRecords();
  const [row, ...others] = await withScope(systemScope('test'), (tx) =>
    tx.select().from(errorLog).where(eq(errorLog.tenantId, scope.tenantId)).limit(10),
  );
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'job', code: 'reader-fault', message: 'Error: RangeError: a row too few' });
  expect(row?.stack).toContain('readGrid');
});
