import { describe, expect, test } from 'vitest';
import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { passageBlocks } from '#app/features/retrieval/passage-units.ts';
import { askingPart } from './asked-things.ts';
import { askedKind } from './asked-kind.ts';
import { thingsOffered } from '../asked-back.ts';
import { askBack, wasAskedBack } from './ask-back.ts';
import { calibrationOf } from './calibration.server.ts';
import { answerConfidence, answerSignals, isSure } from './decide-answerable.ts';
import { leansBack, namesNoSubject, withSubjectOfTalk } from './follow-up.ts';
import { holdsKind } from './holds-kind.ts';
import { asksForNegated } from './negation.ts';
import { questionParts } from './part-question.ts';
import { rateUnits, subjectOf, type ScoredPassage } from './score-units.server.ts';

import { tellsSymptom } from './tells-symptom.ts';
import { smallTalk } from './small-talk.ts';

const terms = (...things: string[]): AnalysedTerm[] =>
  things.map((words) => ({ words, same: [words.split(' ')], related: [], weight: 1, known: true }));

const fitted = calibrationOf('all-minilm-l6-v2-int8');

/** One passage, as near to the question as `cosine` says. */
function found(text: string, cosine: number, heading: string | null = null): ScoredPassage[] {
  const blocks = passageBlocks(text);
  const read = {
    chunkId: 'c',
    documentId: 'd',
    versionId: 'v',
    title: 'T',
    page: 1,
    ordinal: 0,
    heading,
    text,
    cosine,
    score: cosine,
    blocks,
    units: blocks.flatMap((block) => block.units).map((unit) => ({ ...unit, cosine })),
  };
  return rateUnits([read], subjectOf('', []), fitted);
}

/** Would `question` about `things` be answered from `passages`, whose vectors are there? */
function answered(question: string, things: AnalysedTerm[], passages: ScoredPassage[], elsewhere: number | null) {
  const subject = subjectOf(question, things);
  return answerConfidence(subject, rateUnits(passages, subject, fitted), elsewhere, fitted) > 0;
}

