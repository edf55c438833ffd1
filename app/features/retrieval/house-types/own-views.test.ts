import { expect, it } from 'vitest';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { ownText } from './own-text.ts';
import { ownViews } from './own-views.ts';
import { typeNames } from './type-names.ts';

const codes = ['A', 'B', 'C', 'D', 'E', 'F'];
const names = typeNames(
  codes.map((code) => ({ code, name: `Type ${code}` })),
  isEnglishWord,
);

it.each([
  ['names nobody', 'Shut the tap.\n\nPart | Place\nTap | Hall', []],
  ['names some in a sentence', 'Type B has two taps. Types C and D have one. All have a drain.', []],
  ['leaves some out', 'Every house has a meter. Except for type E, it is in the hall.', []],
  [
    'has a column for some',
    'Part | Type A | Type B | Type C\nTap | Hall | Loft | Yard\nDrain | Yard | Yard | Hall',
    [],
  ],
  ['has a row for each', codes.map((code) => `Type ${code} | ${code}1`).join('\n'), []],
  ['has blocks headed by names', 'Type A\nThe tap is low.\n\nTypes B to D\n- It is high.\n- It is red.', []],
  ['stands under some', 'The tap is low.', ['Types A and F', 'Water']],
])('a text that %s is seen as each type sees it, once', (_how, text, headings) => {
  const place = { title: '', headings };
  const each = codes.map((houseType) => ownText(text, place, { houseType, names })).filter((own) => own !== null);
  expect(new Set(ownViews(text, place, names))).toEqual(new Set(each));
});
