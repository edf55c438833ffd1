import { LRUCache } from 'lru-cache';
import { countTrialVocabulary, countVocabulary, findVocabulary } from '#db/queries/retrieval/passages.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { englishWords, isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { editDistance } from './edit-distance.ts';
import { stem } from './words.ts';

/** Kept in memory: so many sets of (development, house type), about 2 MB each at most. */
const KEPT = 40;

/** The stems of the passages that one house may search, and how rare each is. */
export class HouseVocabulary {
  readonly libraryVersion: string;
  readonly #counts: ReadonlyMap<string, number>;
  readonly #passages: number;
  readonly #spellings = new Map<string, string[]>();

  constructor(libraryVersion: string, counts: ReadonlyMap<string, number>, passages: number) {
    this.libraryVersion = libraryVersion;
    this.#counts = counts;
    this.#passages = passages;
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

  /**
   * A word of these passages that `word` is probably a misspelling of; undefined when it is a word itself, or nothing
   * is near.
   */
  correct(word: string): string | undefined {
    const stemmed = stem(word);
    if (word.length < 4 || /\d/.test(word) || this.has(stemmed) || isEnglishWord(word)) return undefined;
    const limit = word.length < 9 ? 1 : 2;
    let best: { word: string; distance: number; count: number } | undefined;
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      for (const candidate of this.#near(word.charAt(0), length)) {
        const distance = editDistance(word, candidate, limit);
        if (distance > limit || (word.length === 4 && !isAnagram(word, candidate))) continue;
        const count = this.#counts.get(stem(candidate)) ?? 0;
        if (!best || distance < best.distance || (distance === best.distance && count > best.count))
          best = { word: candidate, distance, count };
      }
    }
    if (!best || isEnglishWord(best.word)) return best?.word;
    return wholeOf(stem(best.word)).find(isEnglishWord) ?? best.word;
  }

  /**
   * Words that may be meant: of this first letter and length, English ones whose stem stands here, and the stems
   * themselves.
   */
  #near(letter: string, length: number): readonly string[] {
    const key = `${letter}${length}`;
    let words = this.#spellings.get(key);
    if (!words) {
      words = englishWords(letter, length).filter((word) => this.#counts.has(stem(word)));
      const own = [...this.#counts.keys()]
        .filter((stemmed) => stemmed.startsWith(letter) && Math.abs(stemmed.length - length) <= 1)
        .flatMap(spellingsOf);
      words.push(...own.filter((word) => word.length === length && !words?.includes(word)));
      this.#spellings.set(key, words);
    }
    return words;
  }
}

/** What people write for a stem of these passages: `stopcock`, `warranti` → `warranty`, `receiv` → `receive`. */
function spellingsOf(stemmed: string): string[] {
  if (!/^\p{L}{3,}$/u.test(stemmed)) return [];
  const whole = wholeOf(stemmed);
  return /[iv]$/.test(stemmed) ? whole : [stemmed, ...whole];
}

/** Words that end as people write them: `servic` → `service`. */
const wholeOf = (stemmed: string): string[] =>
  [stemmed.replace(/i$/, 'y'), `${stemmed}e`].filter((word) => word !== stemmed && stem(word) === stemmed);

/** So short a word is a misspelling only when letters changed places (`tset`). */
const isAnagram = (a: string, b: string) => [...a].toSorted().join('') === [...b].toSorted().join('');

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
