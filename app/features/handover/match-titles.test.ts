import { expect, test } from 'vitest';
import { matchTitles, openTitles, stemsOf } from './match-titles.ts';
import { RULES } from './rules/choose-rule-set.ts';

/** No meanings: words alone decide. */
const embed = (texts: string[]) => Promise.resolve(texts.map(() => [0]));

async function slotsOf(titles: string[], blurred = false) {
  const held = await openTitles(RULES.ireland, embed);
  return (await matchTitles(held, titles, embed, { blurred })).map(({ slot, title }) => [title, slot]);
}

test('G10: a title names the slot whose words it shares; one that two slots share, or none, names none', async () => {
  expect(await slotsOf(['Air Permeability Test Certificate', 'Certificate', 'Kitchen layout', 'Safety File'])).toEqual([
    ['Air Permeability Test Certificate', 'airtightness'],
    ['Safety File', 'safety-file'],
  ]);
  expect(await slotsOf([])).toEqual([]);
});

test('G10: a letter that was misread in a picture is forgiven there alone', async () => {
  const [misread] = ['Air Permeabillty Test Certificate'];
  expect(await slotsOf([misread!], true)).toEqual([[misread, 'airtightness']]);
});

test('words are told without their endings and the small ones', () =>
  expect(stemsOf('The commissioning of Boilers')).toEqual(['commission', 'boiler']));
