import { describe, expect, test } from 'vitest';
import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { passageBlocks } from '#app/features/retrieval/passage-units.ts';
import { askedActions, namesAsThing } from './asked-action.ts';
import { askedKind, askedWhich } from './asked-kind.ts';
import { calibrationOf } from './calibration.server.ts';
import { answerSignals, blockedBy, isSure } from './decide-answerable.ts';
import { pointsBack, wasLeftOpen } from './follow-up.ts';
import { holdsKind, tellsPlace } from './holds-kind.ts';
import { lastQuestion } from './part-question.ts';
import { REFUSAL } from './refusal.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import { rateUnits, subjectOf, type ReadPassage } from './score-units.server.ts';

const fitted = calibrationOf('all-minilm-l6-v2-int8');

const terms = (...things: string[]): AnalysedTerm[] =>
  things.map((words) => ({ words, same: [words.split(' ')], related: [], weight: 1, known: true }));

function read(text: string, heading: string | null, facts: Partial<ReadPassage> = {}): ReadPassage {
  const blocks = passageBlocks(text);
  const units = blocks.flatMap((block) => block.units).map((unit) => ({ ...unit, cosine: 0.7 }));
  const place = { chunkId: text, documentId: 'd', versionId: 'v', title: 'T', page: 1, ordinal: 0, heading, text };
  return { ...place, cosine: 0.7, score: 0.7, blocks, units, ...facts };
}

/** Is `question` about `things` answered plainly by a place? */
function plainly(question: string, things: AnalysedTerm[], text: string, heading: string | null = null): boolean {
  const subject = subjectOf(question, things);
  return isSure(subject, rateUnits([read(text, heading)], subject, fitted), 0, fitted);
}

describe('Q4: what is to be named', () => {
  test.each([
    ['Which way is the oven on?', 'way'],
    ['What share of it goes there?', undefined],
    ['What colour is the door?', 'colour'],
    ['Which one is for the oven?', undefined],
    ['What way do I turn it?', undefined],
    ['What does it mean?', undefined],
    ['What makes it void?', undefined],
    ['Which day is it?', undefined],
    ['What brand is the hob?', undefined],
  ])('%s %s', (question, which) => expect(askedWhich(question)).toBe(which));

  test('is doubtful where it is named of nothing', () => {
    const oven = terms('oven');
    expect(plainly('Which way is the oven on?', oven, 'The oven is a fan oven.', 'Oven')).toBe(false);
    expect(plainly('Which way is the oven on?', oven, 'The oven is on way 10.', 'Oven')).toBe(true);
    expect(plainly('How is the oven?', oven, 'The oven is a fan oven.', 'Oven')).toBe(true);
  });
});

describe('Q4: places', () => {
  test.each([
    ['The panels make current in daylight, even with the main switch off.', false],
    ['A reading on the day you move in ends every argument.', false],
    ['Fuse board | Under the stairs', true],
    ['It is on the rear wall.', true],
    ['At your front gate.', true],
  ])('%s %s', (text, right) => expect(tellsPlace(text)).toBe(right));

  test('a question for one is doubtful without', () => {
    const panels = terms('panels');
    expect(plainly('Where are the panels?', panels, 'The panels make current in daylight.')).toBe(false);
    expect(plainly('Where are the panels?', panels, 'The panels are on the roof.')).toBe(true);
  });

  test('so is a second question for one', () => {
    const question = 'My bill: is there a meter and where is it?';
    expect(lastQuestion(question)).toBe('where is it?');
    expect(lastQuestion('Is there a meter?')).toBe('Is there a meter?');
    expect(plainly(question, terms('bill', 'meter'), 'A reading of the meter ends arguments about every bill.')).toBe(
      false,
    );
    expect(plainly(question, terms('bill', 'meter'), 'The meter for your bill is in the hall.')).toBe(true);
  });
});

describe('Q4: whom to ring', () => {
  test.each([
    ['Ring customer care.', true],
    ['If it leaks, ring us.', true],
    ['Then call a plumber.', true],
    ['Some call it the fuse box.', false],
    ['The ring of light is blue.', false],
    ['Hold the dial until the ring turns white.', false],
    ['Alarm contacts are stuck on.', false],
  ])('%s %s', (text, right) => expect(holdsKind('contact', text, { ordered: false })).toBe(right));

  test('told in a section about something else is doubtful', () => {
    const text = 'Leave the board off. Ring your insurer within a day.';
    expect(plainly('Who do I ring about the board?', terms('board'), text, 'After a fire')).toBe(false);
    expect(plainly('Who do I ring about the board?', terms('board'), text, 'Your board')).toBe(true);
  });
});

test('Q4: a week told by its place to today says when, and nothing of the subject', () => {
  expect(askedKind('Which bin goes out this week?')).toBe('clock');
  const subject = subjectOf('Which bin goes out this week?', terms('bin', 'week'));
  expect(subject.terms.map(({ words }) => words)).toEqual(['bin']);
  expect(subjectOf('A week without bins', terms('bins', 'week')).terms).toHaveLength(2);
});

