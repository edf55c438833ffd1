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
