import type { PassageRow } from '#db/queries/retrieval.ts';
import type { AnalysedQuestion } from './analyse-question.ts';
import { speaksOfOtherTypes } from './house-type-mentions.ts';

export type RankedPassage = Omit<PassageRow, 'found' | 'foundInHeading' | 'audience'> & {
  /** 0–1: both measures together. */
  score: number;
  /** 0–1: share of the question's content, weighed by rarity, that the passage holds. */
  coverage: number;
};

/** Fitted on perf/eval; see docs of the evaluation. */
const HEADING = 0.35;
const MEANING = 1;
const WORDS = 0.5;
/** For a document that is written for few house types: its sentences are about this house. */
const OWN_TYPE = 0.03;
/** For a passage of a shared document whose heading names other house types. */
const OTHER_TYPE = 0.15;

/** Orders candidates by the sum of both measures, best first; ties by their place in the document. */
export function rankPassages(rows: readonly PassageRow[], question: Pick<AnalysedQuestion, 'weight'>, houseType: string): RankedPassage[] {
  const total = question.weight || 1;
  return rows
    .map(({ found, foundInHeading, audience, ...row }) => {
      const words = Math.min(1, (found + HEADING * foundInHeading) / total);
      const meaning = Math.max(0, row.cosine ?? 0);
      const score = (MEANING * meaning + WORDS * words) / (MEANING + WORDS) + (audience <= 1 ? OWN_TYPE : 0) - (speaksOfOtherTypes(row.heading ?? '', houseType) ? OTHER_TYPE : 0);
      return { ...row, score: Math.max(0, Math.min(1, score)), coverage: Math.min(1, found / total) };
    })
    .toSorted((a, b) => b.score - a.score || a.documentId.localeCompare(b.documentId) || a.ordinal - b.ordinal);
}