describe('Q4: what was found decides', () => {
  test('so does the cross-encoder: of the same place, what it takes for a near miss is declined', () => {
    const subject = subjectOf('What is the board?', terms('board'));
    const passages = rateUnits(found('The board is here.', 0.5), subject, fitted);
    const said = (logit: number) =>
      passages.map((passage) => ({
        ...passage,
        units: passage.units.map((unit) => ({ ...unit, logit })),
        best: passage.best && { ...passage.best, logit },
      }));
    const confidence = [-6, -2, 2, 6].map((logit) => answerConfidence(subject, said(logit), 0.5, fitted));
    expect(confidence.toSorted((a, b) => a - b)).toEqual(confidence);
    expect([confidence[0]! > 0, confidence[3]! > 0]).toEqual([false, true]);
    expect(answerSignals(subject, passages, 0.5)).toMatchObject({ pair: 0, pairHere: 0, pairTop: 0, pairMean: 0 });
  });

  const board = terms('board');
  test.each<[string, AnalysedTerm[], ScoredPassage[], number, boolean]>([
    ['the subject in the unit', board, found('The board is here.', 0.5), 0.3, true],
    ['the subject in the heading alone', board, found('It is here, in the hall.', 0.5, 'The board'), 0.3, true],
    ['neither, and far', board, found('The tap drips here.', 0.15), 0.4, false],
    ['neither, near an example of what no house tells', board, found('The tap drips here.', 0.4), 0.7, false],
    ['the subject, though such an example is nearer', board, found('The board is here.', 0.6), 0.7, true],
    ['nothing found', board, [], 0, false],
    ['nothing asked', [], found('The board is here.', 0.6), 0, false],
  ])('%s', (_what, things, passages, elsewhere, right) => {
    expect(answered('The board', things, passages, elsewhere)).toBe(right);
  });

  test('which passage: a document about the subject as such first, one whose heading negates it later (Q8)', () => {
    const subject = subjectOf('How long is my warranty?', terms('warranty'));
    const [part] = found('The warranty lasts five years.', 0.5);
    const [negated] = found('The warranty lasts five years.', 0.5, 'What is not covered by the warranty');
    const [plain] = found('The warranty lasts five years.', 0.5, 'What is covered by the warranty');
    const titled = { ...part!, title: 'Warranty', chunkId: 'titled' };
    const order = (...passages: ScoredPassage[]) => rateUnits(passages, subject, fitted).map(({ chunkId }) => chunkId);
    expect(order(part!, titled)).toEqual(['titled', 'c']);
    expect(order({ ...negated!, chunkId: 'negated' }, plain!)).toEqual(['c', 'negated']);
  });

  test('which passage: of two that say the same that of the home itself', () => {
    const subject = subjectOf('How do I shut the board?', terms('board'));
    const [all] = found('1. Open the board. 2. Shut it.', 0.5, 'The board');
    const [own] = found('1. Open the board. 2. Shut it.', 0.48, 'The board');
    const order = (ofThisHome: boolean) =>
      rateUnits([all!, { ...own!, chunkId: 'own', ofThisHome }], subject, fitted).map(({ chunkId }) => chunkId);
    expect(order(true)).toEqual(['own', 'c']);
    expect(order(false)).toEqual(['c', 'own']);
  });

  test('which passage: whom to ring stands where a number is, not where the thing is named', () => {
    const subject = subjectOf('Who do I ring about the board?', terms('board'));
    const [named] = found('The board hangs in the hall, and a lamp beside it.', 0.5);
    const [number] = found('Any fault in the first two years: 021 555 0140.', 0.5);
    const order = rateUnits([named!, { ...number!, chunkId: 'number' }], subject, fitted);
    expect(order.map(({ chunkId }) => chunkId)).toEqual(['number', 'c']);
  });

  test('which passage: the row that names all that is asked and says how long, not a rule beside it', () => {
    const subject = subjectOf('How long is the structural warranty?', terms('structural', 'warranty'));
    const [rule] = found('Report a structural fault within 60 days.', 0.56, 'Warranty');
    const [row] = found('The structural warranty lasts ten years.', 0.49, 'Warranty');
    const [first] = rateUnits([{ ...rule!, chunkId: 'rule' }, row!], subject, fitted);
    expect(first?.chunkId).toBe('c');
  });

  test('which passage: who did it stands where somebody is named, not where it was done', () => {
    const subject = subjectOf('Who tested the wiring?', terms('tested', 'wiring'));
    const [done] = found('The wiring was tested and certified under Safe Electric.', 0.6, 'Wiring');
    const [named] = found('Contractor: Rathmoyle Electrical Ltd. Date of test: 24 February.', 0.5, 'Wiring, tested');
    const [first] = rateUnits([{ ...done!, chunkId: 'done' }, named!], subject, fitted);
    expect(first?.chunkId).toBe('c');
  });

  test('how old something is says nothing of what is asked about', () => {
    const things = (question: string) => subjectOf(question, terms('board', '8')).terms.map(({ words }) => words);
    expect(things('The board drips and is only 8 months old')).toEqual(['board']);
    expect(things('The board, 8')).toEqual(['board', '8']);
  });

  test('it is told when what is quoted may be the wrong place', () => {
    const subject = subjectOf('What about the board?', terms('board', 'lamp', 'hood', 'tap'));
    const sure = (passages: ScoredPassage[]) => isSure(subject, rateUnits(passages, subject, fitted), 0.3, fitted);
    expect(sure(found('The board, the lamp, the hood and the tap are here.', 0.7))).toBe(true);
    const weak = [...found('The tap is here.', 0.3), ...found('The hood is here.', 0.3)];
    expect(sure(weak)).toBe(false);
    // Calibrated before there was such a judgement.
    expect(
      isSure(subject, rateUnits(weak, subject, fitted), 0.3, { ...fitted!, sure: undefined, unread: undefined }),
    ).toBe(true);
  });

  test.each<[string, string, AnalysedTerm[], string, string | null]>([
    [
      'it says nothing of what is asked about',
      'A red light flashes on the box in the press, what does it mean?',
      terms('red', 'light', 'flashes', 'box', 'press'),
      'A red light flashes: the box is at fault.',
      null,
    ],
    ['it says nothing of trouble', 'The switch keeps going', terms('switch', 'going'), 'The switch is going up.', null],
    ['it says only what is so', 'What may I not flush?', terms('flush'), 'You must flush it.', null],
    ['it has not what is asked for', 'How often must the filter be changed?', terms('filter'), 'The filter.', null],
  ])('a place is doubtful where %s', (_why, question, things, text, heading) => {
    const subject = subjectOf(question, things);
    const sure = (one: typeof subject) => isSure(one, rateUnits(found(text, 0.7, heading), one, fitted), 0, fitted);
    expect(sure(subject)).toBe(false);
    expect(sure({ ...subject, kind: 'any', told: [], negated: false }), 'for no other reason').toBe(true);
  });

  test('a symptom that is more than what is normal is not answered by it', () => {
    const heading = 'Small surprises that are normal';
    const judge = (question: string, text: string, ...words: string[]) => {
      const subject = subjectOf(question, terms(...words));
      return isSure(subject, rateUnits(found(text, 0.9, heading), subject, fitted), 0, fitted);
    };
    const place = 'A cold radiator that is only lukewarm.';
    expect(judge('The radiators are stone cold', place, 'radiators', 'stone', 'cold')).toBe(false);
    expect(judge('The radiators are cold', place, 'radiators', 'cold')).toBe(true);
    expect(judge('What is a stone cold radiator?', place, 'radiator', 'stone', 'cold')).toBe(true);
  });

  test('what a story names is what a question points at, not what another one asks about', () => {
    const told = (text: string) =>
      subjectOf(text, terms('box', 'press', 'hob'))
        .told.flat()
        .map(({ words }) => words);
    expect(told('There is a light on the box in the press, what does it mean?')).toEqual(['box', 'press']);
    expect(told('There is a light on the box, how do I clean the hob?')).toEqual([]);
  });

  test('a thing that is asked for by name, and stands nowhere in the documents, is not answered by its verb', () => {
    const [clean, hood] = terms('clean', 'hood');
    const unknown = { ...hood!, words: 'aquarium', same: [['aquarium']], known: false };
    const unit = found('Clean the filter of the hood every month.', 0.5);
    expect(answered('How do I clean the hood?', [clean!, hood!], unit, 0.4)).toBe(true);
    expect(answered('How do I clean the aquarium?', [clean!, unknown], unit, 0.4)).toBe(false);
    expect(answered('aquarium', [unknown], found('The bath is here.', 0.9), 0)).toBe(false);
  });

  test('the kind of thing that is asked for must stand there', () => {
    const price = 'What does the board cost?';
    expect(answered(price, terms('board', 'cost'), found('The board costs £40.', 0.4), 0.3)).toBe(true);
    expect(answered(price, terms('board', 'cost'), found('The board hangs in the hall.', 0.4), 0.3)).toBe(false);
  });

  test('Q6: a code stands there exactly or nothing is told', () => {
    const asked = (code: string) =>
      answered(`The board says ${code}`, board, found('The board says E-3: the fan stands.', 0.9), 0);
    expect(asked('E3')).toBe(true);
    expect(asked('E13')).toBe(false);
    expect(asked('E30')).toBe(false);
  });

  test.each(['6ft', '24-hour', '13amp', '100ml', '2-storey', '4x4'])('a measure is no code: %s', (measure) => {
    expect(answered(`The board, ${measure}`, board, found('The board is here.', 0.5), 0.3)).toBe(true);
  });

  test.each<[string, string, boolean]>([
    ['01632 960240', 'The board: ring 01632 960 240.', true],
    ['+44 1632 960240', 'The board: ring (01632) 960240.', true],
    ['01632 960 240', 'The board: ring 01632 960 249.', false],
    ['circuit 17', 'The board has circuit 17.', true],
    ['circuit 17', 'The board has circuit 7 and 170 W.', false],
  ])('Q6: %s in "%s": %s', (named, text, right) => {
    expect(answered(`The board, ${named}`, board, found(text, 0.9), 0)).toBe(right);
  });

  test('without vectors most of the question must stand there', () => {
    expect(answered('fuse board?', terms('fuse', 'board'), found('The fuse board is here.', 0), null)).toBe(true);
    expect(answered('fuse board?', terms('fuse', 'board'), found('A fuse is here.', 0), null)).toBe(false);
  });
});

