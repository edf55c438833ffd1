import { describe, expect, it } from 'vitest';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { typeNames } from './type-names.ts';

const LETTERS = typeNames(
  [
    { code: 'A', name: 'The Alder' },
    { code: 'B', name: 'The Beech' },
    { code: 'C', name: 'The Cherry' },
    { code: 'D', name: 'Type D' },
  ],
  isEnglishWord,
);
const BLOCKS = typeNames(
  [
    { code: 'NORDHAVN', name: 'Nordhavn' },
    { code: 'T2', name: 'Maple House' },
    { code: 'M', name: 'Tidewater Mews' },
    { code: '2', name: 'Harbour Court' },
  ],
  isEnglishWord,
);

const said = (found: ReadonlySet<string>) => [...found].toSorted().join(' ');

describe('house types in running text', () => {
  it.each([
    ['In type B press the switch.', 'B'],
    ['Types A, B and C have radiators.', 'A B C'],
    ['House types A to C', 'A B C'],
    ['about €90 for types A and C, €120 for B, €160 for D', 'A C'],
    ['type A 82 m², B 108 m², C 115 m²', 'A B C'],
    ['The Beech is a three-bedroom house, the Cherry has an attic.', 'B C'],
    ['All houses except type D have radiators.', 'A B C'],
    ['It is quieter than type B.', ''],
    ['Prune a beech hedge, and a cherry, in type.', ''],
    ['Vitamin B, plan A and a type E socket', ''],
    ['A lamp. B lamps. Ward C.', ''],
    ['Change the filters (C and D) when the work ends.', 'C D'],
    ['In C and D the fans go on. Driveways of A, B and C.', 'A B C D'],
    ['Smell of cooking, B or D', 'B D'],
    ['Vitamins C and D, options A, B and C, rated A or B', ''],
    ['Join A and E; plan-A and B; A&B Ltd', ''],
  ])('%j: %j', (text, codes) => expect(said(LETTERS.inText(text))).toBe(codes));

  it.each([
    ['In Nordhavn the lift is serviced', 'NORDHAVN'],
    ['NORDHAVN and the mews', 'M NORDHAVN'],
    ['Maple House has its own door; a maple worktop does not', 'T2'],
    ['The new house, the court and the harbour', ''],
    ['A Type 2 socket, and a type 2 cable', ''],
    ['house type 2, type T2', '2 T2'],
    ['Only in Harbour Court.', '2'],
  ])('by block and number, %j: %j', (text, codes) => expect(said(BLOCKS.inText(text))).toBe(codes));
});

describe('house types in labels', () => {
  it.each([
    ['Ceiling, mews', 'M'],
    ['Nordhavn (flats 1 to 30)', 'NORDHAVN'],
    ['Mews, boiler 18S', 'M'],
    ['Maple | House', ''],
  ])('%j: %j', (text, codes) => expect(said(BLOCKS.inLabel(text))).toBe(codes));

  it.each([
    ['A', 'A'],
    ['B and C', 'B C'],
    ['A–C', 'A B C'],
    ['Cherry', 'C'],
    ['Cherry, hawthorn', ''],
    ['E', ''],
  ])('a key %j: %j', (text, codes) => expect(said(LETTERS.inKeys(text))).toBe(codes));
});

it('a development without types names none', () => {
  const none = typeNames([], isEnglishWord);
  expect([said(none.inText('type A')), said(none.inLabel('A')), said(none.inKeys('A'))]).toEqual(['', '', '']);
});

describe('names and codes with signs', () => {
  const signs = '-/.,*+?^${}()|[]\\&#~!@%=:;\'"<>_';
  it.each(signs.split(''))('%s ends no search', (sign) => {
    const names = typeNames(
      [
        { code: `A${sign}1`, name: `Two${sign}bed cherry ${sign} house` },
        { code: 'B', name: `The Oak (3${sign}bed)` },
      ],
      isEnglishWord,
    );
    expect(said(names.inText('In type B the tap is outside.'))).toBe('B');
  });

  it('a hyphen is a part of a code and of a name', () => {
    const names = typeNames(
      [
        { code: 'A-1', name: 'Three-bed mid-terrace' },
        { code: 'A-2', name: 'Harbour Court' },
      ],
      isEnglishWord,
    );
    expect(said(names.inText('In type A-1 the tap is outside.'))).toBe('A-1');
  });
});
