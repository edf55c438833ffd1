import { describe, expect, it } from 'vitest';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { ownText } from './own-text.ts';
import type { Listener } from './listener.ts';
import { typeNames } from './type-names.ts';

const names = typeNames(
  [
    { code: 'NORDHAVN', name: 'Nordhavn' },
    { code: 'KILN', name: 'Kilnside' },
    { code: 'M', name: 'Tidewater Mews' },
  ],
  isEnglishWord,
);
const letters = typeNames(
  ['A', 'B', 'C'].map((code) => ({ code, name: `Type ${code}` })),
  isEnglishWord,
);
const homes = typeNames(
  [
    { code: 'S', name: 'Semi-detached' },
    { code: 'T', name: 'Detached' },
  ],
  isEnglishWord,
);
const nordhavn: Listener = { houseType: 'NORDHAVN', names };
const own = (text: string, headings: string[] = [], listener = nordhavn, title = 'Fire safety') =>
  ownText(text, { title, headings }, listener);

describe('what speaks for this house', () => {
  it.each([
    ['a heading above', ['Kilnside', 'If there is a fire in another flat'], 'Fire safety'],
    ['its own heading', ['Hob VI-604 (Kilnside and mews)'], 'Fire safety'],
    ['the title', ['Fire'], 'Kilnside home manual'],
  ])('nothing under others, named by %s', (_, headings, title) => {
    expect(own('Leave the building.', headings, nordhavn, title)).toBeNull();
    expect(own('Leave the building.', headings, { houseType: 'KILN', names }, title)).toBe('Leave the building.');
  });

  it.each([
    [
      'Test alarms. In Kilnside wait for the bell. It rings weekly. In Nordhavn none rings.',
      'Test alarms. In Nordhavn none rings.',
    ],
    ['Is there gas in Kilnside? Yes. Ask the factor.', null],
    [
      'On the balcony in Nordhavn; in Kilnside in the court; never from windows.',
      'On the balcony in Nordhavn; … never from windows.',
    ],
    ['3. Screen dark: Kilnside, way 7; Nordhavn, way 11.', '3. Screen dark: Nordhavn, way 11.'],
    ['The floor of every home (and the attic of the mews) is warm.', 'The floor of every home is warm.'],
    [
      'Kilnside\n\nThe tap is in the press.\n\nNordhavn\n\nThe tap is in the shaft.',
      'Nordhavn\n\nThe tap is in the shaft.',
    ],
    ['In Kilnside do this:\n1. Shut it.\n2. Ring.\n\nThen rest.', 'Then rest.'],
    ['2. Kilnside: open the door. Nordhavn: take the shelf out.', '2. Nordhavn: take the shelf out.'],
    ['Each year: wax the step (mews). Each month: test alarms.', 'Each month: test alarms.'],
    ['In Nordhavn the tap is red, in Kilnside it is blue.', 'In Nordhavn the tap is red …'],
    ['In Kilnside, the tap is red, and in Nordhavn, it is blue.', '… in Nordhavn, it is blue.'],
    ['It is red in Kilnside, blue in Nordhavn and green in the mews.', '… blue in Nordhavn …'],
    ['Kilnside: red. Nordhavn: blue.', 'Nordhavn: blue.'],
    ['The following applies to Kilnside only.\n\nTurn it left. Wait.', null],
    [
      'Test it. What follows is for Kilnside. Turn it left.\n\nNordhavn\n\nPush it.',
      'Test it.\n\nNordhavn\n\nPush it.',
    ],
    ['This page does not apply to Nordhavn. Turn it left.', null],
    ['Shut the tap.', 'Shut the tap.'],
  ])('%j becomes %j', (text, left) => expect(own(text)).toBe(left));

  it.each([
    ['- A: shed\n- B: attic\n- C: hall', '- B: attic'],
    ['It is:\n• A – shed\n• B – attic', 'It is:\n• B – attic'],
    ['House A: the shed. House B: the attic.', 'House B: the attic.'],
    ['A: in the shed. B: in the attic.', 'B: in the attic.'],
    ['For the A houses look in the shed.', null],
    ['A\n\nIn the shed.\n\nB\n\nIn the attic.', 'B\n\nIn the attic.'],
    ['A: boiler. B: valve. F: pump.', 'A: boiler. B: valve. F: pump.'],
    ['House 2: see Plan A. A house is warm.', 'House 2: see Plan A. A house is warm.'],
  ])('by letters, %j becomes %j', (text, left) => expect(own(text, [], { houseType: 'B', names: letters })).toBe(left));

  it('a heading that is nothing but a letter', () => {
    expect(own('In the shed.', ['A'], { houseType: 'B', names: letters })).toBeNull();
    expect(own('In the shed.', ['A'], { houseType: 'A', names: letters })).toBe('In the shed.');
  });

  it.each([
    ['In the semi-detached houses it is red, in the detached ones blue.', 'In the semi-detached houses it is red …'],
    ['Semi-detached: red. Detached: blue.', 'Semi-detached: red.'],
    ['Detached homes have a red tap.', null],
    ['House type | Tap\nSemi-detached | Red\nDetached | Blue', 'House type | Tap\nSemi-detached | Red'],
    ['The garage is detached.', 'The garage is detached.'],
  ])('by names of words for homes, %j becomes %j', (text, left) =>
    expect(own(text, [], { houseType: 'S', names: homes })).toBe(left),
  );

  it('by the kind of home that a type alone is, as its description says', () => {
    const described = typeNames(
      [
        { code: 'ROOK', name: 'The Rook', description: 'Stone barn conversion' },
        { code: 'WREN', name: 'The Wren', description: 'Flat over the yard' },
        { code: 'FINCH', name: 'The Finch', description: 'Terraced house' },
      ],
      isEnglishWord,
    );
    const wren: Listener = { houseType: 'WREN', names: described };
    expect(own('In the barns wait for the bell.\nIn the flats ring.\nThe barn door is old.', [], wren)).toBe(
      'In the flats ring.\nThe barn door is old.',
    );
    expect(own(' | Barns | Flats\nTap | Red | Blue', [], wren)).toBe('| Flats\nTap | Blue');
  });

  it('by where the descriptions put the homes: what begins with it', () => {
    const placed = typeNames(
      [
        { code: 'ROOK', name: 'The Rook', description: 'House of three bedrooms in Long Acre' },
        { code: 'WREN', name: 'The Wren', description: 'Flat over garages in the kiln yard' },
      ],
      isEnglishWord,
    );
    const rook: Listener = { houseType: 'ROOK', names: placed };
    expect(own('Leave by the outer stair.', ['If there is a fire', 'In Kiln Yard'], rook)).toBeNull();
    expect(own('In Kiln Yard ring the bell. In Long Acre shout.', [], rook)).toBe('In Long Acre shout.');
    expect(own('A ladder hangs in the arch of Kiln Yard.', [], rook)).toBe('A ladder hangs in the arch of Kiln Yard.');
    expect(own('Kiln Yard\n\nPush it.\n\nLong Acre\n\nPull it.', [], rook)).toBe('Long Acre\n\nPull it.');
  });

  it('under its own name, what others are only mentioned for stays', () => {
    const text = 'No more than 1.5 m: the deed says so, to keep the light for Kilnside. In Kilnside it is 2 m.';
    expect(own(text, ['From Nordhavn'])).toBe('No more than 1.5 m: the deed says so, to keep the light for Kilnside.');
  });
});

