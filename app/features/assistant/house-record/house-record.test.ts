import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaceCategory } from '#app/features/homes/place-categories.ts';
import { createNeighbour, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { developments } from '#db/schema/tenancy.ts';
import { houses, pointsOfInterest } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { answerFromDocuments } from '../answer-from-documents.server.ts';
import type { Answer } from '../answer.ts';
import { createLibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import { recordFacts } from './record-facts.ts';
import { withRecord } from './with-record.server.ts';
import { ownerOf, shelve } from '../testing/library.ts';

let database: Database;
let home: TestTenant;
let neighbour: TestTenant;
const embedder = createLocalEmbedder();
const answers = createLibraryCache<Answer>(1_000_000);

const ask = (question: string, tenant = home, chatModel: ChatModel | null = null) =>
  answerFromDocuments({ embedder, chatModel, answers })(
    ownerOf(tenant),
    { conversationId: v7(), questionId: v7(), answerId: v7(), question, before: [] },
    { signal: new AbortController().signal },
  );

/** Says what the first passage says that holds an Eircode; else that there is none. */
const quoting: ChatModel = {
  model: 'quoting',
  async *stream(messages) {
    const code = /is (P25 [A-Z0-9]{4})/.exec(messages.map(({ content }) => content).join())?.[1];
    yield await Promise.resolve(code ? `The Eircode (postcode) of your home is ${code} [1].` : 'NOT_IN_DOCUMENTS');
  },
};

const HOUSE = {
  address: '1 Long Avenue',
  eircode: null,
  houseType: 'A',
  typeName: 'A',
  typeDescription: '',
  bedrooms: null,
  floorArea: null,
  developmentName: 'Long Park',
  developmentAddress: 'Midleton',
  tenantName: 'Long Homes',
  supportEmail: '',
  supportPhone: '',
  emergencyPhone: '',
};

const settle = (tenant: TestTenant, eircode: string | null) =>
  withScope(systemScope('test'), (tx) => tx.update(houses).set({ eircode }).where(eq(houses.id, tenant.houseId)));

const open = (places: readonly (readonly [category: PlaceCategory, name: string, latitude: number])[]) =>
  withScope(systemScope('test'), (tx) =>
    tx.insert(pointsOfInterest).values(
      places.map(([category, name, latitude]) => ({
        tenantId: home.tenantId,
        developmentId: home.developmentId,
        id: v7(),
        source: 'seed',
        sourceId: name,
        category,
        name,
        latitude,
        longitude: -8.17,
        refreshedAt: new Date(),
      })),
    ),
  );

beforeAll(async () => {
  database = await openTestDatabase();
  home = await createTestTenant('home');
  // Of the same type: what is kept for one is found by the other.
  neighbour = { ...(await createNeighbour(home)), houseType: home.houseType };
  await withScope(systemScope('test'), (tx) =>
    tx.update(houses).set({ houseType: home.houseType }).where(eq(houses.id, neighbour.houseId)),
  );
  await settle(home, 'P25 X4K7');
  await settle(neighbour, 'P25 Y5L8');
  await withScope(systemScope('test'), (tx) =>
    tx.update(houses).set({ bedrooms: 3 }).where(eq(houses.id, home.houseId)),
  );
  await withScope(systemScope('test'), (tx) =>
    tx.update(developments).set({ emergencyPhone: '021 555 0199' }).where(eq(developments.id, home.developmentId)),
  );
  await open([
    ['pharmacy', 'Rathmoyle Pharmacy', 51.902],
    ['pharmacy', 'Far Chemist', 51.93],
    ['school', 'Scoil Rathmoyle', 51.905],
  ]);
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
    ['Who do I ring at night?', '021 555 0199, day and night', 'emergency-line'],
    ['Who do I ring at the weekend in an emergency?', '021 555 0199, day and night', 'emergency-line'],
    ['What is the emergency number?', '021 555 0199, day and night', 'emergency'],
    ['Where is the nearest pharmacy?', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['Where’s the nearest chemist?', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['how far is the closest pharmacy', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['Where is the nearest pharmcy?', 'Rathmoyle Pharmacy', 'pharmacy'],
    ['is there a school near me', 'Scoil Rathmoyle', 'school'],
    ['how many bedrooms do I have?', '3 bedrooms', 'size'],
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

  test.each([
    'What is my neighbour’s Eircode?',
    'How many bedrooms has my neighbour?',
    'What house type is next door?',
    'Where is the nearest Lidl?',
    'Where is the nearest garda station?',
    'Where is the nearest vet?',
    'What are the opening hours of the nearest pharmacy?',
    'Where’s the nearest chemist open late?',
    'What is the longitude of my house?',
  ])('%s asks for what no fact holds: it is not answered by the one that is near', async (question) => {
    const answer = await ask(question);
    expect(answer.mode).not.toBe('record');
    expect(answer.text).not.toMatch(/P25|3 bedrooms|type A|Rathmoyle/);
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
    expect((await ask('What is my Eircode?', neighbour)).text).toContain('P25 Y5L8');
  });

  test.each(['What is my Eircode?', 'Whats the eircode of this house'])(
    'what one house’s record does not know is not refused to its neighbour: %s',
    async (question) => {
      await settle(home, null);
      expect((await ask(question)).mode).toBe('refusal');
      expect((await ask(question, home, quoting)).mode).toBe('refusal');
      await settle(home, 'P25 X4K7');
      expect((await ask(question, neighbour)).text).toContain('P25 Y5L8');
      expect((await ask(question, neighbour, quoting)).text).toContain('P25 Y5L8');
    },
  );

  test('what only the text of a fact names is not refused to a house where it does', async () => {
    const question = 'Where is the nearest Spar?';
    expect((await ask(question)).mode).toBe('refusal');
    await open([['supermarket', 'Spar Rathmoyle', 51.903]]);
    expect(await ask(question)).toMatchObject({ mode: 'record', text: expect.stringContaining('Spar Rathmoyle') });
  });

  test('the nearness of another model does not single the record out', async () => {
    const passagesOf = async (model: string) => {
      const own = { ...embedder, model };
      const scope = ownerOf(home);
      const retrieval = await retrievePassages(scope, 'What is my Eircode?', { embedder, limit: 8 });
      return (await withRecord(scope, retrieval, { embedder: own, limit: 8 })).passages.map(({ title }) => title);
    };
    expect(await passagesOf(embedder.model)).not.toContain('Home user guide');
    expect(await passagesOf('another-model')).toContain('Home user guide');
  });

  test('a bedroom is one', () => {
    const size = (bedrooms: number) =>
      recordFacts({ ...HOUSE, bedrooms }, [], undefined).find(({ id }) => id === 'size')?.text;
    expect([size(1), size(3)]).toEqual(['Your home has 1 bedroom.', 'Your home has 3 bedrooms.']);
  });
});
