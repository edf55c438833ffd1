/** A colour as a form and the database write it: `#` and six hexadecimal digits. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** What WCAG 2.2 asks of small text (1.4.3, AA). */
export const LEAST_CONTRAST = 4.5;

/** WCAG's contrast of a colour (`#rrggbb`) to white, 1 to 21: codes and letters are printed on white in it. */
export function contrastToWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05);
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
