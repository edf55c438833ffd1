/*
 * Quantities, times, ordinals and dimensions, which have digits and letters as codes have: `6ft`, `24-hour`, `4x4`.
 */

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
/** Units as they are written in capitals too; in small letters any word after a number is one. */
const UNITS = new Set(
  [
    'mm cm m km in ft yd kg g l ml w kw kwp kwh v kv a ma amp amps volt volts watt watts hz mhz ghz db mbps gbps mb gb',
    'am pm st nd rd th s c f h hr hrs min mins sec secs hour hours day days week weeks month months yr yrs year',
    'years p bar k x d bed beds storey storeys phase way pin',
  ].flatMap((line) => line.split(' ')),
);
const NUMBER_ALONE = new RegExp(`^${NUMBER}$`);
const WITH_UNIT = new RegExp(String.raw`^${NUMBER}(\p{L}+)$`, 'u');
const SQUARE_OR_CUBIC = new RegExp(`^${NUMBER}(?:mm|cm|m|km|ft|in|yd)[23]$`, 'i');
/** After a number that stands by itself: "40 m2". */
const AREA_OR_VOLUME = /^(?:mm|cm|m|km|ft|in|yd)[23]$/;
const DIMENSIONS = new RegExp(String.raw`^${NUMBER}\p{L}{0,2}(?:x${NUMBER}\p{L}{0,2})+$`, 'iu');

/** Is a word after a number its unit: `30 mA`, `10 years`? */
export const isUnit = (word: string): boolean => UNITS.has(word.toLowerCase());

/** Is a token with digits and letters a measure, and no code? */
export function isMeasure(token: string): boolean {
  if (AREA_OR_VOLUME.test(token)) return true;
  const amount = token.replace(/^(?:pre|post|mid|early|late)-(?=\d)/i, '');
  return /^\d/.test(amount) && amount.split(/[-/]/).every(isPart);
}

function isPart(part: string): boolean {
  if (NUMBER_ALONE.test(part) || SQUARE_OR_CUBIC.test(part) || DIMENSIONS.test(part)) return true;
  const unit = WITH_UNIT.exec(part)?.[1];
  if (unit !== undefined) return /\p{Ll}/u.test(unit) || UNITS.has(unit.toLowerCase());
  return /^\p{Lu}?\p{Ll}+$/u.test(part) || (part.length > 1 && UNITS.has(part.toLowerCase()));
}
