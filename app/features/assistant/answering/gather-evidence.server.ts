import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { retrievePassages, type Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import { isAnswerable } from './decide-answerable.ts';
import { searchText } from './follow-up.ts';
import { nearestOutOfScope } from './nearest-out-of-scope.server.ts';
import { isForbidden } from './out-of-scope.ts';
import { scoreUnits, type ScoredPassage } from './score-units.server.ts';

export type Evidence = {
  question: string;
  /** Best first, each with its sentences; empty when the house has none, or when the question must not be answered. */
  passages: ScoredPassage[];
  /** Do the passages probably answer the question? No quote may be given without. */
  answerable: boolean;
  /** Were words and meaning both weighed? False while the embedder fails. */
  whole: boolean;
};

type Options = { embedder: Pick<Embedder, 'model' | 'embed'>; signal?: AbortSignal; libraryVersion?: string };

const PASSAGES = 8;

/**
 * What the documents of the scope's house hold about a question; one that leans on the talk before it (`before`, oldest
 * first, without the question) is read together with it. Throws the signal's reason when stopped. While the embedder
 * fails, words alone decide.
 */
export async function gatherEvidence(
  scope: HouseScope,
  question: string,
  before: readonly Turn[],
  options: Options,
): Promise<Evidence> {
  if (isForbidden(question)) return { question, passages: [], answerable: false, whole: true };
  const { embedder, signal } = options;
  const retrieval = await retrieve(scope, question, before, options);
  const passages = await scoreUnits(retrieval, scope.houseType, embedder, signal);
  const elsewhere = await nearestOutOfScope(retrieval.vector, embedder);
  const whole =
    elsewhere !== null && (passages.length === 0 || passages.some((passage) => (passage.best?.cosine ?? 0) > 0));
  return { question, passages, answerable: isAnswerable(retrieval.question, passages, elsewhere), whole };
}

/**
 * The passages for a language model, which reads them and judges for itself: as gatherEvidence finds them, their
 * sentences weighed by words alone. That saves the vectors of some sixty sentences for a new question, which are half a
 * second of the local model, or paid for.
 */
export async function gatherPassages(
  scope: HouseScope,
  question: string,
  before: readonly Turn[],
  options: Options,
): Promise<Pick<Evidence, 'passages' | 'whole'>> {
  if (isForbidden(question)) return { passages: [], whole: true };
  const retrieval = await retrieve(scope, question, before, options);
  return { passages: await scoreUnits(retrieval, scope.houseType, null), whole: retrieval.vector !== null };
}

function retrieve(
  scope: HouseScope,
  question: string,
  before: readonly Turn[],
  { embedder, signal, libraryVersion }: Options,
): Promise<Retrieval> {
  return retrievePassages(scope, searchText(question, before), { embedder, limit: PASSAGES, signal, libraryVersion });
}
