import { readFileSync } from 'node:fs';

let words: Set<string> | undefined;

/** Whether a lower-case word is an ordinary English one; some 20,000 are known, those of the embedding model. */
export function isKnownWord(word: string): boolean {
  if (!words) {
    const file = new URL('../../../../platform/embeddings/minilm/vocabulary.txt', import.meta.url);
    words = new Set(readFileSync(file, 'utf8').split('\n'));
  }
  return words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)));
}
