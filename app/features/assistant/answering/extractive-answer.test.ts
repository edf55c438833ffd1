import { describe, expect, test } from 'vitest';
import { passageBlocks } from '#app/features/retrieval/passage-units.ts';
import { calibrationOf } from './calibration.server.ts';
import { answerParts, extractiveAnswer } from './extractive-answer.ts';
import { recordDocumentId } from '../house-record/record-citation.ts';
import type { Evidence } from './gather-evidence.server.ts';
import { rateUnits, subjectOf, type ScoredPassage } from './score-units.server.ts';

const calibration = calibrationOf('all-minilm-l6-v2-int8');

/** The answer to `question` about `thing`. */
function answer(question: string, passages: ScoredPassage[], thing = 'board') {
  const terms = [{ words: thing, same: [thing.split(' ')], related: [], weight: 1, known: true }];
  return extractiveAnswer({ subject: subjectOf(question, terms), passages, sure: true });
}

let counter = 0;
/** A passage whose unit that holds `best` is the nearest to the question. */
function passage(text: string, best: string, facts: Partial<ScoredPassage> = {}): ScoredPassage {
  const blocks = passageBlocks(text);
  const units = blocks
    .flatMap((block) => block.units)
    .map((unit) => ({ ...unit, cosine: unit.text.includes(best) ? 0.9 : 0.1 }));
  counter += 1;
  const read = {
    chunkId: `c${counter}`,
    documentId: `d${counter}`,
    versionId: 'v',
    title: 'Guide',
    page: 3,
    ordinal: counter,
    heading: 'Heading',
    text,
    cosine: 0.6,
    score: 0.7,
    blocks,
    units,
  };
  const [rated] = rateUnits([read], subjectOf('', []), calibration);
  return { ...rated!, ...facts };
}

const long = (count: number) =>
  Array.from({ length: count }, (_, at) => `Sentence ${at} says something else.`).join(' ');

