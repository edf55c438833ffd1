import { dotProduct } from '#app/platform/embeddings/dot-product.ts';
import type { PassageRow } from '#db/queries/retrieval/passages.ts';
import type { HouseScope } from '#db/scope.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { rankPassages, type RankedPassage } from '#app/features/retrieval/rank-passages.ts';
import type { Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import type { RecordFact } from './record-facts.ts';
import { holdsQuestion, mayHoldElsewhere } from './record-evidence.ts';
import { RECORD_TITLE, recordDocumentId } from './record-citation.ts';
import { readRecord } from './read-record.server.ts';

/**
 * Cosine from which on a question is the one that a fact answers: what documents say in general of Eircodes is then no
 * answer to "What is my Eircode?". In the tuning half of Ropeworks Quay no question about a document comes above 0.54;
 * questions about the record begin at 0.67. How near two texts are means another thing with each model: where
 * nobody has measured it, facts are only weighed with the passages.
 */
const SAME_QUESTION: Readonly<Record<string, number>> = { 'all-minilm-l6-v2-int8': 0.66 };
/** A fact much weaker than the best passage only takes its place from another. */
const NEAR = 0.8;

type Options = { embedder: Pick<Embedder, 'model' | 'embed'>; limit: number; signal?: AbortSignal | undefined };

/**
 * What was retrieved with the facts of the house record among the passages, weighed as these are (F14): one decision
 * says which of them answers. Only a fact that holds all that is asked about is weighed. What the record names is
 * known, whether or not a document names it.
 */
export async function withRecord(scope: HouseScope, retrieval: Retrieval, options: Options): Promise<Retrieval> {
  const { terms: asks } = retrieval.question;
  const record = await readRecord(scope);
  const facts = record.filter((fact) => holdsQuestion(asks, fact));
  if (facts.length === 0) return { ...retrieval, ownHouse: record.some((fact) => mayHoldElsewhere(asks, fact)) };
  const cosines = await cosinesOf(facts, retrieval.vector, options);
  const terms = asks.map((term) => ({ ...term, known: term.known || isNamed(term, facts) }));
  const rows = facts.map((fact, ordinal): PassageRow => ({
    chunkId: fact.id,
    documentId: recordDocumentId(fact),
    versionId: 'house-record',
    title: RECORD_TITLE,
    page: 1,
    ordinal,
    section: [fact.heading],
    heading: fact.heading,
    text: fact.text,
    found: termCoverage(terms, `${fact.heading} ${fact.about} ${fact.text}`) * retrieval.question.weight,
    foundInHeading: termCoverage(terms, fact.heading) * retrieval.question.weight,
    cosine: cosines?.[ordinal] ?? null,
  }));
  const ranked = rankPassages(rows, retrieval.question);
  const same = SAME_QUESTION[options.embedder.model] ?? Infinity;
  const asked = ranked.filter(({ cosine }) => (cosine ?? 0) >= same);
  if (asked.length > 0) return { ...retrieval, question: { ...retrieval.question, terms }, passages: asked };
  const least = NEAR * Math.max(retrieval.passages[0]?.score ?? 0, ranked[0]?.score ?? 0);
  const passages = merge(
    retrieval.passages,
    ranked.filter(({ score }) => score >= least),
  ).slice(0, options.limit);
  return { ...retrieval, question: { ...retrieval.question, terms }, passages };
}

/** The documents' passages keep their order; a fact comes before the first of them that is weaker. */
function merge(passages: readonly RankedPassage[], facts: readonly RankedPassage[]): RankedPassage[] {
  const left = [...facts];
  const merged: RankedPassage[] = [];
  for (const passage of passages) {
    while (left[0] && left[0].score > passage.score) merged.push(...left.splice(0, 1));
    merged.push(passage);
  }
  return [...merged, ...left];
}

const isNamed = (term: AnalysedTerm, facts: readonly RecordFact[]) =>
  facts.some(({ heading, text }) => termCoverage([term], `${heading} ${text}`) > 0);

/** Of the question to what each fact is about; these texts are the same for every house, so they are embedded once. */
async function cosinesOf(
  facts: readonly RecordFact[],
  vector: number[] | null,
  { embedder, signal }: Options,
): Promise<number[] | null> {
  if (!vector) return null;
  try {
    const vectors = await aboutVectors(
      facts.map(({ about }) => about),
      embedder,
      signal,
    );
    return vectors.map((one) => dotProduct(one, vector));
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}

const known = new Map<string, number[]>();

async function aboutVectors(
  texts: readonly string[],
  embedder: Pick<Embedder, 'model' | 'embed'>,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  const keyOf = (text: string) => `${embedder.model}\n${text}`;
  const missing = texts.filter((text) => !known.has(keyOf(text)));
  if (missing.length > 0) {
    const made = await embedder.embed(missing, { signal, priority: 'question' });
    for (const [index, text] of missing.entries()) known.set(keyOf(text), made[index] ?? []);
  }
  return texts.map((text) => known.get(keyOf(text)) ?? []);
}
