/** How Word prints the number of a list item, by the name of its format. Pure. */

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
/** Longest Roman number and longest run of one letter that is written out. */
const MAX_WRITTEN = 4_000;

function roman(value: number): string {
  let rest = value;
  let out = '';
  for (const [size, sign] of ROMAN) {
    while (rest >= size) {
      out += sign;
      rest -= size;
    }
  }
  return out;
}

/** a … z, then aa, bb: the letter is repeated, as Word does. */
const letters = (value: number): string =>
  String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(Math.ceil(value / 26), 30));

function words(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return (TENS[Math.floor(value / 10)] ?? '') + (value % 10 === 0 ? '' : `-${ONES[value % 10]}`);
  return String(value);
}

function ordinalWords(value: number): string {
  if (value >= 100) return ordinal(value);
  const [last = '', first] = words(value).split('-').toReversed();
  const end = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return first ? `${first}-${end}` : end;
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `format` is Word's name of it; one that is not known prints as Arabic numbers, as in Word. */
export function formatNumber(value: number, format: string): string {
  const written = value > 0 && value < MAX_WRITTEN;
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'lowerRoman':
      return written ? roman(value) : String(value);
    case 'upperRoman':
      return written ? roman(value).toUpperCase() : String(value);
    case 'lowerLetter':
      return value > 0 ? letters(value) : String(value);
    case 'upperLetter':
      return value > 0 ? letters(value).toUpperCase() : String(value);
    case 'ordinal':
      return ordinal(value);
    case 'cardinalText':
      return capital(words(value));
    case 'ordinalText':
      return capital(ordinalWords(value));
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'numberInDash':
      return `- ${value} -`;
    case 'chicago':
      return value > 0 ? '*†‡§'.charAt((value - 1) % 4).repeat(Math.min(Math.ceil(value / 4), 30)) : String(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
    case 'decimalEnclosedParen':
      return `(${value})`;
    case 'decimalEnclosedFullstop':
      return `${value}.`;
    default:
      return /^0\d{1,9}$/.test(format) ? String(value).padStart(format.length, '0') : String(value);
  }
}
