import type { ScoredPassage } from '#app/features/assistant/answering/score-units.server.ts';
import type { Unit } from '#app/features/retrieval/passage-units.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import { readHalf } from '../estates/estate-questions.ts';
import { holdsFact } from '../estates/holds-fact.ts';
import { loadEstate } from '../estates/load-estate.ts';
import { ESTATES, readEstate } from '../estates/read-estate.ts';
import { loadPilot } from '../load-pilot.ts';
import { readQuestions } from '../questions.ts';

/** A question that may be looked at while weights are fitted, and what answers it. */
export type TuningQuestion = {
  scope: HouseScope;
  text: string;
  before: Turn[];
  answerable: boolean;
  /** Is a passage on a page that answers it? */
  standsOn(passage: ScoredPassage): boolean;
  /** Does a unit of a passage answer it? */
  answers(passage: ScoredPassage, unit: Unit): boolean;
};

/** So much of the words of a pilot's evidence stands in a unit that answers. */
const EVIDENCE = 0.5;

/** The tuning halves of the pilot and of every estate, whose documents it puts into the connected database. */
export async function listTuningQuestions(embedder: Pick<Embedder, 'model' | 'embed'>): Promise<TuningQuestion[]> {
  const pilot = await loadPilot(embedder);
  const questions = (await readQuestions())
    .filter(({ split }) => split === 'fitting')
    .map((question): TuningQuestion => {
      const pages = [...question.pages.map((page) => `${question.slug}:${page}`), ...question.also];
      const evidence = stemsOf(question.evidence ?? '');
      return {
        scope: pilot.scopeOf(question.house_type),
        text: question.question,
        before: [],
        answerable: question.slug !== undefined,
        standsOn: ({ documentId, page }) => pages.includes(`${pilot.slugOf(documentId)}:${page}`),
        answers({ documentId, page, blocks }, unit) {
          const held = stemsOf(`${unit.text} ${blocks[unit.block]?.header ?? ''}`);
          return (
            pages.includes(`${pilot.slugOf(documentId)}:${page}`) &&
            evidence.size > 0 &&
            [...evidence].filter((word) => held.has(word)).length / evidence.size >= EVIDENCE
          );
        },
      };
    });
  for (const slug of ESTATES) {
    const estate = await loadEstate(await readEstate(slug), embedder);
    for (const question of await readHalf(slug, 'tuning')) {
      const answerable = question.kind !== 'unanswerable';
      questions.push({
        scope: estate.scopeOf(question.ask),
        text: question.question,
        before: question.before.flatMap((content) => [
          { role: 'user' as const, content },
          { role: 'assistant' as const, content: '' },
        ]),
        answerable,
        standsOn: ({ documentId, page }) => answerable && question.pages.includes(estate.placeOf(documentId, page)),
        answers: ({ documentId, page }, unit) =>
          answerable &&
          question.pages.includes(estate.placeOf(documentId, page)) &&
          question.facts.some((alternatives) => alternatives.some((fact) => holdsFact(unit.text, fact))),
      });
    }
  }
  return questions;
}

const stemsOf = (text: string) =>
  new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map(stem),
  );
