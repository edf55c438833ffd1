import { dotProduct } from '#app/platform/embeddings/dot-product.ts';
import { ownText } from './house-types/own-text.ts';
import { type Listener } from './house-types/listener.ts';
import { placeOf } from './house-types/speaks-for.ts';
import { passageBlocks, unitInContext } from './passage-units.ts';
import { BEST, byScore, type RankedPassage } from './rank-passages.ts';

/** Of the meaning, what the nearest sentence, item or row counts; the passage as a whole counts the rest. */
const UNIT = 0.5;

/**
 * Orders passages anew by their unit that is nearest to the question's `vector`. `vectorOf`: a unit's vector, by its
 * text in context; a passage without any keeps its score.
 */
export function rankByUnits(
  ranked: readonly RankedPassage[],
  vector: readonly number[] | null,
  vectorOf: (text: string) => readonly number[] | undefined,
  listener: Listener,
): RankedPassage[] {
  if (!vector) return [...ranked];
  const nearest = (passage: RankedPassage) => {
    const text = ownText(passage.text, placeOf(passage), listener) ?? '';
    const cosines = passageBlocks(text).flatMap((block) =>
      block.units.flatMap((unit) => {
        const its = vectorOf(unitInContext(passage.heading, block, unit));
        return its ? [dotProduct(its, vector)] : [];
      }),
    );
    return cosines.length === 0 ? undefined : Math.max(0, ...cosines);
  };
  return ranked
    .map((passage) => {
      const unit = nearest(passage);
      const more = unit === undefined ? 0 : (UNIT * (unit - Math.max(0, passage.cosine ?? 0))) / BEST;
      return { ...passage, score: Math.max(0, Math.min(1, passage.score + more)) };
    })
    .toSorted(byScore);
}
