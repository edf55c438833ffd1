import { isMeasure, isUnit } from './measures.ts';
import { wordsOf } from './words.ts';

/*
 * What a question names exactly: part numbers, codes, telephone numbers, numbered things. Written alike on both sides,
 * so that `E-3` is `E3` and 01632 960 240 is 01632960240; matched whole or not at all (Q6).
 */

/** So many of a question are looked for. */
const MOST = 8;
/** A longer one is no code that anybody prints. */
const LONGEST_CODE = 40;

const TOKEN = /[\p{L}\d]+(?:[-/.][\p{L}\d]+)*/gu;
const THINGS = 'circuit|way|breaker|code|error|fault|programme|program|clause|rule|sheet|zone';
const NUMBERED = new RegExp(String.raw`\b(${THINGS})s?\.? (?:no\.? |number )?(\d{1,4})\b`, 'gi');
/** A thing whose name is an abbreviation, with its number: "RCD 2", "IP 44"; and the word after it. */
const ABBREVIATED = /\b([A-Z]{2,6}) (?:no\.? |number )?(\d{1,4})\b(?:[ -](\p{L}+))?/gu;
/** Things that share their numbers. */
const ALIKE = [
  ['circuit', 'way', 'breaker'],
  ['code', 'error', 'fault'],
  ['programme', 'program'],
];
/** The number of a home is no code: "flat 2B". */
const HOME = /\b(?:flat|apartment|apt|house|home|plot|unit|block|number|no)\.? \d+[a-z]\b/gi;
/** What may stand between the digits of a telephone number. */
const GAP = String.raw`[ \u00a0\u202f().\u2010-\u2013/-]{0,3}`;
/** So many digits in groups are a telephone number, or another that nobody counts with. */
const LONG = new RegExp(String.raw`(?<![\p{L}\d/.-])\+?\d(?:${GAP}\d){6,18}(?![-/]?[\p{L}\d]|\.\d)`, 'gu');

/**
 * A code in capitals without what parts it, a long number by its digits, or the number of a thing: 17 of "circuit 17".
 */
export type Identifier = { kind: 'code' | 'long' | 'numbered'; text: string; thing?: string };

const plain = (token: string) => token.replaceAll(/[-/.]/g, '').toUpperCase();

/** The identifiers of a question, each once; the first eight. */
export function identifiersOf(question: string): Identifier[] {
  const asked = question.normalize('NFKC').replaceAll(HOME, ' ');
  const long = [...asked.matchAll(LONG)].map(([text]) => text).filter(isLong);
  const rest = long.reduce((left, text) => left.replace(text, ' '), asked);
  const all: Identifier[] = [
    ...codesOf(rest).map((text): Identifier => ({ kind: 'code', text })),
    ...long.map((text): Identifier => ({ kind: 'long', text: nationalDigits(text) })),
    ...[...rest.matchAll(NUMBERED)].map(([, thing = '', number = '']): Identifier => ({
      kind: 'numbered',
      thing: thing.toLowerCase(),
      text: number,
    })),
    ...abbreviatedOf(rest),
  ].filter(({ text }) => text !== '');
  return [...new Map(all.map((one) => [nameOf(one), one])).values()].slice(0, MOST);
}

/** How an identifier is told to people and compared: `E3`, `circuit 17`. */
export const nameOf = (one: Identifier): string => (one.thing === undefined ? one.text : `${one.thing} ${one.text}`);

/** Of a text that is not all in capitals, where each word would be an abbreviation. */
function abbreviatedOf(text: string): Identifier[] {
  if (!/\p{Ll}{3}/u.test(text)) return [];
  return [...text.matchAll(ABBREVIATED)]
    .filter(([, thing = '', number = '', next = '']) => !/^NO$/.test(thing) && !isYear(number) && !isUnit(next))
    .map(([, thing = '', number = '']) => ({ kind: 'numbered', thing: thing.toLowerCase(), text: number }));
}

const isYear = (number: string) => /^(?:19|20)\d\d$/.test(number);

