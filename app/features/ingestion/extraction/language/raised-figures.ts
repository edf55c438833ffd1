const RAISED: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  n: 'ⁿ',
};

const LETTERS: Record<string, string> = { a: 'ᵃ', b: 'ᵇ', c: 'ᶜ', d: 'ᵈ', e: 'ᵉ', f: 'ᶠ', g: 'ᵍ', h: 'ʰ' };

/** The letter of a note as it is raised: "a" as "ᵃ"; null for another sign. */
export const raiseLetter = (text: string): string | null => LETTERS[text] ?? null;

/** "2" as "²", so that 10² is not read as 102; null for what has no raised sign of its own ("th", "TM"). Pure. */
export function raise(text: string): string | null {
  const trimmed = text.slice(0, 40).trim();
  const out = Array.from(trimmed, (sign) => RAISED[sign]);
  return out.length > 0 && out.length <= 12 && !out.includes(undefined) ? out.join('') : null;
}