describe('a table', () => {
  it('keeps the columns that are for all or for this house', () => {
    const table = '| Nordhavn | Kilnside (28C) | Mews | Unit\nTap | 52 | 48 | 60 | °C\nMain | 1 | 2 | 3 | bar';
    expect(own(table)).toBe('| Nordhavn | Unit\nTap | 52 | °C\nMain | 1 | bar');
    expect(own(table, [], { houseType: 'M', names })).toBe('| Mews | Unit\nTap | 60 | °C\nMain | 3 | bar');
  });

  it('keeps the rows that are for all or for this house, by name, by code and under a row that names a type', () => {
    expect(own('Fitting | Lamp\nCeiling, Kilnside | E27\nMirror | LED\nCeiling, Nordhavn | LED')).toBe(
      'Fitting | Lamp\nMirror | LED\nCeiling, Nordhavn | LED',
    );
    expect(own('Room | Colour\nKilnside | Kilnside\nHall | White\nNordhavn | Nordhavn\nHall | Sand')).toBe(
      'Room | Colour\nNordhavn | Nordhavn\nHall | Sand',
    );
    const coded = 'House type | Area | Panels\nA | 82 | 4\nB, C | 108 | 6';
    expect(own(coded, [], { houseType: 'C', names: letters })).toBe('House type | Area | Panels\nB, C | 108 | 6');
  });

  it('takes sentences for others out of a cell', () => {
    expect(own('F1 | Low | Kilnside: top up. Nordhavn: ring us.\nF2 | High | Wait')).toBe(
      'F1 | Low | Nordhavn: ring us.\nF2 | High | Wait',
    );
  });

  it('letters of a key are no house types', () => {
    const key = 'Letter | Meaning\nA | Boiler\nB | Valve\nF | Pump';
    expect(own(key, [], { houseType: 'A', names: letters })).toBe(key);
  });

  it('for others alone is nothing', () => {
    expect(own('Example, Kilnside | Price\nHeat | £3', ['Prices'])).toBeNull();
    expect(own('Service | Kilnside | Mews\nGutters | May | June')).toBeNull();
  });
});
