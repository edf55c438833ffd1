import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { answerFromDocuments, type AnswerSettings } from '../answer-from-documents.server.ts';
import { leadsToReport, reportWay } from '../report-way.ts';
import { ownerOf, shelve as shelveWith } from '../testing/library.ts';
import { answerDanger } from './answer-danger.server.ts';
import { contactsInTime } from './read-contacts.server.ts';
import { whatToDo } from './what-to-do.ts';

let database: Database;
let home: TestTenant;
const ids: Record<string, string> = {};
const embedder = createLocalEmbedder();
const shelve = (given: Parameters<typeof shelveWith>[1]) => shelveWith(home, given, embedder);

/** What is told, piece by piece, and the answer. */
async function ask(question: string, settings: Partial<AnswerSettings> = {}, tenant = home) {
  const told: string[] = [];
  const answer = await answerFromDocuments({ embedder, chatModel: null, contactsWithinMs: 600_000, ...settings })(
    ownerOf(tenant),
    { conversationId: 'c', questionId: 'q', answerId: 'a', question, before: [] },
    { signal: new AbortController().signal, tell: (text) => told.push(text) },
  );
  return { ...answer, told };
}

/** A turn whose look-ups are given by the test. */
const turn = (told: string[]) => ({
  question: 'gas leak',
  signal: new AbortController().signal,
  tell: (text: string) => void told.push(text),
  contactsWithinMs: 600_000,
  quote: () => Promise.reject(new Error('unused')),
  answer: () => Promise.reject(new Error('unused')),
});

beforeAll(async () => {
  database = await openTestDatabase();
  home = await createTestTenant('home');
  ids.water = await shelve({
    title: 'Water',
    heading: 'Turning off the water',
    text: 'The stopcock is under the kitchen sink, behind the grey panel. Turn it clockwise to turn off the water.',
    page: 3,
  });
  ids.fire = await shelve({
    title: 'Fire safety',
    heading: 'If there is a fire in another flat',
    text: 'If there is a fire in another flat, stay in your own flat with the doors shut unless smoke reaches you.',
    page: 7,
  });
});
afterAll(async () => {
  await embedder.close();
  await database.close();
});

describe('F9: danger is answered before anything is looked up', () => {
  test('to life: what to do and whom to ring, first, without an embedder', async () => {
    let asked = 0;
    const away = {
      model: embedder.model,
      embed: () => {
        asked += 1;
        return Promise.reject(new Error('away'));
      },
    };
    const { text, told, mode } = await ask('I smell gas', { embedder: away });
    expect(mode).toBe('safety');
    expect(told[0]).toMatch(/^\*\*Gas: get out/);
    expect(told[0]).toContain('**1800 20 50 50**');
    expect(told[0]).toContain('**112** or **999**');
    expect(asked).toBeGreaterThan(0);
    expect(text).toBe(told.join(''));
  });

  test('a model is not asked', async () => {
    const chatModel = {
      model: 'never',
      stream: () => {
        throw new Error('asked');
      },
    };
    expect((await ask('There is a fire in the kitchen', { chatModel })).text).toContain('Ring **112** or **999**');
  });

  test('to the home: the stop valve of this very house is cited beneath', async () => {
    const { text, citations, grounded, told } = await ask('Water is pouring through the ceiling!!');
    expect(told[0]).not.toContain('grey panel');
    expect(text).toContain('behind the grey panel');
    expect(text).toMatch(/\[1\]/);
    expect(citations[0]).toMatchObject({ document_id: ids.water, page: 3 });
    expect(grounded).toBe(true);
  });

  test('water beside electricity: the stop valve and whom to ring stand beneath the main switch', async () => {
    const { text, told, citations } = await ask(
      "Water is leaking through the ceiling, where's the stopcock and do I switch off the electricity?",
    );
    expect(told[0]).toMatch(/^\*\*Electricity: keep away/);
    expect(text).toMatch(/where your main switch is[\s\S]+\*\*Where your water is turned off\*\*[\s\S]+grey panel/);
    expect(text).toMatch(/\[1\][\s\S]+Then ring .+, \*\*.+\*\*\.$/);
    expect(citations).toHaveLength(1);
    expect(text).toBe(told.join(''));
  });

  test('nobody in danger is led to a report', async () => {
    const told: string[] = [];
    const danger = { tier: 'life', hazard: 'fire', now: true } as const;
    const quote = () =>
      Promise.resolve({
        text: `Leave by the stairs if there is a fire. [1]\n\n${reportWay(true)}`,
        grounded: true,
        citations: [{ document_id: 'd', title: 'Fire', page: 1, quote: 'fire', url: '/' }],
        mode: 'extractive' as const,
      });
    const { text } = await answerDanger(ownerOf(home), danger, { ...turn(told), quote });
    expect(text).toContain('Leave by the stairs');
    expect(leadsToReport(text)).toBe(false);
    expect(text).toBe(told.join(''));
  });

  test.each(['my baby swallowed a dishwasher tablet', 'what do I do if my child drinks bleach?'])(
    'of a poison nothing of the house stands beside what to do: %s',
    async (question) => {
      const { text, told, mode, citations } = await ask(question);
      expect(mode).toBe('safety');
      expect(text).toContain('Ring **112** or **999** at once for a swallowed battery');
      expect(text).toContain(
        'ring **01 809 2166** (the Public Poisons Information Line at Beaumont Hospital, every day',
      );
      expect(text).toContain('Do not make anybody vomit');
      expect(citations).toEqual([]);
      expect(told).toEqual([text]);
    },
  );

  test('to somebody who is hurt: to ring is the first step', async () => {
    const { text, mode } = await ask('my husband collapsed in the bathroom');
    expect(mode).toBe('safety');
    expect(text).toMatch(/^\*\*Somebody is hurt or ill: ring first\*\*\n\n1\. Ring \*\*112\*\* or \*\*999\*\* now/);
  });

  test('another thing is never passed off as the place: a house without gas has no gas valve', async () => {
    const { text, citations } = await ask('gas leak');
    expect(citations).toEqual([]);
    expect(text).toContain('Your documents do not say where your gas is turned off');
  });

  test('a house without documents is told whom to ask', async () => {
    const bare = await createTestTenant('bare');
    const { text, grounded } = await ask('A pipe has burst', {}, bare);
    expect(text).toContain('Turn the water off at the stop valve');
    expect(text).toMatch(/Ask .+, \*\*.+\*\*\.$/);
    expect(grounded).toBe(false);
  });
});