describe('Q7: a follow-up is told as doubtful', () => {
  const sure = (question: string, text: string) => {
    const subject = subjectOf(question, terms('filter', 'sells', 'often'));
    return isSure(subject, rateUnits(found(text, 0.7, 'The unit'), subject, fitted), 0, fitted);
  };
  test('where the place says nothing of what is asked of the subject', () => {
    expect(sure('And who sells them?', 'We change the filter often.')).toBe(false);
    expect(sure('And who sells them?', 'The builder sells the filter.')).toBe(true);
  });
  test('where it says nothing of the subject', () => {
    expect(sure('And who sells them?', 'The builder sells bread.')).toBe(false);
  });
  test('not for what the talk alone names', () => {
    expect(subjectOf('And who sells them?', terms('filter', 'sells')).carried.map(({ words }) => words)).toEqual([
      'filter',
    ]);
    expect(subjectOf('Who sells the filter?', terms('filter', 'sells')).carried).toEqual([]);
  });
});

describe('small talk', () => {
  test.each([
    ['Hello!', 'Hello!'],
    ['hi there', 'Hello!'],
    ['Good morning', 'Hello!'],
    ['Dia duit', 'Hello!'],
    ['Thanks a million', 'You are welcome.'],
    ['thank you so much!', 'You are welcome.'],
    ['thanks for your help', 'You are welcome.'],
    ['good night', 'Goodbye.'],
    ['How are you?', 'All well'],
    ['What can you do?', 'I answer questions'],
    ['can you help me', 'I answer questions'],
    ['help', 'I answer questions'],
  ])('%s is answered: %s', (text, begins) => expect(smallTalk(text)?.startsWith(begins)).toBe(true));
  test.each([
    'Hello, where is my fuse box?',
    'help, there is water everywhere',
    'thanks, and the stopcock?',
    'who are you going to send?',
  ])('but %s', (text) => expect(smallTalk(text)).toBeUndefined());
});

