import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import type { Answer } from '#app/features/assistant/answer.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { createLibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import { currentLibraryVersion } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { SearchItem } from '#app/features/retrieval/search-cache.server.ts';
import { searchDocuments } from '#app/features/retrieval/search-documents.server.ts';
import { formatIsoDay, isoDay } from '#app/platform/dublin-time.ts';
import type { Database } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { changeNoteEnd, endNoteNow } from './change-note-end.server.ts';
import { endNotes } from './end-notes.server.ts';
import { listNotes } from './list-notes.server.ts';
import { noteEndSchema } from './schema.ts';

const QUESTION = 'Where is the key of the bin store?';
const day = (ahead: number) => isoDay(new Date(Date.now() + ahead * 86_400_000));
const system = systemScope('test');

let database: Database;
let dataDir: string;
let mine: TestTenant;
let note: string;
beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'notes-'));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});
beforeEach(async () => {
  mine = await createTestTenant(`mine-${v7()}`, { claimed: true });
  note = await shelve(mine, {
    title: 'Bin store',
    heading: 'Bin store',
    text: 'The key of the bin store is in box 7.',
  });
  await setRow({ isNote: true });
});

const setRow = (values: Partial<typeof documents.$inferInsert>) =>
  withScope(system, (tx) => tx.update(documents).set(values).where(eq(documents.id, note)));
const version = () => currentLibraryVersion(ownerOf(mine));
const shown = async (show: 'all' | 'ending' = 'all') =>
  (await listNotes(developerOf(mine), { limit: 10, show })).items.map(({ id, state, ends_on }) => ({
    id,
    state,
    ends_on,
  }));

function assistant() {
  const cache = createLibraryCache<SearchItem[]>(1_000_000);
  const answers = createLibraryCache<Answer>(1_000_000);
  const answerer = answerFromDocuments({ embedder: wordOverlap, chatModel: null, answers });
  const turn = { conversationId: 'c', questionId: 'q', answerId: 'a', question: QUESTION, before: [] };
  return {
    search: async () =>
      (await searchDocuments(ownerOf(mine), { q: QUESTION, limit: 8 }, undefined, { model: wordOverlap, cache }))
        .length,
    ask: async () => (await answerer(ownerOf(mine), turn, { signal: new AbortController().signal })).citations,
  };
}

describe('G9: a note with an end', () => {
  test('is cited as a note of the builder with its day', async () => {
    const [found] = await searchDocuments(ownerOf(mine), { q: QUESTION, limit: 8 }, undefined, {
      model: wordOverlap,
      cache: createLibraryCache<SearchItem[]>(1_000_000),
    });
    expect(JSON.stringify(found)).toContain(`Bin store (note of the builder, ${formatIsoDay(day(0))})`);
  });

  test('holds until the day before, and is neither found nor read from that day on, with what was cached', async () => {
    const { ask, search } = assistant();
    await setRow({ endsOn: day(1) });
    expect(await search()).toBe(1);
    expect(await ask()).toMatchObject([{ document_id: note, title: expect.stringContaining('note of the builder') }]);
    expect(await getDocument(ownerOf(mine), note)).toMatchObject({ title: 'Bin store' });
    await withScope(system, (tx) =>
      tx.execute(sql`update documents set ends_on = timezone('Europe/Dublin', now())::date where id = ${note}`),
    );
    expect(await search()).toBe(0);
    expect(await ask()).toEqual([]);
    await expect(getDocument(ownerOf(mine), note)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listDocuments(ownerOf(mine), { limit: 10 })).items).toEqual([]);
    expect(await getDocument(developerOf(mine), note)).toMatchObject({ title: 'Bin store' });
  });

  test('leaves what was cached when the day of its end begins, though nothing is written', async () => {
    const cache = createLibraryCache<SearchItem[]>(1_000_000);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-30T22:59:59Z') });
    try {
      cache.slot(ownerOf(mine), '1', QUESTION, []).keep([]);
      expect(cache.slot(ownerOf(mine), '1', QUESTION, []).find()).toEqual([]);
      vi.setSystemTime(new Date('2026-06-30T23:00:00Z'));
      expect(cache.slot(ownerOf(mine), '1', QUESTION, []).find()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  test('that has ended raises the version of its library once, so that its words go too', async () => {
    await setRow({ endsOn: day(-1) });
    const before = await version();
    expect(await endNotes(system)).toBeGreaterThanOrEqual(1);
    expect(await version()).not.toBe(before);
    expect(await endNotes(system)).toBe(0);
  });

  test('is ended now, and given another end, by who saw it as it is', async () => {
    expect(await shown()).toEqual([{ id: note, state: 'holds', ends_on: null }]);
    expect(await shown('ending')).toEqual([]);
    await changeNoteEnd(developerOf(mine), { id: note, ends_on: day(20), seen: null });
    expect(await shown('ending')).toEqual([{ id: note, state: 'ends-soon', ends_on: day(20) }]);
    await expect(endNoteNow(developerOf(mine), { id: note, seen: null })).rejects.toMatchObject({ code: 'conflict' });
    await endNoteNow(developerOf(mine), { id: note, seen: day(20) });
    expect(await shown('ending')).toEqual([{ id: note, state: 'ended', ends_on: day(0) }]);
    expect(await assistant().search()).toBe(0);
    await changeNoteEnd(developerOf(mine), { id: note, ends_on: day(90), seen: day(0) });
    expect(await shown()).toEqual([{ id: note, state: 'holds', ends_on: day(90) }]);
    expect(await assistant().search()).toBe(1);
  });

  test('of two staff at once one is told', async () => {
    const both = await Promise.allSettled(
      [5, 6].map((ahead) => changeNoteEnd(developerOf(mine), { id: note, ends_on: day(ahead), seen: null })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  test('is nobody else’s, and only notes have an end', async () => {
    const other = await createTestTenant(`other-${v7()}`);
    const end = { id: note, ends_on: null, seen: null };
    await expect(changeNoteEnd(developerOf(other), end)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listNotes(developerOf(other), { limit: 10, show: 'all' })).items).toEqual([]);
    await setRow({ isNote: false });
    await expect(changeNoteEnd(developerOf(mine), end)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['today', day(0)],
    ['yesterday', day(-1)],
    ['a day in ten years', day(3_650)],
  ])('cannot be given %s as the day to come', async (_what, ends_on) => {
    await expect(changeNoteEnd(developerOf(mine), { id: note, ends_on, seen: null })).rejects.toMatchObject({
      fields: [{ field: 'ends_on' }],
    });
  });

  test.each(['tomorrow', '2027-02-30', '31/12/2027'])('refuses %s', (ends_on) => {
    expect(noteEndSchema.safeParse({ id: v7(), ends_on, seen: '' }).error!.issues).toMatchObject([
      { path: ['ends_on'], message: expect.stringContaining('choose a day') },
    ]);
  });
});
