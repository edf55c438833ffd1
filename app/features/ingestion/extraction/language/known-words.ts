import { readFileSync } from 'node:fs';

let words: Set<string> | undefined;

/** Ordinary English words in lower case, some 20,000: those of the embedding model. */
export function knownWords(): ReadonlySet<string> {
  if (!words) {
    const file = new URL('../../../../platform/embeddings/minilm/vocabulary.txt', import.meta.url);
    words = new Set(readFileSync(file, 'utf8').split('\n'));
  }
  return words;
}

/** Whether a lower-case word is an ordinary English one. */
export function isKnownWord(word: string): boolean {
  const known = knownWords();
  return known.has(word) || (word.endsWith('s') && known.has(word.slice(0, -1)));
}
