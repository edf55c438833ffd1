const RAISED = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [raised, String(digit)]));
const ENDS = /^[^\p{L}\p{N}^]+|[^\p{L}\p{N}]+$/gu;

/**
 * A text as words to compare: split at white space and cell bars, without the punctuation around them, in one form of
 * Unicode. Raised digits are words of their own ("m²" is "m" and "^2"), so that "10²" and "102" differ; case, accents
 * and hyphens inside a word count.
 */
export function tokensOf(text: string): string[] {
  return text
    .replace(/[⁰¹²³⁴-⁹]+/gu, (run) => ` ^${[...run].map((raised) => RAISED.get(raised) ?? raised).join('')} `)
    .normalize('NFKC')
    .replace(/\u00ad/gu, '')
    .replace(/[‘’]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .split(/[\s|]+/u)
    .map((word) => word.replace(ENDS, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** How often each word stands in a list. */
export function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many words of `wanted` stand in `given`, each taken once. */
export function commonWords(wanted: readonly string[], given: readonly string[]): number {
  const left = countWords(given);
  let common = 0;
  for (const word of wanted) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(word, count - 1);
  }
  return common;
}

/** Length of the longest row of words that stands in both lists in the same order, gaps allowed. */
export function wordsInOrder(wanted: readonly string[], given: readonly string[]): number {
  let before = new Uint32Array(given.length + 1);
  for (const word of wanted) {
    const row = new Uint32Array(given.length + 1);
    for (let at = 1; at <= given.length; at += 1)
      row[at] = given[at - 1] === word ? before[at - 1]! + 1 : Math.max(before[at]!, row[at - 1]!);
    before = row;
  }
  return before[given.length]!;
}

/** Whether `words` stand in `given` one directly after another. */
export function standsIn(words: readonly string[], given: readonly string[]): boolean {
  if (words.length === 0) return false;
  return given.some((first, at) => first === words[0] && words.every((word, index) => given[at + index] === word));
}
