import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: Map<string, Set<string>> | undefined;

/** The words that the local model's vocabulary holds whole, by first letter and length. */
function dictionary(): Map<string, Set<string>> {
  if (known) return known;
  known = new Map();
  for (const word of readFileSync(join(process.cwd(), 'app/platform/embeddings/minilm/vocabulary.txt'), 'utf8').split(
    '\n',
  )) {
    if (!/^[a-z]{3,}$/.test(word)) continue;
    const key = keyOf(word.charAt(0), word.length);
    const same = known.get(key);
    if (same) same.add(word);
    else known.set(key, new Set([word]));
  }
  return known;
}

const keyOf = (letter: string, length: number) => `${letter}${length}`;

/** Is `word` (lower case) an ordinary English word? About 21,000 are known: enough to tell a misspelling. */
export function isEnglishWord(word: string): boolean {
  return (
    dictionary()
      .get(keyOf(word.charAt(0), word.length))
      ?.has(word) ?? false
  );
}

/** The known words that begin with `letter` and have `length` letters. */
export function englishWords(letter: string, length: number): string[] {
  return [...(dictionary().get(keyOf(letter, length)) ?? [])];
}
