import { LRUCache } from 'lru-cache';
import { countTrialVocabulary, countVocabulary, findVocabulary } from '#db/queries/retrieval/passages.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { SpellingCorrector } from './correct-spelling.ts';

/** Kept in memory: so many sets of (development, house type), about 2 MB each at most. */
const KEPT = 40;

/** The stems of the passages that one house may search, and how rare each is. */
export class HouseVocabulary {
  readonly libraryVersion: string;
  readonly #counts: ReadonlyMap<string, number>;
  readonly #passages: number;
  readonly #spelling: SpellingCorrector;

  constructor(libraryVersion: string, counts: ReadonlyMap<string, number>, passages: number) {
    this.libraryVersion = libraryVersion;
    this.#counts = counts;
    this.#passages = passages;
    this.#spelling = new SpellingCorrector(counts);
  }

  has(stemmed: string): boolean {
    return this.#counts.has(stemmed);
  }

  /** How much a stem tells passages apart, 0.1–1: 1 for one that stands nowhere or once. */
  weight(stemmed: string): number {
    const count = this.#counts.get(stemmed) ?? 0;
    const most = Math.log(1 + (this.#passages + 0.5) / 1.5);
    return Math.max(0.1, Math.min(1, Math.log(1 + (this.#passages + 0.5) / (Math.max(1, count) + 0.5)) / most));
  }

  /** The word that a misspelt one probably is; undefined when it is a word itself, or nothing is near. */
  correct(word: string): string | undefined {
    return this.#spelling.correct(word);
  }
}

const kept = new LRUCache<string, HouseVocabulary>({ max: KEPT });

/** A stem holds no space: PostgreSQL's parser splits there. */
function readLines(lines: string): Map<string, number> {
  if (lines === '') return new Map();
  return new Map(
    lines
      .split('\n')
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

/**
 * The vocabulary of the scope's house type, counted anew when the version of its library is another, and stored for
 * other processes and for later; that of a trial, and of who may only look (E6), is this process's alone.
 */
export async function readHouseVocabulary(scope: HouseScope, libraryVersion: string): Promise<HouseVocabulary> {
  const key = `${scope.tenantId} ${scope.developmentId} ${scope.houseType} ${scope.trial?.readingId ?? ''}`;
  const known = kept.get(key);
  if (known?.libraryVersion === libraryVersion) return known;
  const stored = await withScope(scope, async (tx) => {
    if (scope.trial) return countTrialVocabulary(tx, scope);
    const known = await findVocabulary(tx, scope);
    if (known?.libraryVersion === libraryVersion) return known;
    if (scope.readOnly) return countTrialVocabulary(tx, scope);
    await countVocabulary(tx, scope);
    return findVocabulary(tx, scope);
  });
  const vocabulary = new HouseVocabulary(libraryVersion, readLines(stored?.words ?? ''), stored?.passages ?? 0);
  kept.set(key, vocabulary);
  return vocabulary;
}
