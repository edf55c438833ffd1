import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { RankedPassage } from '#app/features/retrieval/rank-passages.ts';
import { rowIsForOtherTypes, speaksOfOtherTypes } from '#app/features/retrieval/house-type-mentions.ts';
import type { Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import { expectedAnswer, looksLike } from './expected-answer.ts';
import { cellsOf, passageBlocks, type Block, type Unit } from '#app/features/retrieval/passage-units.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';

export type ScoredUnit = Unit & {
  score: number;
  cosine: number;
  /** It speaks of other house types than this one. */
  otherHouses: boolean;
};
export type ScoredPassage = Omit<RankedPassage, 'score'> & {
  /** The passage's own score and that of its best unit together. */
  score: number;
  blocks: Block[];
  units: ScoredUnit[];
  best: ScoredUnit | undefined;
};

/** Passages looked into, and units embedded in all: about 0.1 s of the local model, less once they are in its cache. */
const PASSAGES = 6;
const UNITS = 64;
/**
 * How much a unit's words count beside its cosine, and its best unit's cosine beside a passage's own score. Fitted on
 * perf/eval.
 */
const UNIT_WORDS = 0.4;
const BEST_UNIT = 0.5;
/** For a unit of the kind that the question asks for. */
const EXPECTED = 0.05;
/** A line that is no sentence (a cover's, a caption) says little. */
const FRAGMENT = 0.8;

/**
 * Looks into the best passages sentence by sentence and orders them anew by what their best one says. Without an
 * embedder, or while it fails, words alone decide. A unit is read together with its heading, which often names what it
 * is about.
 */
export async function scoreUnits(
  retrieval: Retrieval,
  houseType: string,
  embedder: Pick<Embedder, 'embed'> | null,
  signal?: AbortSignal,
): Promise<ScoredPassage[]> {
  const { terms, text: question } = retrieval.question;
  const expected = expectedAnswer(question);
  const looked = retrieval.passages.slice(0, PASSAGES).map((passage) => {
    const blocks = passageBlocks(passage.text);
    return { passage, blocks, units: blocks.flatMap((block) => block.units) };
  });
  const texts = looked
    .flatMap(({ passage, blocks, units }) =>
      units.map((unit) =>
        inContext(passage.heading, blocks[unit.block]?.kind === 'table' ? cellsOf(unit.text).join(', ') : unit.text),
      ),
    )
    .slice(0, UNITS);
  const vectors = embedder ? await vectorsOf(retrieval, texts, embedder, signal) : [];
  let at = 0;
  const scored = looked.map(({ passage, blocks, units }): ScoredPassage => {
    const rated = units.map((unit): ScoredUnit => {
      const vector = vectors[at];
      at += 1;
      const cosine = vector && retrieval.vector ? Math.max(0, dot(retrieval.vector, vector)) : 0;
      const words =
        termCoverage(terms, `${unit.text} ${blocks[unit.block]?.header ?? ''}`) * 0.7 +
        termCoverage(terms, `${passage.heading ?? ''} ${unit.text}`) * 0.3;
      const block = blocks[unit.block] as Block;
      const otherHouses =
        block.kind === 'table'
          ? rowIsForOtherTypes(cellsOf(unit.text), houseType)
          : speaksOfOtherTypes(unit.text, houseType);
      const score =
        (cosine + UNIT_WORDS * words) / (1 + UNIT_WORDS) + (looksLike(expected, unit.text, block) ? EXPECTED : 0);
      return {
        ...unit,
        cosine,
        otherHouses,
        score: score * (otherHouses ? 0.5 : 1) * (isFragment(unit.text, block) ? FRAGMENT : 1),
      };
    });
    const best = rated.reduce<ScoredUnit | undefined>(
      (top, unit) => (!top || unit.score > top.score ? unit : top),
      undefined,
    );
    return {
      ...passage,
      blocks,
      units: rated,
      best,
      score: (passage.score + BEST_UNIT * (best?.cosine ?? 0)) / (1 + BEST_UNIT),
    };
  });
  return scored.toSorted((a, b) => b.score - a.score);
}

const isFragment = (text: string, block: Block) =>
  block.kind === 'prose' && text.length < 100 && !/[.!?:]['"”’)]?$/.test(text);

const inContext = (heading: string | null, text: string) => (heading ? `${heading}: ${text}` : text);

async function vectorsOf(
  retrieval: Retrieval,
  texts: string[],
  embedder: Pick<Embedder, 'embed'>,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  if (!retrieval.vector || texts.length === 0) return [];
  try {
    return await embedder.embed(texts, { signal, priority: 'question' });
  } catch (error) {
    if (signal?.aborted) throw error;
    return [];
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
