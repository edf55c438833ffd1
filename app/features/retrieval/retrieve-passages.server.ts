import { findPassages, findScanned, readLibraryVersion, readUnitVectors } from '#db/queries/retrieval/passages.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { unpackVectors } from '#app/platform/embeddings/pack-vectors.ts';
import { logger } from '#app/platform/logger.ts';
import { withoutOrderedHeadings, withoutOrders } from './addressed-to-assistant.ts';
import { analyseQuestion, type AnalysedQuestion } from './analyse-question.ts';
import { ownText } from './house-types/own-text.ts';
import { readListener } from './house-types/read-listener.server.ts';
import { weigh, type Listener } from './house-types/listener.ts';
import { placeOf, placeSpeaksFor } from './house-types/speaks-for.ts';
import { holdsIdentifier, identifiersOf, patternOf, type Identifier } from './identifiers.ts';
import { isSearchedWith } from './is-searched-with.server.ts';
import { readHouseVocabulary } from './house-vocabulary.server.ts';
import { mergeNeighbours } from './merge-neighbours.ts';
import { rankByUnits } from './rank-by-units.ts';
import { rankPassages, type RankedPassage } from './rank-passages.ts';

/** Best of each leg that are weighed against each other. */
const CANDIDATES = 60;
/** Best of these that are weighed anew by their sentences. */
const LOOKED_INTO = 24;

export type Retrieval = {
  question: AnalysedQuestion;
  /** Best first. */
  passages: RankedPassage[];
  /** Of the question; null when the model could not be asked and words alone decided. */
  vector: number[] | null;
  /** Is it asked of another kind of home by name, and not of the scope's? Nothing that is found speaks for that. */
  ofOthers: boolean;
  /** May the record of another house with the same documents answer what this one's does not? */
  ownHouse?: boolean;
  /** The stored vector of a unit, by its text in context (unitInContext). */
  unitVector: (text: string) => number[] | undefined;
  /** Milliseconds: of the words that the house's documents hold, the question's vector, the passages. */
  took?: { vocabulary: number; embed: number; find: number };
};

type Options = {
  embedder: Pick<Embedder, 'model' | 'embed'>;
  limit: number;
  signal?: AbortSignal;
  /** Of the house's development, when the caller has read it already. */
  libraryVersion?: string;
};

/**
 * The passages of the scope's house that answer `question` best, at most `limit`, by words and by meaning, with
 * what in them speaks for it (Q5). Short
 * transactions, none held while the question is embedded. When the embedder fails, or the development is not searched
 * with its model yet, words alone decide.
 */
export async function retrievePassages(scope: HouseScope, question: string, options: Options): Promise<Retrieval> {
  const libraryVersion = options.libraryVersion ?? (await currentLibraryVersion(scope));
  const begun = performance.now();
  const vocabulary = await readHouseVocabulary(scope, libraryVersion);
  const counted = performance.now();
  const analysed = analyseQuestion(question, vocabulary);
  const vector = (await isSearchedWith(scope, libraryVersion, options.embedder.model))
    ? await embedQuestion(scope.tenantId, analysed.text, options)
    : null;
  options.signal?.throwIfAborted();
  const embedded = performance.now();
  const identifiers = identifiersOf(question);
  const found = {
    terms: analysed.lexical,
    patterns: identifiers.map(patternOf),
    vector,
    model: options.embedder.model,
    candidates: CANDIDATES,
  };
  const { listener, ranked, packed, scanned } = await withScope(
    scope,
    async (tx) => {
      const listener = await readListener(tx, scope);
      const rows = await findPassages(tx, scope, found);
      const own = rows.filter((row) => placeSpeaksFor(placeOf(row), listener) !== 'others');
      const ranked = rankPassages(own, analysed);
      const ids = ranked.slice(0, LOOKED_INTO).map(({ chunkId }) => chunkId);
      const scanned = await findScanned(tx, scope, ids);
      const packed = await readUnitVectors(tx, scope, vector ? ids : [], options.embedder.model);
      return { listener, ranked, packed, scanned };
    },
    { readOnly: true },
  );
  const unitVector = unpackVectors(packed);
  const best = ranked.slice(0, LOOKED_INTO).map((one) => ({ ...one, recognised: scanned.has(one.chunkId) }));
  const looked = rankByUnits(best, vector, unitVector, listener);
  const ordered = mergeNeighbours(holdersFirst([...looked, ...ranked.slice(LOOKED_INTO)], identifiers));
  const passages = ownPassages(ordered, listener, options.limit);
  const took = { vocabulary: counted - begun, embed: embedded - counted, find: performance.now() - embedded };
  const ofOthers = weigh(listener.names.inText(question), listener.houseType) === 'others';
  return { question: analysed, vector, passages, unitVector, ofOthers, took };
}

const holds = (passage: Pick<RankedPassage, 'title' | 'section' | 'heading' | 'text'>, one: Identifier) =>
  holdsIdentifier({ text: passage.text, around: [passage.title, ...placeOf(passage).headings].join('\n') }, one);

/** No passage without what the question names exactly comes before one with it. */
function holdersFirst(ranked: readonly RankedPassage[], identifiers: readonly Identifier[]): RankedPassage[] {
  if (identifiers.length === 0) return [...ranked];
  const held = new Map(ranked.map((one) => [one, identifiers.filter((identifier) => holds(one, identifier)).length]));
  return ranked.toSorted((a, b) => (held.get(b) ?? 0) - (held.get(a) ?? 0));
}

/**
 * The first `limit` passages with what in them speaks to the people of the listener's house; one that holds nothing
 * else goes.
 */
function ownPassages(ranked: readonly RankedPassage[], listener: Listener, limit: number): RankedPassage[] {
  const own: RankedPassage[] = [];
  for (const passage of ranked) {
    const told = ownText(passage.text, placeOf(passage), listener);
    const text = told === null ? null : withoutOrders(told);
    const ofThisHome = placeSpeaksFor(placeOf(passage), listener) === 'own';
    if (text !== null) own.push({ ...passage, ...withoutOrderedHeadings(passage), text, ofThisHome });
    if (own.length === limit) break;
  }
  return own;
}

/** The version of what the scope's development may search now. */
export function currentLibraryVersion(scope: HouseScope): Promise<string> {
  return withScope(scope, (tx) => readLibraryVersion(tx, scope), { readOnly: true });
}

async function embedQuestion(tenantId: string, text: string, { embedder, signal }: Options): Promise<number[] | null> {
  try {
    const [vector] = await embedder.embed([text], { signal, tenantId, priority: 'question' });
    return vector ?? null;
  } catch (error) {
    if (signal?.aborted) throw error;
    logger.warn('the embedder failed: words alone decide', { model: embedder.model, error: String(error) });
    return null;
  }
}