describe('Q7: follow-up questions', () => {
  const said = (...questions: string[]) =>
    questions.flatMap((content) => [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: 'So.' },
    ]);
  const filters = 'How do I change the ventilation filters?';

  test.each(['and in the kitchen?', 'What about upstairs?', 'How do I test it?', 'why?', 'how much?'])(
    '%s leans on the talk',
    (text) => expect(leansBack(text)).toBe(true),
  );
  test.each(['Where is the stopcock?', 'Is there a drain in the garden?', 'Is it ok to paint the door?'])(
    '%s stands alone',
    (text) => expect(leansBack(text)).toBe(false),
  );
  test('the subject is kept to the fourth question', () => {
    const before = said(filters, 'How often must that be done?', 'And who sells them?');
    expect(withSubjectOfTalk('How much are they?', before)).toBe(`${filters} And who sells them? How much are they?`);
  });
  test('a new subject takes its place', () => {
    const before = said(filters, 'Where is the stopcock?');
    expect(withSubjectOfTalk('And is it red?', before)).toBe('Where is the stopcock? And is it red?');
  });
  test('what was asked of it just before is kept where a question names nothing', () => {
    const before = said('Do I have solar panels?', 'How do I switch them off?');
    expect(withSubjectOfTalk('Where is that?', before)).toBe(
      'Do I have solar panels? How do I switch them off? Where is that?',
    );
  });
  test('the first question stands alone', () => expect(withSubjectOfTalk('and it?', [])).toBeUndefined());
});

