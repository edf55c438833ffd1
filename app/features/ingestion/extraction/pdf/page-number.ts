/** Page numbers as they are printed. Pure. */

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const ALONE = /^[-–—·•|([\s]{0,4}(?:(\d{1,4})|([ivxlc]{1,8})|([A-Z]{1,2}-?)(\d{1,3}))[-–—·•|)\].\s]{0,4}$/i;

function romanValue(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const [own, next] = [ROMAN[text[i] ?? ''] ?? 0, ROMAN[text[i + 1] ?? ''] ?? 0];
    sum += own < next ? -own : own;
  }
  return sum;
}

/** A text that is a page's number and nothing else ("12", "– iv –", "A-3"); `value` counts with the pages. */
export function asPageNumber(text: string): { value: number; shown: string } | null {
  const match = ALONE.exec(text.slice(0, 40));
  if (!match || text.length > 20) return null;
  const [, arabic, roman, letters, digits] = match;
  if (arabic) return { value: Number(arabic), shown: arabic };
  if (roman) return { value: romanValue(roman.toLowerCase()), shown: roman };
  if (letters && digits) return { value: Number(digits), shown: letters + digits };
  return null;
}

/** The numbers of a short text: each with the others, and the text without its digits. */
export function numbersIn(text: string): { index: number; value: number; others: number[]; pattern: string }[] {
  const found = [...text.matchAll(/\d+/g)].slice(0, 12).map(([digits]) => Number(digits));
  const pattern = text.replace(/\d+/g, '#');
  return found.map((value, index) => ({ index, value, others: found.filter((_, at) => at !== index), pattern }));
}

/** The one thing that place and sameness cannot tell: "Page 3" counts as "Plot 3" does. */
export const isPageWord = (words: string) => /^(?:page|pg|seite|página|pág|side|sida|leathanach)$/.test(words);

const isSmall = (word: string) => /^\p{Ll}/u.test(word);
/** A sentence is longer, in words, and most of them are small. */
const SENTENCE = 5;

/**
 * Whether a text at a page's edge speaks of another page ("Continued on page 2", "See page 4 of the green folder."), or
 * is a sentence with numbers in it. No page refers to itself, so "Owner's guide, page 2" on page 2 is its number.
 */
export function speaksOfPage(text: string, own: readonly (string | undefined)[]): boolean {
  const words = text.slice(0, 200).split(/\s+/);
  for (const [at, word] of words.entries()) {
    const before = words[at - 1]?.replace(/^\P{L}/u, '') ?? '';
    const number = /^\d{1,4}/.exec(words[at + 1] ?? '')?.[0];
    // A small word before the one for a page, or more of a sentence behind it: so is another one named.
    const goesOn = at === 1 && words.slice(at + 2).filter(isSmall).length > 1;
    const names = (isSmall(before) || goesOn) && isPageWord(word.toLowerCase().replace(/\.$/, ''));
    if (names && number !== undefined && !own.includes(number)) return true;
  }
  const small = words.filter(isSmall).length;
  return words.length > SENTENCE && small > words.length / 2 && /[\p{L}\d)]{2}[.!?]$/u.test(text);
}