describe('F4: the words of the documents', () => {
  test('whole sentences under their heading, with mark, page and verbatim quote', () => {
    expect(
      answer('Where is it?', [
        passage('The board is under the stairs. Keep it free.', 'board', { documentId: 'doc', page: 7 }),
      ]),
    ).toEqual({
      text: 'From your documents:\n\n**Heading**\n\nThe board is under the stairs. Keep it free. [1]',
      citations: [
        {
          document_id: 'doc',
          title: 'Guide',
          page: 7,
          quote: 'The board is under the stairs. Keep it free.',
          url: '/documents/doc/download#page=7',
        },
      ],
    });
  });

  test('of a long section the sentence that answers, with the one after it', () => {
    const text =
      answer('Where?', [passage(`${long(20)} The board is there. It is red. ${long(20)}`, 'board')])?.text ?? '';
    expect(text).toContain('The board is there. It is red.');
    expect(text.length).toBeLessThan(300);
  });

  test('a numbered procedure keeps all its steps and its lead', () => {
    const text = answer('How do I reset it?', [
      passage('Do this:\n1. Push down.\n2. Wait.\n3. Push up.', 'Wait'),
    ])?.text;
    expect(text).toContain('Do this:\n\n1. Push down.\n2. Wait.\n3. Push up. [1]');
  });

  test('a sentence that leads to steps brings them along', () => {
    const text = answer('How do I reset it?', [
      passage(`${long(20)}\n\nThe switch tripped. Reset it so:\n1. Push down.\n2. Push up.`, 'Reset it so'),
    ])?.text;
    expect(text).toContain('Reset it so:\n\n1. Push down.\n2. Push up. [1]');
  });

  test('so does a list with letters, of its own lines or inside sentences, however long', () => {
    const steps = [...'ABCDEFGHIJ'].map((letter) => `(${letter}) Push key ${letter} down.`);
    const lines = answer('How do I reset it?', [passage(`Do this:\n${steps.join('\n')}`, 'Push key E')])?.text;
    const inside = `${long(20)} Do this: ${steps.join(' ')} ${long(20)}`;
    const run = answer('How do I reset it?', [passage(inside, 'Push key E')])?.text;
    for (const text of [lines, run]) for (const step of steps) expect(text).toContain(step);
    expect(run?.length).toBeLessThan(400);
  });

  test('Q6: of lines that are made alike the one with the code that is asked for, and no other', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `The Vesper key V-0${at + 20} opens door ${at * 7}.`);
    for (const [text, parting] of [
      [lines, '\n\n'],
      [lines.slice(24), '\n\n'],
      [lines, '\n'],
      [lines.slice(24), '\n'],
      [lines.slice(24).map((line) => `• ${line}`), '\n'],
    ] as const) {
      const given = answer('Which door does Vesper key V-047 open?', [passage(text.join(parting), 'V-047')]);
      expect(given?.citations[0]?.quote).toMatch(/^(?:• )?The Vesper key V-047 opens door 189\.$/);
      expect(given?.text).not.toMatch(/V-0(?!47)/);
    }
  });

  test('signs that say something of an item stay before it', () => {
    const text = answer('Has it passed?', [
      passage('☐ Gas board passed\n☒ Flow board passed\n☑ Earth board passed\n• Door passed', 'Gas'),
    ])?.text;
    expect(text).toContain('- ☐ Gas board passed\n- ☒ Flow board passed\n- ☑ Earth board passed\n- Door passed');
  });

  test.each([
    ['boxes', ['☐ Owner has signed the form', '☒ Board was tested', '☑ Keys were handed over']],
    ['ticks and crosses', ['✓ Soap and warm water', '✗ Steam cleaners on the board']],
    ['drawn boxes', ['□ Left', '❏ Right of the board']],
    ['filled and empty signs', ['● Board in the hall', '○ Board in the loft']],
  ])('signs that say something of an item stay before it: %s', (_name, items) => {
    const text = answer('What was done?', [passage(`Done so far:\n${items.join('\n')}`, 'oard')])?.text;
    expect(text).toContain(items.map((item) => `- ${item}`).join('\n'));
  });

  test('bullets do not, nor numbers beside letters', () => {
    const text = answer('What is there?', [passage('On it:\n• A board\n– A lamp\n• A bell', 'board')])?.text;
    expect(text).toContain('- A board\n- A lamp\n- A bell');
  });

  test('the answer to a printed question comes with it, never the question alone nor the next one', () => {
    const asked = 'Who cleans the board?\nThe company. Every March.\n\nMay I paint it?\nNo.';
    const text = answer('Who cleans the board?', [passage(asked, 'The company')])?.text;
    expect(text).toContain('Who cleans the board?\n\nThe company. Every March. [1]');
    expect(text).not.toContain('paint');
    expect(answer('Who?', [passage('Who cleans the board?', 'cleans')])).toBeNull();
  });

  test('E9: a document cannot write marks or markup of its own', () => {
    const text = answer('q', [passage('See [2] and *this* and `that`.', 'See')])?.text ?? '';
    expect(text).toContain('See \\[2] and \\*this\\* and \\`that\\`. [1]');
  });

  test('neither nothing nor a title is an answer', () => {
    expect(answer('q', [])).toBeNull();
    expect(answer('q', [passage('The board', 'board')])).toBeNull();
  });

  test('a very long quote is cut at a sentence with an ellipsis', () => {
    const steps = Array.from(
      { length: 25 },
      (_, index) => `${index + 1}. ${'Turn the handle slowly to the left. '.repeat(8).trim()}`,
    ).join('\n');
    const quote = answer('How do I?', [passage(steps, '1. ')])?.citations[0]?.quote ?? '';
    expect(quote.length).toBeLessThanOrEqual(6_001);
    expect(quote).toMatch(/[.\n]…$|\.…$/);
  });
});