describe('F9: what could not be looked up', () => {
  const danger = { tier: 'life', hazard: 'gas', now: true } as const;

  test('is never told as if the documents were silent', async () => {
    const { text } = await answerDanger(ownerOf(home), danger, {
      ...turn([]),
      quote: () => Promise.reject(new Error('away')),
    });
    expect(text).toMatch(/^\*\*Gas: get out/);
    expect(text).toContain('I could not look up where your gas is turned off just now. It is usually a lever');
    expect(text).not.toContain('do not say');
  });

  test('the place is looked for before the question itself', async () => {
    const asked: string[] = [];
    await answerDanger(ownerOf(home), danger, {
      ...turn([]),
      quote: (question) => {
        asked.push(question);
        return Promise.reject(new Error('away'));
      },
    });
    expect(asked).toEqual(['Where is the gas shut-off valve?', 'Is there gas in the house?', 'gas leak']);
  });

  test('whom to ring is not waited for', async () => {
    const contacts = await contactsInTime(new Promise(() => undefined), 1);
    expect(contacts).toEqual({ country: undefined, address: undefined, builder: undefined, line: undefined });
  });
});

test('F9: the signs of a name and an address stay signs', () => {
  const text = whatToDo('water', {
    country: 'IE',
    address: '1 *Main* Street',
    builder: { name: 'A_ `B` [1]', phone: '021 555 0140' },
    line: undefined,
  });
  expect(text).toContain('Ring A\\_ \\`B\\` \\[1], **021 555 0140**.');
  expect(text).toContain('Say where you are: 1 \\*Main\\* Street.');
});

test('F9: what cannot wait is rung to the line that is there at night', () => {
  const [builder, line] = [
    { name: 'Long Homes', phone: '021 555 0140' },
    { name: 'Long Homes', phone: '021 555 0199' },
  ];
  const text = whatToDo('water', { country: 'IE', address: undefined, builder, line });
  expect(text).toContain('Ring Long Homes, **021 555 0199** (day and night).');
  expect(text).not.toContain('0140');
});

test('F9: where no poisons line is for everybody, the emergency number is told', () => {
  const text = whatToDo('poison', { country: 'GB', address: undefined, builder: undefined, line: undefined });
  expect(text).toContain('For anything else ring **999** or **112** now');
  expect(text).not.toContain('01 809 2166');
});

describe('F9: who only asks about a danger', () => {
  test('is told whom to ring, then the own building’s rule', async () => {
    const { text, mode, citations } = await ask('Should I leave the building if there is a fire in another flat?');
    expect(text).toMatch(/^\*\*If it is happening now:\*\* get to safety and ring \*\*112\*\* or \*\*999\*\*\./);
    expect(text).toContain('stay in your own flat');
    expect(mode).toBe('extractive');
    expect(citations[0]).toMatchObject({ document_id: ids.fire, page: 7 });
  });

  test('is told what to do where the documents are silent', async () => {
    const { text, mode } = await ask('What should I do if I get an electric shock?');
    expect(mode).toBe('safety');
    expect(text).toContain('A shock needs a doctor');
  });

  test('is told what to do where the ordinary answer fails', async () => {
    const told: string[] = [];
    const danger = { tier: 'life', hazard: 'fire', now: false } as const;
    const { text, mode } = await answerDanger(ownerOf(home), danger, {
      ...turn(told),
      answer: () => Promise.reject(new Error('away')),
    });
    expect(mode).toBe('safety');
    expect(text).toMatch(/^\*\*If it is happening now:[\s\S]+\*\*Fire or smoke: get out/);
    expect(text).toBe(told.join(''));
  });

  test('a look-alike is an ordinary question', async () => {
    expect((await ask('Where do I turn the water off?')).mode).toBe('extractive');
  });
});
