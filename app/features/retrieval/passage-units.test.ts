import { expect, test } from 'vitest';
import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import { passageBlocks, unitInContext } from './passage-units.ts';

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

test('empty text has no blocks', () => {
  expect(passageBlocks(' \n\n ')).toEqual([]);
  expect(cellsOf(' 6 |  Immersion heater ')).toEqual(['6', 'Immersion heater']);
});

test('cells at the ends may be empty', () => {
  expect(cellsOf('| Morning | Afternoon')).toEqual(['', 'Morning', 'Afternoon']);
  expect(cellsOf('Hall | 4 |')).toEqual(['Hall', '4', '']);
  expect(cellsOf('Hall | | 300 mm')).toEqual(['Hall', '', '300 mm']);
  expect(cellsOf('| Cover by Ciaran |')).toEqual(['', 'Cover by Ciaran', '']);
  const [table] = passageBlocks('Week | Morning | Evening\n| Cover by Ciaran |\nTwo | | Dagny');
  expect(unitInContext(null, table!, table!.units[0]!)).toBe('Morning: Cover by Ciaran');
});

const leadsOf = (text: string) =>
  passageBlocks(text).map(({ lead, units }) => [lead, units.map((unit) => unit.text).join(' ')]);

test.each([
  [
    'on a line of its own',
    'Who empties the tank?\n\nBorrow Drains. Every March.',
    [['Who empties the tank?', 'Borrow Drains. Every March.']],
  ],
  [
    'with its letter',
    'Q: Who cleans it?\nA: The company.\n\nQ: When?\nA: In May.',
    [
      ['Q: Who cleans it?', 'A: The company.'],
      ['Q: When?', 'A: In May.'],
    ],
  ],
  ['in a paragraph', 'Is it off? Press it. Then wait.', [['Is it off?', 'Press it. Then wait.']]],
  ['after another', 'Is it off? Is it cold?\n\nCall us.', [['Is it off? Is it cold?', 'Call us.']]],
  ['over a list', 'What do I need?\n\n• a key\n• a lamp', [['What do I need?', '• a key • a lamp']]],
  ['that nothing answers', 'Press it.\nIs it cold?', [[undefined, 'Press it.']]],
])('a printed question %s leads to its answer and is no unit', (_where, text, leads) =>
  expect(leadsOf(text)).toEqual(leads),
);

test('a line by itself leads to what explains it', () => {
  expect(leadsOf('I hear a fan.\n\nThat is the ventilation. It never stops.')).toEqual([
    [undefined, 'I hear a fan.'],
    ['I hear a fan.', 'That is the ventilation. It never stops.'],
  ]);
});

test('a unit is read under its heading, after its lead, with the header of each cell', () => {
  const [table] = passageBlocks('Part | Number\nrope | 1\nglass | 2');
  expect(unitInContext('Parts', table!, table!.units[1]!)).toBe('Parts: Part: glass, Number: 2');
  const [prose] = passageBlocks('Is it off? Press it.');
  expect(unitInContext(null, prose!, prose!.units[0]!)).toBe('Is it off?: Press it.');
});

test.each([
  [
    'a header over parts of it',
    'Day | Hours | Hours\n| Morning | Afternoon\nSat | 9-12 | closed',
    'Day | Hours Morning | Hours Afternoon',
    1,
  ],
  [
    'a second row that begins and ends with an empty cell',
    'Band | Tariff | Tariff | Note\n| Summer | Winter |\nB | 0.18 | 0.29 | by day',
    'Band | Tariff Summer | Tariff Winter | Note',
    1,
  ],
  [
    'a first row that begins with an empty cell',
    '| Summer | Summer | Winter\n| Peak | Off |\nBarn | 21 | 22 | 23',
    '| Summer Peak | Summer Off | Winter',
    1,
  ],
  [
    'the first of rows over which a value goes',
    'Bin | May | June\nBrown | Mon | Mon\nGrey | | Tue',
    'Bin | May | June',
    2,
  ],
  [
    'two rows, the first cell of both empty',
    '| Summer | | Winter |\n| Peak | Off | Peak | Off\nFlat | 11 | 12 | 13 | 14',
    '| Summer Peak | Summer Off | Winter Peak | Winter Off',
    1,
  ],
  [
    'two rows, where the first covers by being empty',
    'Zone | Heating | | Cooling |\nZone | Day | Night | Day | Night\nAttic | 19 | | 23 | 27',
    'Zone | Heating Day | Heating Night | Cooling Day | Cooling Night',
    1,
  ],
  [
    'two rows, the second of which names the rows',
    '| Summer | Summer\nTariff | Peak | Off\nFlat | 11 | 12',
    'Tariff | Summer Peak | Summer Off',
    1,
  ],
  [
    'one row, with an empty corner and gaps',
    '| Summer | | Winter\nFlat | 11 | 12 | 13\nBarn | 21 | 22 | 23',
    '| Summer | | Winter',
    2,
  ],
  ['one row, whose last cells are empty', 'Item | Size |\nBolt | M8 | zinc\nNut | M8 | zinc', 'Item | Size |', 2],
  [
    'one row, of a cell over the whole table',
    'Price from April |\nCharging, each kWh | 32 p\nVisitor, each kWh | 45 p',
    'Price from April |',
    2,
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

test.each([
  ['a sentence', '~~The code is 72.~~ The code is 96.', ['The code is 96.']],
  ['several', '~~The code is 72. Ask Orla.~~ The code is 96.', ['The code is 96.']],
  ['lines, each by itself', '~~It is washed every~~ ~~six months.~~ It is washed in May.', ['It is washed in May.']],
  ['a list item', '- ~~petrol~~\n- paper', ['- paper']],
  ['a row', 'Item | Fee\n~~Grill~~ | ~~20~~\nTent | ~~30~~ 35', ['Tent | ~~30~~ 35']],
  ['words alone', 'The shed holds ~~12~~ 18 bicycles.', ['The shed holds ~~12~~ 18 bicycles.']],
  ['words to the end of the next', 'It holds ~~12. It is red.~~ Fill it.', ['It holds ~~12.~~', 'Fill it.']],
  ['nothing, by signs that are alone', 'It wants ~~5 litres. Fill it.', ['It wants ~~5 litres.', 'Fill it.']],
])('C9: what is struck through is no unit: %s', (_what, text, units) => {
  expect(passageBlocks(text).flatMap((block) => block.units.map((unit) => unit.text))).toEqual(units);
});
