import type { HouseScope } from '#db/scope.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { searchCache, type SearchCache, type SearchItem } from './search-cache.server.ts';
import { citationOf } from './citation.ts';
import { passageBlocks } from './passage-units.ts';
import { termCoverage } from './term-coverage.ts';
import type { AnalysedTerm } from './analyse-question.ts';
import { currentLibraryVersion, retrievePassages } from './retrieve-passages.server.ts';

type Settings = { model: Pick<Embedder, 'model' | 'embed'>; cache: SearchCache; libraryVersion: string };

const QUOTE = 300;

/**
 * The retrieval behind the chat, by itself (A5): passages of the house for `q`, best first, scores 0–1. Asked again, it
 * comes from the cache (B5).
 */
export async function searchDocuments(
  scope: HouseScope,
  query: { q: string; limit: number },
  signal?: AbortSignal,
  settings: Partial<Settings> = {},
): Promise<SearchItem[]> {
  const { model = embedder(), cache = searchCache(), libraryVersion = await currentLibraryVersion(scope) } = settings;
  const slot = cache.slot(scope, libraryVersion, query.q, [model.model, query.limit]);
  const known = slot.find();
  if (known) return known;
  const { question, passages, vector } = await retrievePassages(scope, query.q, {
    embedder: model,
    limit: query.limit,
    signal,
    libraryVersion,
  });
  const items = passages.map((passage) => {
    const citation = citationOf(passage, excerptAround(passage.text, question.terms));
    return { ...citation, score: Math.round(passage.score * 10_000) / 10_000 };
  });
  // What words alone decided, because the model was away, is not worth keeping.
  if (vector) slot.keep(items);
  return items;
}

/** The units of a passage from the one with most of the question's words on, as many as fit. Verbatim. */
function excerptAround(text: string, terms: readonly AnalysedTerm[]): string {
  const units = passageBlocks(text).flatMap((block) => block.units.map((unit) => unit.text));
  const coverage = units.map((unit) => termCoverage(terms, unit));
  const from = Math.max(0, coverage.indexOf(Math.max(...coverage)));
  let quote = units[from] ?? text;
  for (const unit of units.slice(from + 1)) {
    if (quote.length + unit.length >= QUOTE) break;
    quote += `\n${unit}`;
  }
  return quote;
}
