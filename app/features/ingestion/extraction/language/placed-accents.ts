/** Accents that are set as signs of their own over a letter, as TeX and old fonts do: read as one letter. Pure. */

const MARKS: Record<string, string> = {
  '`': '\u0300',
  '´': '\u0301',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¯': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030A',
  '˝': '\u030B',
  ˇ: '\u030C',
  '¸': '\u0327',
  '˛': '\u0328',
};
const DOTLESS: Record<string, string> = { ı: 'i', ȷ: 'j' };

/** Whether a text is an accent and nothing else. */
export const isAccent = (text: string | undefined): boolean => text !== undefined && Object.hasOwn(MARKS, text);

/** The letter that two signs in one place make, in either order; null where they make none. */
export function accented(one: string, other: string): string | null {
  const [letter, mark] = isAccent(one) ? [other, MARKS[one]] : [one, MARKS[other]];
  if (!mark) return null;
  const whole = ((DOTLESS[letter] ?? letter) + mark).normalize('NFC');
  return Array.from(whole).length === 1 ? whole : null;
}
