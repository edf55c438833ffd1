/** A word of a text as it is compared, with where it stands. */
export type PlacedWord = { word: string; start: number; end: number };

/** What prints of one text may write in two ways, and nobody reads as another: quotation marks and dashes. */
const asRead = (word: string) =>
  word
    .normalize('NFC')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‐-―−]/g, '-');

/** The words of a text with all that stands at them, figures, signs and stops too. */
export function placedWords(text: string): PlacedWord[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word: asRead(word),
    start: index,
    end: index + word.length,
  }));
}

/** Between parts of a passage that stand in one text, the later behind the earlier. */
export const LEFT_OUT = '\n…\n';

const flat = (text: string) =>
  ` ${placedWords(text)
    .map(({ word }) => word)
    .join(' ')} `;

/** Texts in which passages are looked for, each word for word and, but for what they leave out, at a stretch. */
export function openTexts(texts: readonly string[]): { hold(passage: string): boolean } {
  const all = texts.map(flat);
  return {
    hold(passage) {
      const parts = passage
        .split(LEFT_OUT)
        .map(flat)
        .filter((part) => part.trim() !== '');
      return parts.length === 0 || all.some((text) => holdsInOrder(text, parts));
    },
  };
}

function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let after = 0;
  for (const part of parts) {
    const at = text.indexOf(part, after);
    if (at < 0) return false;
    // The blank behind it may stand before the next.
    after = at + part.length - 1;
  }
  return true;
}
