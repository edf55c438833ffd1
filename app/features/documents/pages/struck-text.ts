/** Text with what is struck through between `~~`, as the readers give it. Pure. */

/** `at`: where it begins in the whole text. */
export type StruckPart = { text: string; struck: boolean; at: number };

/** The parts of a text by whether they are struck through; marks without a partner are text. */
export function struckParts(text: string): StruckPart[] {
  const parts = text.split('~~');
  if (parts.length < 3 || parts.length % 2 === 0) return [{ text, struck: false, at: 0 }];
  let at = 0;
  return parts.flatMap((part, index): StruckPart[] => {
    const own = { text: part, struck: index % 2 === 1, at };
    at += part.length + 2;
    return part === '' ? [] : [own];
  });
}

/** A text without what is struck through, which says what is not so: lines that hold nothing else go. */
export const withoutStruck = (text: string): string =>
  !text.includes('~~')
    ? text
    : text
        .split('\n')
        .flatMap((line) => {
          const parts = struckParts(line);
          if (!parts.some(({ struck }) => struck)) return [line];
          const left = parts
            .filter(({ struck }) => !struck)
            .map((part) => part.text)
            .join('');
          return /[\p{L}\p{N}]/u.test(left) ? [left.replace(/ {2,}/g, ' ').trim()] : [];
        })
        .join('\n');

/** A text for where nothing can be struck through: what is, is told in words. */
export const struckInWords = (text: string): string =>
  struckParts(text)
    .map((part) => (part.struck ? `(struck out: ${part.text})` : part.text))
    .join('');
