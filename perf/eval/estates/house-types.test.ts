import { describe, expect, it } from 'vitest';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { ownText } from '#app/features/retrieval/house-types/own-text.ts';
import { typeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';
import { PILOT_HOUSE_TYPES } from '#db/seed/longview/houses.ts';
import { readPilotPassages } from '../load-pilot.ts';
import { ESTATES, readDocuments, readEstate } from './read-estate.ts';

type Part = { title: string; houseTypes: string[]; section: string[]; text: string };

async function partsOf(slug: string) {
  if (slug === 'longview') {
    const read = await readPilotPassages();
    return {
      types: PILOT_HOUSE_TYPES,
      parts: read.flatMap(({ passages, ...of }) => passages.map((passage): Part => ({ ...of, ...passage }))),
    };
  }
  const estate = await readEstate(slug);
  const read = await readDocuments(estate);
  return {
    types: estate.houseTypes,
    parts: read.flatMap(({ meta, passages }) =>
      passages.map((passage): Part => ({ title: meta.title, houseTypes: meta.house_types, ...passage })),
    ),
  };
}

const MEWS = /mews/i;

/** Made without what is tested: a block's name anywhere, a letter behind the word or as a cell of its own. */
const naming = ({ code, name }: { code: string; name: string }) =>
  code.length > 1
    ? new RegExp(`\\b${code}\\b`, 'i')
    : new RegExp(
        `\\btypes? (?:[A-D](?:, | and ))*${code}\\b|^${code}$|, ${code} \\d|${MEWS.test(name) ? 'mews' : '(?!)'}`,
        'i',
      );

describe.each([...ESTATES, 'longview'])('Q5: of %s', (slug) => {
  it('no home is told what names another kind alone, in a sentence, a cell, a heading or the title', async () => {
    const { types, parts } = await partsOf(slug);
    const names = typeNames(types, isEnglishWord);
    const told: string[] = [];
    let left = 0;
    for (const part of parts)
      for (const type of types.filter(({ code }) => part.houseTypes.includes(code))) {
        const text = ownText(part.text, { title: part.title, headings: part.section }, { houseType: type.code, names });
        if (text === null) continue;
        left += 1;
        const [own, others] = [naming(type), types.filter((other) => other !== type).map(naming)];
        const names1 = (unit: string) => others.some((other) => other.test(unit)) && !own.test(unit);
        const place = [part.title, ...part.section.slice(1)];
        const governed = [...place, ...part.section].some((label) => own.test(label));
        const units = text.split('\n').flatMap((line) => line.split(' | ').flatMap((cell) => splitSentences(cell)));
        const said = [...place, ...units.map((unit) => (governed ? unit.slice(0, 25) : unit))].filter(names1);
        told.push(...said.map((unit) => `${type.code}, ${part.title} > ${part.section.join(' > ')}: ${unit}`));
      }
    expect(told).toEqual([]);
    // It is no emptiness that holds: most of what a home may read is left to it.
    expect(left).toBeGreaterThan(parts.length);
  }, 240_000);
});