describe('Q12: what of a table', () => {
  const rows = ['Cover | Lasts', 'Snags | 1 year', 'Defects | 2 years', 'Structure | 10 years'].join('\n');

  test('the row that is asked about with its header', () => {
    const given = passage(`${rows}\nGlass of the board | 5 years`, 'Glass');
    expect(answer('How long is the board covered?', [given])?.text).toContain(
      '| Cover | Lasts |\n| --- | --- |\n| Glass of the board | 5 years |\n\n[1]',
    );
  });

  test('every row of a small one of which none is asked about', () => {
    const text = answer('How long does it last?', [passage(rows, 'Defects')], 'warranty')?.text;
    expect(text).toContain('| Snags | 1 year |\n| Defects | 2 years |\n| Structure | 10 years |');
  });

  test('Q6: the rows with a code exactly', () => {
    const text = answer('What does E-3 mean?', [
      passage('Code | Means\nE3 | Fan\nE33 | Frost\nE1 | Filter', 'Frost'),
    ])?.text;
    expect(text).toContain('| E3 | Fan |\n\n[1]');
    expect(text).not.toContain('Frost');
  });

  test('cells stay under their header when the first is empty', () => {
    const text = answer('When?', [passage('Day | Morning | Evening\n| 9.00 | 17.00', '9.00')])?.text;
    expect(text).toContain('| Day | Morning | Evening |\n| --- | --- | --- |\n|  | 9.00 | 17.00 |');
  });
});

describe('F4: what may be the wrong place', () => {
  const unsure = (documentId: string) =>
    extractiveAnswer({
      subject: subjectOf('Where is it?', []),
      passages: [passage('The board is under the stairs.', 'board', { documentId })],
      sure: false,
    })?.text;

  test('is told as such, with the words of the document', () => {
    expect(unsure('doc')).toMatch(/^I am not sure that this answers your question\..+\n\n.+The board is under/s);
  });

  test('what the house record holds is not doubted', () => {
    expect(unsure(recordDocumentId({ id: 'size', known: true }))).toMatch(/^From your documents:/);
  });
});

describe('rows to be filled in', () => {
  const form = 'Date | Task | Done by | Receipt\n | First service of the board |  | \n | Filters |  | ';

  test('are no answer', () => expect(answer('Who serviced the board?', [passage(form, 'First service')])).toBeNull());

  test('are not shown beside one', () => {
    const text = answer('Whom do I ring?', [passage(`${form}\n\nIn doubt ring 021 555 0140.`, 'In doubt')])?.text;
    expect(text).toContain('In doubt ring 021 555 0140. [1]');
    expect(text).not.toContain('First service');
  });
});

describe('Q3: several questions in one message', () => {
  const park = () => passage('You may park for 8 hours.', 'park');
  const board = () => passage('The board costs £5 a day.', 'costs', { score: 0.6 });
  const found = (question: string, first: ScoredPassage, facts: Partial<Evidence> = {}) => ({
    question,
    evidence: { subject: subjectOf(question, []), passages: [first], sure: true, confidence: 1, ...facts } as Evidence,
  });
  const [parking, price] = ['How long may I park', 'what does the board cost?'];

  test('each is answered from its own place', () => {
    const told = answerParts([found(parking, park()), found(price, board())]);
    expect(told?.citations).toHaveLength(2);
    expect(told?.text).toMatch(/^From your documents:\n\n[^]*8 hours\. \[1\]\n\n[^]*£5 a day\. \[2\]$/);
  });

  test('one that is not answered is said to be so', () => {
    const told = answerParts([found(parking, park()), found(price, board(), { confidence: -1 })]);
    expect(told?.citations).toHaveLength(1);
    expect(told?.text).toMatch(
      /8 hours\. \[1\]\n\nI could not find this in your documents: “what does the board cost\?”$/,
    );
    expect(answerParts([found(parking, park(), { confidence: 0 })])).toBeNull();
  });

  test('so is one that only an unrecorded fact would answer', () => {
    const unknown = { ...board(), documentId: recordDocumentId({ id: 'size', known: false }) };
    expect(answerParts([found(parking, park()), found(price, unknown)])?.citations).toHaveLength(1);
  });

  test('one whose place is doubtful is said to be so, and nothing is quoted of it', () => {
    const told = answerParts([found(parking, park()), found(price, board(), { sure: false })]);
    expect(told?.citations).toHaveLength(1);
    expect(told?.text).toContain('I am not sure whether your documents answer this: “what does the board cost?”');
    expect(answerParts([found(parking, park(), { sure: false })])).toBeNull();
  });

  test('one place that answers both is shown once', () => {
    const both = park();
    expect(answerParts([found(parking, both), found(price, both)])?.citations).toHaveLength(1);
  });
});
