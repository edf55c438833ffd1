/** "and" between two purchasers, in the languages of the interface. */
const AND = /\s(?:and|agus|und|&|\+)\s|[,;/]/iu;

/**
 * Is `typed` a surname in `fullName`, or the whole name of a purchaser in it? Letters alone count: neither case,
 * accents, apostrophes, hyphens nor spaces. A name of one word, as many scripts write it, is typed whole. Of two
 * purchasers either one's counts.
 */
export function isSurname(typed: string, fullName: string): boolean {
  const wanted = letters(typed);
  if (wanted === '') return false;
  return fullName.split(AND).some((name) => {
    const words = name.trim().split(/\s+/u);
    const from = words.length === 1 ? 0 : 1;
    const surnames = words.slice(from).map((_, index) => words.slice(from + index).join(''));
    return [...surnames, words.join('')].some((surname) => letters(surname) === wanted);
  });
}

const letters = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
