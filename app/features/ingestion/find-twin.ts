import type { Sketched } from '#db/queries/ingestion/likenesses.ts';

/**
 * From this share on a text is taken for a version of the other: on the pilot's documents one of which every fifth
 * paragraph was changed has 0.63 in the middle, two different ones at most 0.03 (docs/decisions/0035).
 */
export const LEAST_SHARE = 0.35;

/** Of the word sequences that either text has, about the share that both have: 0 to 1, from their sketches. */
export function shareOf(one: string, other: string): number {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  const same = a.reduce((sum, value, index) => sum + Number(value === b[index]), 0) / a.length;
  // One byte in 256 is the same by chance.
  return Math.max(0, (same * 256 - 1) / 255);
}

/** The document that a text looks like a version of: of those that are live the likest, else of the others. */
export function findTwin(
  sketch: string,
  others: readonly Sketched[],
): { documentId: string; share: number } | undefined {
  const [best] = others
    .map(({ documentId, live, sketch: other }) => ({ documentId, live, share: shareOf(sketch, other) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => Number(b.live) - Number(a.live) || b.share - a.share);
  return best && { documentId: best.documentId, share: best.share };
}
