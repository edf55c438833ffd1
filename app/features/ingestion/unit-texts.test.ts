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