describe('Q4: a thing that is left out', () => {
  const missing = terms('open', 'garage', 'power');
  const question = 'How do I open the garage in a power cut?';
  test('makes a place doubtful under a title that names something else of the question', () => {
    const text = 'To open it, turn back and press the handle down.';
    const subject = subjectOf(question, missing);
    const passages = rateUnits([read(text, 'The door', { title: 'Open doors' })], subject, fitted);
    expect(isSure(subject, passages, 0, fitted)).toBe(false);
  });
});

describe('Q5: a question of another kind of home', () => {
  const judge = (question: string) => {
    const subject = subjectOf(question, terms('pressure'), true);
    const passages = rateUnits([read('The pressure is 1.2 bar.', 'Pressure')], subject, fitted);
    return blockedBy(subject, passages, answerSignals(subject, passages, 0));
  };
  test('is declined', () => expect(judge('What pressure should type B have?')).toBe('of-others'));
  test('not one that is of its sender too', () =>
    expect(judge('Is my pressure the same as in type B?')).toBeUndefined());
});

describe('Q4: symptoms', () => {
  const normal = read('A cold radiator upstairs is lukewarm.', 'Small surprises that are normal');
  const order = (question: string, steps: string) => {
    const subject = subjectOf(question, terms('radiators', 'cold'));
    return rateUnits([normal, read(steps, 'Help', { score: 0.68 })], subject, fitted)[0]?.heading;
  };
  const steps = 'Cold radiators: open the valves.';
  test('what to do comes before what calls it normal', () =>
    expect(order('The radiators are cold', steps)).toBe('Help'));
  test('unless it says less', () =>
    expect(order('The radiators are cold', 'Open the valves.')).toBe('Small surprises that are normal'));
  test('or nobody tells of trouble', () =>
    expect(order('What are cold radiators?', steps)).toBe('Small surprises that are normal'));
});

test('Q7: what points back, and what goes on', () => {
  expect(pointsBack('Can I wash it?')).toBe(true);
  expect(pointsBack('Which one is for the oven?')).toBe(true);
  expect(pointsBack('What about glass?')).toBe(false);
  expect(pointsBack('Is there a meter?')).toBe(false);
});

test('Q12: a label is no sentence to quote, a word that answers a printed question is', () => {
  const subject = subjectOf('Can I charge a car there?', terms('charge', 'car'));
  const best = (text: string) => rateUnits([read(text, null)], subject, fitted)[0]?.best?.text;
  expect(best('Tip. Ask your supplier for a tariff.')).toBe('Ask your supplier for a tariff.');
  expect(best('Tip.')).toBeUndefined();
  expect(best('Can I charge my car there?\nNo.')).toBe('No.');
});

describe('Q4: a time in which to do something', () => {
  test.each([
    ['How long do I have to report snags?', ['report']],
    ['Where do we drain it?', ['drain']],
    ['How long does it take?', []],
  ])('%s %j', (question, actions) => expect(askedActions(question)).toEqual(actions));

  test.each([
    ['You get a signed report within ten days.', true],
    ['Report within ten days.', false],
    ['You get a report. Report a snag within ten days.', false],
    ['We come within ten days.', false],
  ])('"%s" has reporting as a thing alone: %s', (text, right) => expect(namesAsThing('report', text)).toBe(right));

  test('is doubtful where only a thing is called so', () => {
    const things = terms('report', 'snags');
    const question = 'How long do I have to report snags?';
    expect(plainly(question, things, 'For snags you get a report within ten days.')).toBe(false);
    expect(plainly(question, things, 'Please report snags within ten days.')).toBe(true);
  });
});

test('Q4: a place that says less than half and was found after another is doubtful', () => {
  const told = terms('fence', 'place', 'garden', 'move', 'neighbours');
  const subject = subjectOf('The fence is in the wrong place', told);
  const sure = (score: number) => {
    const places = [
      read('The garden fence stands.', null, { score: 0.7 }),
      read('A wall.', null, { score, cosine: 0 }),
    ];
    return isSure(subject, rateUnits(places, subject, fitted), 0, fitted);
  };
  expect([sure(0.6), sure(0.74)]).toEqual([true, false]);
});

describe('Q7: what rests on what was left open', () => {
  const said = (content: string) => [
    { role: 'user' as const, content: 'Where are the filters?' },
    { role: 'assistant' as const, content },
  ];
  test.each([
    ['told as doubtful', `${UNSURE}\n\nIn the attic. [1]`, true],
    ['not found', REFUSAL, true],
    ['told plainly', 'From your documents:\n\nIn the attic. [1]', false],
  ])('%s', (_, text, open) => expect(wasLeftOpen(said(text))).toBe(open));
  test('nothing was said', () => expect(wasLeftOpen([])).toBe(false));
});
