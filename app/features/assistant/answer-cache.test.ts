import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Database } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { developments } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope, type Tx } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createLibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import type { SearchItem } from '#app/features/retrieval/search-cache.server.ts';
import type { Answer } from './answer.ts';
import { answerFromDocuments } from './answer-from-documents.server.ts';
import { currentLibraryVersion } from '#app/features/retrieval/retrieve-passages.server.ts';
import { searchDocuments } from '#app/features/retrieval/search-documents.server.ts';
import { ownerOf, shelve, wordOverlap } from './testing/library.ts';

const QUESTION = 'Where is my fuse box?';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let guide: string;
beforeAll(async () => {
  database = await openTestDatabase();
  [mine, other] = await Promise.all([createTestTenant('mine'), createTestTenant('other')]);
  guide = await shelve(mine, {
    title: 'Electrics A',
    houseTypes: ['A'],
    heading: 'The fuse board',
    text: 'The fuse board is under the stairs.',
  });
  await shelve(mine, {
    title: 'Electrics B',
    houseTypes: ['B'],
    heading: 'The fuse board',
    text: 'The fuse board is in the utility room.',
  });
  await shelve(other, {
    title: 'Electrics',
    houseTypes: ['A', 'B'],
    heading: 'The fuse board',
    text: 'The fuse board is in the hall.',
  });
});
afterAll(() => database.close());

function assistant() {
  const answers = createLibraryCache<Answer>(1_000_000);
  const cache = createLibraryCache<SearchItem[]>(1_000_000);
  const embed = vi.fn<Embedder['embed']>(wordOverlap.embed);
  const model = { model: wordOverlap.model, embed };
  const answerer = answerFromDocuments({ embedder: model, chatModel: null, answers });
  return {
    embed,
    search: (scope: HouseScope, q = QUESTION, limit = 8) =>
      searchDocuments(scope, { q, limit }, undefined, { model, cache }),
    ask: (scope: HouseScope, question = QUESTION, before: { role: 'user' | 'assistant'; content: string }[] = []) =>
      answerer(
        scope,
        { conversationId: 'c', questionId: 'q', answerId: 'a', question, before },
        { signal: new AbortController().signal },
      ),
  };
}

describe('B5: common questions come from a cache', () => {
  test('the second house of a type gets what the first one got, without asking any model', async () => {
    const { embed, ask, search } = assistant();
    const [answer, items] = [await ask(ownerOf(mine)), await search(ownerOf(mine))];
    const calls = embed.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    expect(await ask(ownerOf(mine), ' where is my  FUSE box? ')).toEqual(answer);
    expect(await search(ownerOf(mine))).toEqual(items);
    expect(embed.mock.calls.length).toBe(calls);
    expect(answer.text).toContain('under the stairs');
  });

  test('never across a house type, a tenant or a limit', async () => {
    const { embed, ask, search } = assistant();
    expect((await ask(ownerOf(mine))).text).toContain('under the stairs');
    expect((await ask(ownerOf(mine, 'B'))).text).toContain('utility room');
    expect((await ask(ownerOf(other))).text).toContain('hall');
    expect((await search(ownerOf(other))).map((item) => item.title)).toEqual(['Electrics']);
    await search(ownerOf(mine));
    const calls = embed.mock.calls.length;
    await search(ownerOf(mine), QUESTION, 1);
    expect(embed.mock.calls.length).toBeGreaterThan(calls);
  });

  const change = (work: (tx: Tx) => Promise<unknown>) => withScope(systemScope('test'), work);
  test.each([
    [
      'a new document',
      () =>
        shelve(mine, {
          title: 'Addendum',
          houseTypes: ['A'],
          heading: 'The fuse box',
          text: 'Your fuse box was moved to the attic.',
        }),
      'attic',
    ],
    [
      'a document taken from the house type',
      () =>
        change((tx) =>
          tx
            .update(documents)
            .set({ houseTypes: ['B'] })
            .where(eq(documents.title, 'Addendum')),
        ),
      'under the stairs',
    ],
    [
      'a deleted document',
      () => change((tx) => tx.update(documents).set({ deletedAt: new Date() }).where(eq(documents.id, guide))),
      'builder',
    ],
  ])('never across a document change: %s', async (_what, act, expected) => {
    const { ask } = assistant();
    await ask(ownerOf(mine));
    await act();
    const answer = await ask(ownerOf(mine));
    expect(answer.text).toContain(expected);
    expect(answer).toEqual(await assistant().ask(ownerOf(mine)));
  });

  test('a question within a conversation is read with it, and kept for nobody', async () => {
    const { ask, embed } = assistant();
    const before = [{ role: 'user' as const, content: 'Tell me about the fuse board' }];
    await ask(ownerOf(other), 'and where is it?', before);
    const calls = embed.mock.calls.length;
    await ask(ownerOf(other), 'and where is it?', before);
    expect(embed.mock.calls.length).toBeGreaterThan(calls);
  });

  test('what was found by words alone, while the model was away, is not kept', async () => {
    const { ask, search, embed } = assistant();
    embed.mockRejectedValue(new Error('away'));
    await ask(ownerOf(other));
    await search(ownerOf(other));
    const calls = embed.mock.calls.length;
    embed.mockImplementation(wordOverlap.embed);
    await ask(ownerOf(other));
    await search(ownerOf(other));
    expect(embed.mock.calls.length).toBeGreaterThan(calls + 1);
  });
});

describe('B5: the version of a library', () => {
  const read = (tenant: TestTenant) => currentLibraryVersion(ownerOf(tenant));
  const set = (values: Partial<typeof documents.$inferInsert>) =>
    withScope(systemScope('test'), (tx) => tx.update(documents).set(values).where(eq(documents.id, guide)));

  test.each<[string, () => Promise<unknown>]>([
    ['title', () => set({ title: 'New name' })],
    ['house types', () => set({ houseTypes: ['A', 'B'] })],
    ['live version', () => set({ liveVersionId: null })],
    ['deletion', () => set({ deletedAt: new Date() })],
    [
      'search model',
      () =>
        withScope(systemScope('test'), (tx) =>
          tx.update(developments).set({ embeddingModel: 'another' }).where(eq(developments.id, mine.developmentId)),
        ),
    ],
  ])('changes with a change of the %s, for that development alone', async (_what, act) => {
    const [before, others] = [await read(mine), await read(other)];
    await act();
    expect(Number(await read(mine))).toBeGreaterThan(Number(before));
    expect(await read(other)).toBe(others);
  });

  test('does not change when the transaction is rolled back', async () => {
    const before = await read(mine);
    await expect(
      withScope(systemScope('test'), async (tx) => {
        await tx.update(documents).set({ title: 'Never' }).where(eq(documents.id, guide));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await read(mine)).toBe(before);
  });
});
