import { describe, expect, it } from 'vitest';
import type { Asked } from './ask-estate.ts';
import { estateFigures, estateTable, gateVerdicts } from './estate-figures.ts';

const common = { half: 'report' as const, ask: 'NORTH', question: 'How warm is it?', before: [] };

const answerable = (asked: Partial<Asked>): Asked => ({
  question: {
    ...common,
    id: 'aa-00000001',
    kind: 'type-contradiction',
    pages: ['heat:2'],
    facts: [['52 °C']],
    wrong: ['60 °C'],
  },
  rank: 1,
  answered: true,
  cited: ['heat:2'],
  answer: 'It is 52 °C. [1]',
  ...asked,
});
const unanswerable = (asked: Partial<Asked>): Asked => ({
  question: {
    ...common,
    id: 'aa-00000002',
    kind: 'unanswerable',
    unanswerable: true,
    near: 'no-such-thing',
    reason: 'There is no lift.',
    absent: [],
    wrong: ['630 kg'],
    allow: ['no lift'],
  },
  rank: Number.NaN,
  answered: false,
  cited: [],
  answer: 'I could not find this.',
  ...asked,
});

describe('estateFigures', () => {
  it('counts what is right', () => {
    expect(estateFigures([answerable({}), unanswerable({})])).toEqual({
      questions: 2,
      'hit@1': 1,
      'hit@5': 1,
      'citations right': 1,
      'fact in answer': 1,
      'refusal recall': 1,
      'false refusal': 0,
      'wrong fact': 0,
      'type confusion': 0,
    });
  });

  it.each<[string, Asked, Partial<ReturnType<typeof estateFigures>>]>([
    ['a page found late', answerable({ rank: 6 }), { 'hit@1': 0, 'hit@5': 0 }],
    ['a page not found', answerable({ rank: Number.POSITIVE_INFINITY }), { 'hit@5': 0 }],
    ['a citation too many', answerable({ cited: ['heat:2', 'heat:3'] }), { 'citations right': 0.5 }],
    ['both columns of a row', answerable({ answer: '52 °C | 60 °C' }), { 'fact in answer': 1, 'type confusion': 1 }],
    ['a refusal', answerable({ answered: false, answer: '52 °C' }), { 'fact in answer': 0, 'false refusal': 1 }],
    ['what is not there', unanswerable({ answered: true, answer: '630 kg' }), { 'refusal recall': 0, 'wrong fact': 1 }],
    ['why there is nothing', unanswerable({ answered: true, answer: 'There is no lift.' }), { 'refusal recall': 1 }],
  ])('sees %s', (_, asked, figures) => {
    expect(estateFigures([asked])).toMatchObject(figures);
  });
});

const GATES = {
  'hit@1': { atLeast: 0.6 },
  'hit@5': { atLeast: 0.9 },
  'citations right': { atLeast: 0.6 },
  'fact in answer': { atLeast: 0.6 },
  'refusal recall': { atLeast: 0.3 },
  'false refusal': { atMost: 0.1 },
  'type confusion': { atMost: 0.3 },
};

describe('gateVerdicts', () => {
  const verdictsOf = (asked: Asked[]) => gateVerdicts('north', estateFigures(asked), GATES);

  it('pass what reaches its gates, and say what more is asked for', () => {
    const asked = [...Array.from({ length: 9 }, () => answerable({})), answerable({ rank: 2 }), unanswerable({})];
    expect(verdictsOf(asked).filter(({ passed, short }) => !passed || short)).toEqual([]);
    const less = verdictsOf([...asked, answerable({ rank: 2 }), answerable({ rank: 2 })]);
    expect(less.filter(({ short }) => short).map(({ passed, short }) => [passed, short])).toEqual([
      [true, 'hit@1 at least 0.85'],
    ]);
  });

  it('fail below a gate, and where nothing could be counted', () => {
    const failed = verdictsOf([answerable({ answer: '60 °C' })]).filter(({ passed }) => !passed);
    expect(failed.map(({ requirements }) => requirements[0])).toEqual(['Q2', 'Q4', 'Q5']);
  });
});

it('the table has a line for each half and kind', () => {
  const lines = estateTable([answerable({}), unanswerable({})]);
  expect(lines).toHaveLength(1 + 2 + 15 + 3);
  expect(lines.find((line) => line.includes('type-contradiction'))).toMatch(/\s1\s+1\.000/);
  expect(lines.join('\n')).not.toContain('52');
});
