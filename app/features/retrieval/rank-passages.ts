import type { PassageRow } from '#db/queries/retrieval/passages.ts';
import type { AnalysedQuestion } from './analyse-question.ts';
import { termCoverage } from './term-coverage.ts';

export type RankedPassage = Omit<PassageRow, 'found' | 'foundInHeading'> & {
  /** 0–1: all measures together. */
  score: number;
  /** By words alone: share of what the question names that the passage holds, 0–1. */
  words?: number;
  /** Its title or a heading names the kind of home that asks. */
  ofThisHome?: boolean;
  /** It stands on a scan, whose words were recognised (C10). */
  recognised?: boolean;
  /** Of passages that were merged: the one that goes on overleaf. */
  overleaf?: Pick<PassageRow, 'text' | 'lastPage' | 'pageLabel'>;
};

/**
 * What each measure (0–1) counts beside the cosine, fitted on the tuning halves of perf/eval and rounded: the
 * question's content in the passage, in its heading, in the document's title.
 */
const WEIGHTS = { words: 0.3, heading: 0.11, title: 0.17 };
/** About what a perfect passage reaches. */
export const BEST = 1.6;

/** Orders candidates by meaning and words together, best first; ties by their place in the document. */
export function rankPassages(
  rows: readonly PassageRow[],
  question: Pick<AnalysedQuestion, 'weight' | 'terms'>,
): RankedPassage[] {
  const total = question.weight || 1;
  const titles = new Map<string, number>();
  return rows
    .map(({ found, foundInHeading, ...row }) => {
      const title = titles.get(row.title) ?? termCoverage(question.terms, row.title);
      titles.set(row.title, title);
      const words = Math.min(1, found / total);
      const sum =
        Math.max(0, row.cosine ?? 0) +
        WEIGHTS.words * words +
        WEIGHTS.heading * Math.min(1, foundInHeading / total) +
        WEIGHTS.title * title;
      return { ...row, words, score: Math.max(0, Math.min(1, sum / BEST)) };
    })
    .toSorted(byScore);
}

/** Best first; ties by their place in the document. */
export const byScore = (a: RankedPassage, b: RankedPassage) =>
  b.score - a.score || a.documentId.localeCompare(b.documentId) || a.ordinal - b.ordinal;
