import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { houses, pointsOfInterest } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { answerFromDocuments } from '../answer-from-documents.server.ts';
import type { Answer } from '../answer.ts';
import { createLibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import { ownerOf, shelve } from '../testing/library.ts';

let database: Database;
let home: TestTenant;
let neighbour: TestTenant;
const embedder = createLocalEmbedder();
const answers = createLibraryCache<Answer>(1_000_000);

const ask = (question: string, tenant = home) =>
  answerFromDocuments({ embedder, chatModel: null, answers })(
    ownerOf(tenant),
    { conversationId: 'c', questionId: 'q', answerId: 'a', question, before: [] },
    { signal: new AbortController().signal },
  );

const settle = (tenant: TestTenant, eircode: string | null) =>
  withScope(systemScope('test'), (tx) => tx.update(houses).set({ eircode }).where(eq(houses.id, tenant.houseId)));

beforeAll(async () => {
  database = await openTestDatabase();
  home = await createTestTenant('home');
  neighbour = { ...home, ...(await createTestTenant('neighbour')) };
  await settle(home, 'P25 X4K7');
  await withScope(systemScope('test'), (tx) =>
    tx.insert(pointsOfInterest).values(
      (
        [
          ['pharmacy', 'Rathmoyle Pharmacy', 51.902],
          ['pharmacy', 'Far Chemist', 51.93],
          ['school', 'Scoil Rathmoyle', 51.905],
        ] as const
      ).map(([category, name, latitude], index) => ({
        tenantId: home.tenantId,
        developmentId: home.developmentId,
        id: v7(),
        source: 'seed',
        sourceId: String(index),
        category,
        name,
        latitude,
        longitude: -8.17,
        refreshedAt: new Date(),
      })),
    ),
  );
  await shelve(
    home,
    {
      title: 'Home user guide',
      heading: 'Your Eircode',
      text: 'Your Eircode is a code of seven characters. Yours is on the front of the handover pack.',
    },
    embedder,
  );
  await shelve(
    home,
    {
      title: 'Heating',
      heading: 'Service',
      text: 'For a service of the heat pump ring Corrib Heating on 021 555 0170.',
    },
    embedder,
  );
});
afterAll(async () => {
  await embedder.close();
  await database.close();
});

describe('F14: what the product knows is answered and cited as the house record', () => {
  test.each([
    ['What is my Eircode?', 'P25 X4K7', 'eircode'],
    ['whats my postcode', 'P25 X4K7', 'eircode'],
    ['What house type is mine?', 'type A', 'house-type'],
    ['Which type of house do I have?', 'type A', 'house-type'],
    ['Who do I contact at the builder?', 'customer care', 'builder'],
    ['How do I contact my builder?', 'customer care', 'builder'],
    ['Where is the nearest pharmacy?', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['Where’s the nearest chemist open late?', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['is there a school near me', 'Scoil Rathmoyle', 'school'],
    ['What is the emergency number?', '112 or 999', 'emergency'],
  ])('%s', async (question, fact, id) => {
    const answer = await ask(question);
    expect(answer.text).toContain(fact);
    expect(answer).toMatchObject({ mode: 'record', grounded: true });
    expect(answer.citations[0]).toMatchObject({
      document_id: 'house-record',
      title: 'Your house record',
      page: 1,
      url: `/home/house#${id}`,
    });
  });

  test('what a document says better is answered from the document', async () => {
    const { mode, text } = await ask('Who do I ring about a service of the heat pump?');
    expect(mode).toBe('extractive');
    expect(text).toContain('Corrib Heating');
  });

  test.each(['Where is the nearest post office?', 'What is the alarm code of my house?'])(
    '%s is declined: the record does not know',
    async (question) => expect((await ask(question)).mode).toBe('refusal'),
  );

  test('one house’s record is never told to another, nor kept for it', async () => {
    expect((await ask('What is my Eircode?')).text).toContain('P25 X4K7');
    await settle(home, null);
    const later = await ask('What is my Eircode?');
    await settle(home, 'P25 X4K7');
    expect(later.text).not.toContain('P25');
    expect(later.mode).not.toBe('record');
    expect((await ask('What is my Eircode?', neighbour)).text).not.toContain('P25');
  });
});
