import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: Set<string> | undefined;

/** The ordinary English words that the local model's vocabulary holds whole (about 21,000): for telling a misspelling from a word. */
export function englishWords(): ReadonlySet<string> {
  known ??= new Set(readFileSync(join(process.cwd(), 'app/platform/embeddings/minilm/vocabulary.txt'), 'utf8').split('\n').filter((piece) => /^[a-z]{3,}$/.test(piece)));
  return known;
}
