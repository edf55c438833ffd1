import { englishWords, isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { editDistance } from './edit-distance.ts';
import { stem } from './words.ts';

/** Puts misspelt words right against the stems of a house's passages, which stand with how often each is there. */
export class SpellingCorrector {
  readonly #counts: ReadonlyMap<string, number>;
  readonly #spellings = new Map<string, string[]>();

  constructor(counts: ReadonlyMap<string, number>) {
    this.#counts = counts;
  }

  /**
   * A word of the passages that `word` is probably a misspelling of; undefined when it is a word itself, or nothing
   * is near.
   */
  correct(word: string): string | undefined {
    const stemmed = stem(word);
    if (word.length < 4 || /\d/.test(word) || this.#counts.has(stemmed) || isEnglishWord(word)) return undefined;
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