test.each([
  ['Where is my fuse box?', 'place'],
  ['When are the bins collected?', 'clock'],
  ['What year was it built?', 'year'],
  ['How often must that be done?', 'often'],
  ['How long does it last?', 'duration'],
  ['How much is the service charge?', 'money'],
  ['What does a new key cost?', 'money'],
  ['What phone number do I ring about the heat pump?', 'contact'],
  ['Who do I ring about a leak?', 'contact'],
  ['How heavy is the lid?', 'weight'],
  ['What temperature is the water?', 'heat'],
  ['Who made the heat pump?', 'who'],
  ['How do I reset it?', 'steps'],
  ['May I paint it?', 'rule'],
  ['Window rattles when it blows', 'any'],
  ['Tell me about the stove', 'any'],
  ['Heating is not working', 'trouble'],
  ['The switch keeps going down', 'trouble'],
] as const)('%s asks for: %s', (text, kind) => expect(askedKind(text)).toBe(kind));

test.each([
  ['money', 'It costs £40.', true],
  ['money', 'It takes 40 minutes.', false],
  ['contact', 'Customer care 021 555 0140', true],
  ['contact', 'Gas | 1800 20 50 50', true],
  ['contact', 'Abroad +353 21 555 0140', true],
  ['contact', 'Serial from | N5-20611', false],
  ['weight', 'No more than 15 kg.', true],
  ['weight', 'The weight falls.', false],
  ['heat', 'At 57 °C.', true],
  ['year', 'Since 1871.', true],
  ['duration', 'After two years.', true],
  ['place', 'Under the stairs.', true],
  ['steps', 'Turn the handle to Off.', true],
  ['steps', 'If it rains, close the window.', true],
  ['steps', 'The panels go on, even with the main switch off.', false],
  ['often', 'Every 3 months.', true],
  ['often', 'Once a week', true],
  ['often', 'Each spring', true],
  ['often', 'Press TEST on each alarm: all sound within ten seconds.', false],
  ['any', 'Under the stairs.', undefined],
  ['who', 'Limit of TGD Part L | 5.0', false],
  ['who', 'tested by Nunan Air Ltd', true],
  ['who', 'Air leakage at 50 Pa | 2.4', false],
  ['who', 'Your house is so airtight that no air leaks in.', false],
] as const)('%s in "%s": %s', (kind, text, holds) => expect(holdsKind(kind, text, { ordered: false })).toBe(holds));

test.each([
  ['How long may I park and what does it cost?', ['How long may I park', 'what does it cost?']],
  [
    'Can I store boxes in the attic? How heavy may they be?',
    ['Can I store boxes in the attic', 'How heavy may they be?'],
  ],
  [
    'Where is the tap, and who do I ring, and when is it open?',
    ['Where is the tap', 'who do I ring', 'when is it open?'],
  ],
  ['What happens when it rains and is it covered?', ['What happens when it rains', 'is it covered?']],
  ['How do I defrost it, and how often?'],
  ['Where is the stopcock and the meter?'],
  ['When it rains, is the charger safe?'],
  ['The boiler shows F9, what is that?'],
  ['My mother is deaf and is there a louder bell?'],
  ['What do I do and not do with it?'],
] as [string, string[]?][])('the questions in "%s"', (text, parts = [text]) =>
  expect(questionParts(text)).toEqual(parts),
);

test.each([
  ['I live at number 14. What phone number do I ring?', 'What phone number do I ring?'],
  ['The tap drips. It is new. Who mends it?', 'Who mends it?'],
  ['What is it? How much?', undefined],
  ['The tap drips. It is new.', undefined],
])('what "%s" asks, without what it tells', (text, asks) => expect(askingPart(text)).toBe(asks));

