import { ownViews } from '#app/features/retrieval/house-types/own-views.ts';
import type { TypeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { passageBlocks, unitInContext } from '#app/features/retrieval/passage-units.ts';

/** Most units of a passage whose vectors are kept. */
const MOST = 120;

/**
 * What of a passage, which has 1,400 characters at most, is compared with a question sentence by sentence, as each
 * house type sees it: its units in their context, each once. A question whose unit is not among them embeds it when it
 * is asked.
 */
export function unitTexts(
  { heading, section, text }: { heading: string | null; section: readonly string[]; text: string },
  names: TypeNames,
): string[] {
  const headings = section.length === 0 && heading !== null ? [heading] : section;
  const views = names.codes.length === 0 ? [text] : ownViews(text, { title: '', headings }, names);
  const texts = new Set<string>();
  for (const view of views)
    for (const block of passageBlocks(view))
      for (const unit of block.units) {
        texts.add(unitInContext(heading, block, unit));
        if (texts.size === MOST) return [...texts];
      }
  return [...texts];
}
