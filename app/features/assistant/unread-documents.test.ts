import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { listUnreadTitles } from '#db/queries/retrieval/passages.ts';
import type { Database } from '#db/client.ts';
import { documents, documentVersions, type DocumentStatus } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { answerFromDocuments } from './answer-from-documents.server.ts';
import { ownerOf, shelve, wordOverlap } from './testing/library.ts';

/* A document that could not be read is missed, and its owners are told (C9, Q4). */

let database: Database;
let mine: TestTenant;
let other: TestTenant;

/** A document of which nothing is live, whose versions ended so, the oldest first. */
async function shelveUnread(tenant: TestTenant, title: string, ends: DocumentStatus[], houseTypes = ['A', 'B']) {
  const { tenantId, developmentId } = tenant;
  const documentId = v7();
  await withScope(systemScope('test'), async (tx) => {
    await tx
      .insert(documents)
      .values({ tenantId, developmentId, id: documentId, title, category: 'guides', houseTypes });
    for (const [before, status] of ends.entries())
      await tx.insert(documentVersions).values({
        tenantId,
        id: v7(),
        documentId,
        version: before + 1,
        storageKey: `test/${documentId}/${before}`,
        filename: 'guide.pdf',
        kind: 'pdf',
        sizeBytes: 1,
        sha256: '0'.repeat(64),
        status,
      });
  });
}

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine');
  other = await createTestTenant('other');
  await shelve(mine, {
    title: 'Home guide',
    heading: 'Solar panels',
    text: 'The solar inverter hangs in the attic. Clean the solar panels with water alone.',
  });
  await shelveUnread(mine, 'Solar inverter manual', ['failed']);
  await shelveUnread(mine, 'Sauna stove handbook', ['failed'], ['B']);
  await shelveUnread(mine, 'Lift certificate', ['failed', 'processing']);
  await shelveUnread(other, 'Solar battery manual', ['failed']);
});
afterAll(() => database.close());

const ask = (houseType: string, question: string) =>
  answerFromDocuments({ embedder: wordOverlap, chatModel: null })(
    ownerOf(mine, houseType),
    { conversationId: 'c', questionId: 'q', answerId: 'a', question, before: [] },
    { signal: new AbortController().signal },
  );
const MISSED = /document “([^”]+)” could not be read/;
const missedIn = async (houseType: string, question: string) => MISSED.exec((await ask(houseType, question)).text)?.[1];

test('C9, Q4: an answer from another document says which one of its subject could not be read', async () => {
  const answer = await ask('A', 'Where is the solar inverter?');
  expect(answer).toMatchObject({ mode: 'extractive', grounded: true });
  expect(answer.text).toContain('The solar inverter hangs in the attic.');
  expect(MISSED.exec(answer.text)?.[1]).toBe('Solar inverter manual');
});

test('C9, Q4: so does a refusal, and only to the homes that the document is meant for', async () => {
  const answer = await ask('B', 'How do I light the sauna stove?');
  expect(answer.mode).toBe('refusal');
  expect(MISSED.exec(answer.text)?.[1]).toBe('Sauna stove handbook');
  expect(await missedIn('A', 'How do I light the sauna stove?')).toBeUndefined();
});

test('Q4: a title that names something else is not told, nor one that is still being read', async () => {
  expect(await missedIn('A', 'How do I clean the oven door?')).toBeUndefined();
  expect(await missedIn('A', 'Who signed the lift certificate?')).toBeUndefined();
  expect((await ask('A', 'Hello')).text).not.toMatch(MISSED);
});

test('E2: an owner learns the titles of its own builder, development and house type alone', async () => {
  const titles = (tenant: TestTenant, houseType: string) => {
    const owner = ownerOf(tenant, houseType);
    return withScope(owner, (tx) => listUnreadTitles(tx, owner));
  };
  expect(await titles(mine, 'A')).toEqual(['Solar inverter manual']);
  expect(await titles(mine, 'B')).toEqual(['Solar inverter manual', 'Sauna stove handbook']);
  expect(await titles(other, 'A')).toEqual(['Solar battery manual']);
});
