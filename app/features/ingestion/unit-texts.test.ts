import { expect, it } from 'vitest';
import { typeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { unitTexts } from './unit-texts.ts';

const names = typeNames(
  [
    { code: 'NORDHAVN', name: 'Nordhavn' },
    { code: 'KILN', name: 'Kilnside' },
  ],
  isEnglishWord,
);

it('rows come as each type sees them, sentences once', () => {
  const text = 'Check both.\n\nThing | Nordhavn | Kilnside\nTap | Hall | Kitchen';
  expect(unitTexts({ heading: 'Water', section: ['Water'], text }, names)).toEqual([
    'Water: Check both.',
    'Water: Thing: Tap, Nordhavn: Hall',
    'Water: Thing: Tap, Kilnside: Kitchen',
  ]);
});

it('a section of one type has what that type sees', () => {
  const place = { heading: 'Gas', section: ['Kilnside', 'Gas'] };
  expect(unitTexts({ ...place, text: 'Shut the tap.' }, names)).toEqual(['Gas: Shut the tap.']);
});

it('without house types a text is seen whole', () => {
  const none = typeNames([], isEnglishWord);
  expect(unitTexts({ heading: null, section: [], text: 'Shut it. Ring.' }, none)).toEqual(['Shut it.', 'Ring.']);
});

it('is not read anew for each house type of the development', () => {
  const asked = (types: number, text: string) => {
    const many = Array.from({ length: types }, (_, at) => ({
      code: `${letters(at)}NORD`,
      name: `${letters(at)}nordhavn`,
    }));
    const all = typeNames([...many, { code: 'KILN', name: 'Kilnside' }], isEnglishWord);
    let calls = 0;
    const count =
      <Value>(read: (text: string) => Value) =>
      (one: string) => {
        calls += 1;
        return read(one);
      };
    const counted = { ...all, inText: count(all.inText), inLabel: count(all.inLabel) };
    unitTexts({ heading: 'Water', section: ['Water'], text }, counted);
    return calls;
  };
  const letters = (at: number) => String.fromCharCode(65 + Math.floor(at / 26), 97 + (at % 26));
  const wide = Array.from({ length: 4 }, (_, row) =>
    Array.from({ length: 60 }, (_cell, cell) => `${row}${cell}`).join(' | '),
  ).join('\n');
  const list = Array.from({ length: 60 }, (_, at) => `- valve ${at} of Kilnside`).join('\n');
  for (const text of [wide, list]) {
    expect(asked(4, text)).toBeGreaterThan(50);
    expect(asked(60, text)).toBe(asked(4, text));
  }
});

it('a text that names each type has the units of so many as may be kept', () => {
  const many = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const all = typeNames(
    many.map((code) => ({ code, name: `Type ${code}` })),
    isEnglishWord,
  );
  const rows = Array.from({ length: 12 }, (_, row) => [`Part ${row}`, ...many.map((code) => `${row}${code}`)]);
  const text = [['Part', ...many.map((code) => `Type ${code}`)], ...rows].map((row) => row.join(' | ')).join('\n');
  const units = unitTexts({ heading: null, section: [], text }, all);
  expect(units).toHaveLength(120);
  expect(units[0]).toBe('Part: Part 0, Type A: 0A');
});
