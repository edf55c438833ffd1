import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import type { Database } from '#db/client.ts';
import { documentPages, documentVersions } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { listHistory } from '../list-history.server.ts';
import { closeTurn } from './close-turn.server.ts';
import { openSource } from './open-source.server.ts';
import { openTurn } from './open-turn.server.ts';

const ROWS = Array.from({ length: 30 }, (_, row) => `Sensor ${row} | pantry ${row} | YR-${row + 200} | every spring`);
const QUESTION = 'Which sensors are there?';

let database: Database;
let mine: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  stranger = await createTestTenant('stranger', { claimed: true });
});
afterAll(() => database.close());

/** A version that owners read, of these pages, since `readyAt`. */
async function publish(pages: string[], readyAt: Date, id?: string): Promise<string> {
  const stored = await storeTestDocument(mine, { ...(id ? { id } : {}), text: pages.join(v7()), status: 'ready' });
  await withScope(systemScope('test'), async (tx) => {
    await tx
      .update(documentVersions)
      .set({ readyAt, pages: pages.length })
      .where(sql`id = ${stored.versionId}`);
    await tx.insert(documentPages).values(
      pages.map((text, index) => ({
        tenantId: mine.tenantId,
        versionId: stored.versionId,
        readingId: stored.jobId,
        documentId: stored.documentId,
        page: index + 1,
        houseTypes: ['A'],
        text,
        hasText: true,
      })),
    );
  });
  return stored.documentId;
}

/** An answer that cites the rows on page 2. */
async function answerFrom(documentId: string, tenant = mine) {
  const owner = ownerOf(tenant);
  const turn = await openTurn(owner, { message: QUESTION });
  const citation = {
    document_id: documentId,
    title: 'Guide',
    page: 2,
    quote: ROWS.join('\n'),
    url: `/documents/${documentId}/download#page=2`,
  };
  const answer = { text: 'These [1].', grounded: true, mode: 'extractive', citations: [citation] } as const;
  await closeTurn(owner, turn, { ...answer, citations: [citation] }, 'complete', 12);
  return {
    id: turn.answerId,
    search: new URLSearchParams({ page: '2', quote: 'x', answer: turn.answerId, cite: '1' }),
  };
}

const [BEFORE, AFTER] = [new Date('2020-01-01'), new Date('2100-01-01')];
const open = (documentId: string, search: URLSearchParams, tenant = mine) =>
  openSource(ownerOf(tenant), documentId, search);

test('F4: all of a long quote comes with the document, by the answer that quotes it', async () => {
  const documentId = await publish(['Welcome', ROWS.join('\n')], BEFORE);
  const { search } = await answerFrom(documentId);
  const { document, title, question } = await open(documentId, search);
  expect({ title, question }).toEqual({ title: 'Guide', question: QUESTION });
  expect(document?.quoted).toMatchObject({ text: ROWS.join('\n'), from: 2, to: 2, cut: false, changed: false });
  expect(document?.text?.page).toBe(2);
});

test('F4: an answer of somebody else, or of another document, tells nothing', async () => {
  const documentId = await publish(['Welcome', ROWS.join('\n')], BEFORE);
  const other = await publish(['Other', 'Nothing'], BEFORE);
  const foreign = await answerFrom(documentId, stranger);
  const own = await answerFrom(other);
  for (const { search } of [foreign, own]) {
    const opened = await open(documentId, search);
    expect(opened).toMatchObject({ title: null, question: null, document: { id: documentId, quoted: null } });
  }
});

test('F4: of a document that was replaced since, the quote is found on its new page, or not at all', async () => {
  const documentId = await publish(['Welcome', ROWS.join('\n')], BEFORE);
  const { search } = await answerFrom(documentId);
  await publish(['Welcome', 'What is new', 'More', `Sensors\n${ROWS.join('\n')}`], AFTER, documentId);
  const moved = await open(documentId, search);
  expect(moved.document).toMatchObject({ quoted: { from: 4, to: 4, changed: true }, text: { page: 4 } });
  // Once its reader has turned the pages, they are where they want to be.
  const turned = new URLSearchParams([...search, ['quoted', '4']]);
  turned.set('page', '3');
  expect((await open(documentId, turned)).document?.text?.page).toBe(3);
  await publish(['Nothing of it'], AFTER, documentId);
  const lost = await open(documentId, search);
  expect(lost.document).toMatchObject({ quoted: { from: 1, to: 1, changed: true }, text: { page: 1 } });
});

test('F4: a document that was taken away is told by its name, here and in the history', async () => {
  const documentId = await publish(['Welcome', ROWS.join('\n')], BEFORE);
  const { id, search } = await answerFrom(documentId);
  const citationsOf = async () =>
    (await listHistory(ownerOf(mine), { limit: 5 })).items.find((item) => item.id === id)!.citations;
  expect((await citationsOf())[0]).not.toHaveProperty('gone');
  await deleteDocument(developerOf(mine), documentId);
  expect(await open(documentId, search)).toEqual({ document: null, title: 'Guide', question: QUESTION });
  expect((await citationsOf())[0]).toMatchObject({ document_id: documentId, gone: true });
  await expect(open('nonsense', search)).resolves.toMatchObject({ document: null, title: null });
});
