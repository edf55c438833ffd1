import type { Turn } from '#db/queries/assistant.ts';
import type { HouseScope } from '#db/scope.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { retrievePassages } from '../retrieval/retrieve-passages.server.ts';
import { isAnswerable } from './decide-answerable.ts';
import { searchText } from './follow-up.ts';
import { nearestOutOfScope } from './nearest-out-of-scope.server.ts';
import { isForbidden } from './out-of-scope.ts';
import { scoreUnits, type ScoredPassage } from './score-units.server.ts';

export type Evidence = {
  question: string;
  /** Best first, each with its sentences; empty when the house has none, or when the question must not be answered. */
  passages: ScoredPassage[];
  /** Do the passages probably answer the question? A language model may judge for itself; a quote may not be given without. */
  answerable: boolean;
  /** Were words and meaning both weighed? False while the embedder fails. */
  whole: boolean;
};

type Options = { embedder: Pick<Embedder, 'model' | 'embed'>; signal?: AbortSignal; libraryVersion?: string };

const PASSAGES = 8;

/**
 * What the documents of the scope's house hold about a question; one that leans on the talk before it (`before`, oldest first, without the question)
 * is read together with it. Throws the signal's reason when stopped. While the embedder fails, words alone decide.
 */
export async function gatherEvidence(scope: HouseScope, question: string, before: readonly Turn[], { embedder, signal, libraryVersion }: Options): Promise<Evidence> {
  if (isForbidden(question)) return { question, passages: [], answerable: false, whole: true };
  const retrieval = await retrievePassages(scope, searchText(question, before), { embedder, limit: PASSAGES, signal, libraryVersion });
  const passages = await scoreUnits(retrieval, scope.houseType, embedder, signal);
  const elsewhere = await nearestOutOfScope(retrieval.vector, embedder);
  return { question, passages, answerable: isAnswerable(retrieval.question, passages, elsewhere), whole: elsewhere !== null && (passages.length === 0 || passages.some((passage) => (passage.best?.cosine ?? 0) > 0)) };
}
