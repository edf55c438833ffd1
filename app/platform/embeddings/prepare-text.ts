/**
 * What a model is given for `text`: one line, cut at `maxChars` by code points; a full stop for a blank text, which
 * models refuse.
 */
export function prepareText(text: string, maxChars: number): string {
  const line = text
    .slice(0, maxChars * 4)
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return [...line].slice(0, maxChars).join('') || '.';
}
