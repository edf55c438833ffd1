import { expect, test } from 'vitest';
import { cellsOf, passageBlocks } from './passage-units.ts';

test('a passage falls into sentences, steps and rows', () => {
  const blocks = passageBlocks(
    'The board hangs in the hall. Keep it free.\n\nDo this:\n1. Push down.\n2. Push up.\n\nWay | Circuit\n1 | ' +
      'Lights\n2 | Hob\n• Loose item',
  );
  expect(
    blocks.map(({ kind, ordered, lead, header, units }) => ({
      kind,
      ordered,
      lead,
      header,
      units: units.map((unit) => unit.text),
    })),
  ).toEqual([
    {
      kind: 'prose',
      ordered: false,
      lead: undefined,
      header: undefined,
      units: ['The board hangs in the hall.', 'Keep it free.'],
    },
    { kind: 'prose', ordered: false, lead: undefined, header: undefined, units: ['Do this:'] },
    { kind: 'list', ordered: true, lead: 'Do this:', header: undefined, units: ['1. Push down.', '2. Push up.'] },
    { kind: 'table', ordered: false, lead: undefined, header: 'Way | Circuit', units: ['1 | Lights', '2 | Hob'] },
    { kind: 'list', ordered: false, lead: undefined, header: undefined, units: ['• Loose item'] },
  ]);
});

test('empty text has no blocks; cells are trimmed', () => {
  expect(passageBlocks(' \n\n ')).toEqual([]);
  expect(cellsOf('| 6 | Immersion heater |')).toEqual(['6', 'Immersion heater']);
});

test('cells at the ends may be empty', () => {
  expect(cellsOf('| Morning | Afternoon')).toEqual(['', 'Morning', 'Afternoon']);
  expect(cellsOf('Hall | 4 |')).toEqual(['Hall', '4', '']);
  expect(cellsOf('Hall | | 300 mm')).toEqual(['Hall', '', '300 mm']);
});

const unitsOf = (text: string) => passageBlocks(text).flatMap((block) => block.units.map((unit) => unit.text));

test.each([
  [
    'on a line of its own',
    'Who empties the tank?\n\nBorrow Drains. Every March.',
    ['Who empties the tank?\nBorrow Drains.', 'Every March.'],
  ],
  [
    'with its letter',
    'Q: Who cleans it?\nA: The company.\n\nQ: When?\nA: In May.',
    ['Q: Who cleans it?\nA: The company.', 'Q: When?\nA: In May.'],
  ],
  ['in a paragraph', 'Is it off? Press it. Then wait.', ['Is it off? Press it.', 'Then wait.']],
  ['after another', 'Is it off? Is it cold?\n\nCall us.', ['Is it off?', 'Is it cold?\nCall us.']],
])('a question %s is quoted with its answer', (_where, text, units) => expect(unitsOf(text)).toEqual(units));

test('a question leads to the list that answers it', () => {
  const [, list] = passageBlocks('What do I need?\n\n• a key\n• a lamp');
  expect(list).toMatchObject({ kind: 'list', lead: 'What do I need?' });
});

test.each([
  [
    'a header over parts of it',
    'Day | Hours | Hours\n| Morning | Afternoon\nSat | 9-12 | closed',
    'Day | Hours Morning | Hours Afternoon',
    1,
  ],
  ['its first row', 'Part | Number\nrope | RR-1\nglass | RR-2', 'Part | Number', 2],
  ['none, where all rows are alike', 'rope | PR-1\nglass | PR-2', undefined, 2],
  ['none over telephone numbers', 'Heating | 061 555 0111\nDrains | 061 555 0122', undefined, 2],
  ['years over figures', 'Room | 2024 | 2025\nHall | 4 | 5', 'Room | 2024 | 2025', 1],
  ['none of one row', 'rope | PR-1', undefined, 1],
])('a table has as its header %s', (_what, text, header, rows) => {
  const [block] = passageBlocks(text);
  expect([block?.header, block?.units.length]).toEqual([header, rows]);
});