const codesOf = (text: string) =>
  [...text.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter((token) => token.length <= LONGEST_CODE && isCode(token))
    .map(plain);

function isCode(token: string): boolean {
  if (/\p{L}/u.test(token)) return /\d/.test(token) && !isMeasure(token);
  if (/^\d{5,}$/.test(token)) return !token.endsWith('000');
  return token.length > 5 && /^\d+(?:\/\d+)+$/.test(token) && !isDateOrRange(token);
}

const isDateOrRange = (text: string) =>
  /^\d{1,2}([-/. ])\d{1,2}\1(?:\d{2}|\d{4})$/.test(text) ||
  /^\d{4}([-/. ])\d{1,2}\1\d{1,2}$/.test(text) ||
  /^\d{4} ?[-/\u2010-\u2013] ?(?:\d{2}|\d{4})$/.test(text);

/** Not a date, a span of years or hours, or small numbers one after the other. */
function isLong(text: string): boolean {
  if (isDateOrRange(text)) return false;
  if (/[./]/.test(text) && new Set(text.match(/[^\d+]/g)).size > 1) return false;
  return /^[+0]/.test(text) || /\d{3}/.test(text);
}

/** The digits without zeros before them and without the code of the country where that is written as such. */
function nationalDigits(text: string): string {
  const all = text.replaceAll(/\D/g, '');
  const abroad = /^(?:\+|00)/.test(text);
  if (abroad) return all.replace(/^0*(?:(?:44|353)0*)?/, '');
  if (!text.startsWith('0')) return all;
  // "01632 960 240 24 hours": at most eleven digits in a national number, and no group of it in part.
  let kept = '';
  for (const group of text.match(/\d+/g) ?? []) {
    if (kept.length + group.length > 11 && kept.length >= 9) break;
    kept += group;
  }
  return kept.replace(/^0*/, '');
}

/** What stands where: a text, and the headings and the title that it stands under. */
type Standing = { text: string; around: string };

/** Does the text, or what it stands under, hold the identifier exactly? */
export function holdsIdentifier(standing: Standing, one: Identifier): boolean {
  return tellsIdentifier(standing, one) || standsIn(standing.around, one);
}

/** Does the text itself hold it? What it stands under tells only what its numbers are of. */
export function tellsIdentifier({ text, around }: Standing, one: Identifier): boolean {
  if (standsIn(text, one)) return true;
  // A row or item that begins with 17 where circuits are spoken of.
  return (
    one.kind === 'numbered' &&
    wordsOf(`${around} ${text}`).some((word) => isThing(word, one)) &&
    text.split('\n').some((line) => wordsOf(line)[0] === one.text)
  );
}

function standsIn(text: string, one: Identifier): boolean {
  if (one.kind === 'code')
    return [...text.normalize('NFKC').matchAll(TOKEN)].some(([token]) => plain(token) === one.text);
  if (one.kind === 'long') return new RegExp(patternOf(one)).test(text);
  // "circuit 17", "circuits 11 and 17".
  return text.split('\n').some((line) => {
    const words = wordsOf(line);
    const named = (at: number) => words.slice(Math.max(0, at - 4), at).some((before) => isThing(before, one));
    // Of an abbreviation, together too: "RCD2".
    return words.some((word, at) => (word === one.text && named(at)) || word === `${one.thing}${one.text}`);
  });
}

function isThing(word: string, { thing = '' }: Identifier): boolean {
  const alike = ALIKE.find((names) => names.includes(thing)) ?? [thing];
  return alike.some((name) => word === name || word === `${name}s`);
}

/**
 * A pattern of PostgreSQL's and of JavaScript's, without regard to case, that every text with the identifier matches;
 * it begins and ends where words do.
 */
export function patternOf({ kind, text, thing }: Identifier): string {
  if (kind === 'long') {
    const country = `(?:(?:00)?(?:44|353)${GAP})?(?:0{1,2}${GAP})?`;
    return String.raw`(?<!\d)${country}${[...text].join(GAP)}(?!\d)`;
  }
  const written = kind === 'code' ? [...text].join('[-/.]?') : `(?:${thing})?${text}`;
  return `(?<![a-zA-Z0-9])${written}(?![a-zA-Z0-9])`;
}
