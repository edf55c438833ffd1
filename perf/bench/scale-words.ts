import { EMBEDDING_LENGTH } from '#app/platform/embeddings/embedder.ts';
import { englishWords } from '#app/platform/embeddings/english-words.server.ts';

const WORDS_A_PASSAGE = 90;

/** Words of the passages, the commonest first; the questions are made of them too. */
export const WORDS = [
  'bcdfghlmprstw'.split('').flatMap((letter) => [5, 6, 7, 8].flatMap((length) => englishWords(letter, length))),
]
  .flat()
  .filter((_, index) => index % 3 === 0)
  .slice(0, 2_500);

/** A repeatable number from 0 to 1 by `seed`. */
export function chance(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}

/** A unit vector by `seed`. */
export function vectorBy(seed: number): number[] {
  const raw = Array.from({ length: EMBEDDING_LENGTH }, (_, index) => chance(seed * EMBEDDING_LENGTH + index) - 0.5);
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

function passageText(seed: number): string {
  const words = Array.from(
    { length: WORDS_A_PASSAGE },
    (_, index) => WORDS[Math.floor(WORDS.length * chance(seed * 1_000 + index) ** 2.5)],
  );
  return words.map((word, index) => (index % 12 === 11 ? `${word}.` : word)).join(' ');
}

/** What db/bench/fill-scale.ts fills a database with. */
export const SCALE_PASSAGES = { textOf: passageText, vectorOf: vectorBy };

/** A question of three words, neither rare nor common, by `seed`. */
export function questionBy(seed: number): string {
  const words = [0, 1, 2].map((index) => WORDS[40 + Math.floor(600 * chance(seed * 77 + index))]);
  return `Where do I find the ${words.join(' ')}?`;
}
