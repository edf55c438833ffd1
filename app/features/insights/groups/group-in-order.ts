import { dotProduct } from '#app/platform/embeddings/dot-product.ts';

/**
 * How near, as a mean of cosines, a question must be to those of a group to be of it. Chosen on the tuning half of
 * perf/eval/grouping; docs/answers.md has the figures.
 */
export const ALIKE = 0.46;

/**
 * Groups questions by meaning, one after the other: each joins the group to whose questions it is nearest in the mean,
 * or begins one. Returns the place of each one's first. What is done with stored vectors (db/queries/insights/groups);
 * here for measuring, and to hold that against.
 */
export function groupInOrder(vectors: readonly number[][], alike = ALIKE): number[] {
  const groups = new Map<number, number[]>();
  return vectors.map((vector, place) => {
    let best: { first: number; mean: number } | undefined;
    for (const [first, members] of groups) {
      const mean = members.reduce((sum, one) => sum + dotProduct(vectors[one]!, vector), 0) / members.length;
      if (!best || mean > best.mean) best = { first, mean };
    }
    const first = best && best.mean >= alike ? best.first : place;
    groups.set(first, [...(groups.get(first) ?? []), place]);
    return first;
  });
}
