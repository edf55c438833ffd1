/** Words that decide whether a passage holds what was searched for. */
const MIN_WORD = 3;

/** The words of a search, lower case; the whole of it where it has none of some length. */
export function searchWords(q: string): string[] {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const long = words.filter((word) => word.length >= MIN_WORD);
  return long.length > 0 ? [...new Set(long)] : words;
}

/** `text` in pieces, those that begin like a word of the search marked: "heater" for "heat", not "wheat". */
export function markWords(text: string, words: readonly string[]): { text: string; marked: boolean }[] {
  const pieces: { text: string; marked: boolean }[] = [];
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
    if (part === '') continue;
    const marked = words.some((word) => part.toLowerCase().startsWith(word));
    const last = pieces.at(-1);
    if (last && last.marked === marked && !marked) last.text += part;
    else pieces.push({ text: part, marked });
  }
  return pieces;
}

/** Does `text` hold a word of the search? What is only near to it in meaning is the assistant's to tell. */
export const holdsWords = (text: string, words: readonly string[]): boolean =>
  markWords(text, words).some(({ marked }) => marked);
