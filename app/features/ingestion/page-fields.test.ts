import { readFile } from 'node:fs/promises';
import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import {
  countRecognition,
  forgetPassing,
  listPlaces,
  listWaitingPages,
  noteScannedPages,
  storeRecognised,
} from '#db/queries/ingestion/recognition.ts';
import { storePassages } from '#db/queries/ingestion/passages.ts';
import { storePages, type PageToStore } from '#db/queries/ingestion/versions.ts';
import { chunks, documentPages } from '#db/schema/documents.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { recognitionEngine, writeRecognitionFile } from './recognition-file.server.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('C9, C10: what is known of a page is stored; passages name it as printed, and their headings', async () => {
  const builder = await createTestTenant('fields');
  const stored = await storeTestDocument(builder, { status: 'processing' });
  const version = { ...stored, developmentId: builder.developmentId, houseTypes: ['A'] };
  const scope = jobScope('test', builder.tenantId);
  const page = (number: number, rest: Partial<PageToStore> = {}): PageToStore => ({
    page: number,
    text: 'words',
    headings: [],
    hasText: true,
    error: null,
    ...rest,
  });
  const scan: Partial<PageToStore> = {
    label: 'iv',
    role: 'cover',
    confidence: 71.5,
    recognised: [{ text: 'odd \0 letter', box: [0, 0.1, 1, 0.2] }],
    findings: [{ kind: 'invisible', text: 'hidden', count: 2 }],
  };
  const [former, reading] = [v7(), v7()];
  const pages = await withScope(scope, async (tx) => {
    // What another reading knew of a page is not this one's.
    await storePages(tx, scope, version, former, [page(2, { label: '1' }), page(3, { label: '2' })]);
    await storePages(tx, scope, version, reading, [page(1, scan), page(2), page(3)]);
    return tx.select().from(documentPages).where(eq(documentPages.readingId, reading)).orderBy(asc(documentPages.page));
  });
  const nothing = { label: null, role: null, confidence: null, recognised: null, findings: [] };
  expect(pages).toMatchObject([
    { ...scan, recognised: [{ text: 'odd \uFFFD letter', box: [0, 0.1, 1, 0.2] }] },
    nothing,
    nothing,
  ]);

  const passages = await withScope(scope, async (tx) => {
    const passage = { heading: null, text: 'words' };
    await storePassages(tx, scope, version, reading, [
      { ordinal: 0, page: 1, ...passage },
      { ordinal: 1, page: 1, lastPage: 2, ...passage },
      { ordinal: 2, page: 3, ...passage, heading: 'Water', section: ['Inchkeith', 'Water'] },
    ]);
    return tx.select().from(chunks).where(eq(chunks.readingId, reading)).orderBy(asc(chunks.ordinal));
  });
  expect(passages).toMatchObject([
    { page: 1, lastPage: null, pageLabel: 'iv', section: [] },
    { page: 1, lastPage: 2, pageLabel: 'iv–2', section: [] },
    { page: 3, lastPage: null, pageLabel: null, section: ['Inchkeith', 'Water'] },
  ]);
});

test('C10: what was recognised stays until another engine has read it, or the page may be tried again', async () => {
  const builder = await createTestTenant('scans');
  const { versionId } = await storeTestDocument(builder, { status: 'processing' });
  const scope = jobScope('test', builder.tenantId);
  const box: [number, number, number, number] = [0, 0.1, 1, 0.2];
  const result = (text: string, more = {}) => ({ text, headings: [], headingLevels: [], ...more });
  const engine = recognitionEngine();
  const known = async () => {
    const file = await writeRecognitionFile(scope, versionId);
    const lines = file.path ? (await readFile(file.path, 'utf8')).trim().split('\n') : [];
    await file.release();
    return lines.map((line) => JSON.parse(line) as unknown);
  };
  const state = (by: string) =>
    withScope(scope, async (tx) => ({
      waiting: await listWaitingPages(tx, scope, versionId, by, 10),
      ...(await countRecognition(tx, scope, versionId, by)),
    }));
  await withScope(scope, async (tx) => {
    await noteScannedPages(tx, scope, versionId, 'before', [1, 2, 3]);
    const lines = [{ text: 'Boiler', box }];
    await storeRecognised(tx, scope, versionId, 'before', { page: 1, result: result('Boiler', { lines }) });
    await storeRecognised(tx, scope, versionId, 'before', { page: 2, result: result('') });
    // Another engine now: nothing is taken from owners, and all of it waits.
    await noteScannedPages(tx, scope, versionId, engine, [1, 2, 3]);
  });
  expect(await state('before')).toEqual({ waiting: [3], pages: 3, done: 2 });
  expect(await state(engine)).toEqual({ waiting: [1, 2, 3], pages: 3, done: 0 });
  expect(await known()).toEqual([{ number: 1, ...result('Boiler') }]);
  const places = () => withScope(scope, (tx) => listPlaces(tx, scope, versionId, [1, 2]));
  expect(await places()).toEqual([
    { page: 1, lines: [{ text: 'Boiler', box }] },
    { page: 2, lines: null },
  ]);

  // What could not be read in time costs no text that is there, and is tried again when staff ask for it.
  await withScope(scope, async (tx) => {
    for (const page of [1, 2])
      await storeRecognised(tx, scope, versionId, engine, { page, result: result('', { passing: true }) });
    await storeRecognised(tx, scope, versionId, engine, { page: 3, result: result('') });
  });
  expect(await state(engine)).toEqual({ waiting: [], pages: 3, done: 3 });
  expect(await known()).toMatchObject([{ number: 1, text: 'Boiler' }, { number: 2, text: '' }, { number: 3 }]);
  await withScope(scope, (tx) => forgetPassing(tx, scope, versionId));
  expect((await state(engine)).waiting).toEqual([1, 2]);
  expect(await known()).toMatchObject([{ number: 1, text: 'Boiler' }, { number: 3 }]);
});
