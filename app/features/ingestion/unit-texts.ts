import { ownText } from '#app/features/retrieval/house-types/own-text.ts';
import type { TypeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { passageBlocks, unitInContext } from '#app/features/retrieval/passage-units.ts';

/** Most units of a passage whose vectors are kept. */
const MOST = 120;

/**
 * What of a passage is compared with a question sentence by sentence, as each house type sees it: its units in their
 * context, each once. A question whose unit is not among them embeds it when it is asked.
 */
export function unitTexts(
  { heading, section, text }: { heading: string | null; section: readonly string[]; text: string },
  names: TypeNames,
): string[] {
  const headings = section.length === 0 && heading !== null ? [heading] : section;
  const own = names.codes.map((houseType) => ownText(text, { title: '', headings }, { houseType, names }));
  const seen = [...new Set([...own.filter((one) => one !== null), ...(own.length === 0 ? [text] : [])])];
  const texts = seen.flatMap((one) =>
    passageBlocks(one).flatMap((block) => block.units.map((unit) => unitInContext(heading, block, unit))),
  );
  return [...new Set(texts)].slice(0, MOST);
}