describe('Q7: a question that does not say what it is about', () => {
  const back = (asked: string, passages: ScoredPassage[], talk: AnalysedTerm[] = []) =>
    askBack({ asked, subject: { carried: talk }, passages });
  const heading = (name: string): ScoredPassage => ({ ...found('It may be hot.', 0.5, name)[0]!, chunkId: name });

  test.each(['Is it dangerous?', 'is this normal?', 'How do I fix that?', 'what does it mean'])(
    '%s names no subject',
    (text) => expect(namesNoSubject(text)).toBe(true),
  );
  test.each(['Is the inverter dangerous?', 'it says P0 on the screen', 'Is there a lift?'])('%s does', (text) =>
    expect(namesNoSubject(text)).toBe(false),
  );
  test('things of this house are offered, each once, two to four, and how they are read', () => {
    const told = back('Is it hot?', [heading('Hob'), heading('2.1 Hob'), heading('Meter_box *A*')]) ?? '';
    expect(thingsOffered(told)).toEqual(['Hob', 'Meter_box *A*']);
    expect(thingsOffered(back('?', ['Bath', 'Lamp', 'Oven', 'Tap', 'Vent'].map(heading)) ?? '')).toHaveLength(4);
    expect(back('Is it hot?', [heading('Hob')])).toBeUndefined();
  });
  test('a heading that says no more than the question, or asks one, gives way to what it stands under', () => {
    const under = (section: string[], name: string) => ({ ...heading(name), title: 'Kitchen', section });
    const told = back('How do I clean it?', [
      under(['Oven', 'Cleaning it'], 'Cleaning it'),
      under(['Cleaning it'], 'Cleaning it'),
      under(['Why clean the hood?'], 'Filters'),
    ]);
    expect(thingsOffered(told ?? '')).toEqual(['Oven', 'Kitchen', 'Filters']);
  });
  test('in a talk only things that have to do with it', () => {
    const near = ['Panel fuse', 'Panel lamp', 'Oven'].map(heading);
    expect(thingsOffered(back('Is it hot?', near, terms('panel')) ?? '')).toEqual(['Panel fuse', 'Panel lamp']);
  });
  test('the answer to it is read with the question', () => {
    const told = back('Is it dangerous?', [heading('Hob'), heading('Inverter')]) ?? '';
    const before = [
      { role: 'user' as const, content: 'Is it dangerous?' },
      { role: 'assistant' as const, content: told },
    ];
    expect(wasAskedBack(before)).toBe(true);
    expect(withSubjectOfTalk('The inverter', before)).toBe('The inverter Is it dangerous?');
    expect(withSubjectOfTalk('Is it dangerous?', [{ role: 'user', content: 'Hello!' }])).toBeUndefined();
  });
});

test.each([
  ['the rads are lukewarm', true],
  ['Something is humming in the attic', true],
  ['The toilet gurgles when the bath empties', true],
  ["There's a red light on the box, what does it mean?", true],
  ['What is not covered by the warranty?', false],
  ['I live at number 14. Whom do I ring?', false],
  ['hedge height', false],
  ['Show me the instructions for the oven', false],
  ['Where is the fuse board?', false],
])('Q7: %s tells a symptom: %s', (message, symptom) => expect(tellsSymptom(message)).toBe(symptom));

describe('Q8: what is not so', () => {
  test.each(['What is not covered?', "What isn't insured?", 'What is excluded?', 'What makes it void?'])(
    '%s asks for it',
    (text) => expect(asksForNegated(text)).toBe(true),
  );
  test.each(['What is covered?', 'Why is there no heat?'])('%s does not', (text) =>
    expect(asksForNegated(text)).toBe(false),
  );
  const covers = [found('The board.', 0.5, 'What is covered'), found('The board.', 0.5, 'What is not covered')].flat();
  const first = (question: string) => rateUnits(covers, subjectOf(question, terms('board')), fitted)[0]?.heading;
  test('the section that says it is chosen, and the other one for what is so', () => {
    expect(first('What about the board is not covered?')).toBe('What is not covered');
    expect(first('What about the board is covered?')).toBe('What is covered');
  });
});
