import { wordsOf } from './words.ts';

/*
 * What a question names exactly: part numbers, codes, telephone numbers, numbered things. Written alike on both sides,
 * so that `E-3` is `E3` and 01632 960 240 is 01632960240; matched whole or not at all (Q6).
 */

const TOKEN = /[\p{L}\d]+(?:[-/.][\p{L}\d]+)*/gu;
/** A measure, a time or an ordinal, and no code. */
const MEASURE = /^\d+(?:[.,]\d+)*(?:\p{L}{1,3}\d?)$/u;
const UNITS = new Set(
  [
    'mm mm2 mm3 cm cm2 cm3 m m2 m3 km kg g l ml w kw kwp kwh v kv a ma',
    'am pm st nd rd th s p c f k h hr hrs min bar hz db x',
  ].flatMap((line) => line.split(' ')),
);
const isMeasure = (token: string) => MEASURE.test(token) && UNITS.has(token.replace(/^[\d.,]+/, '').toLowerCase());
const NUMBERED =
  /\b(circuit|way|breaker|code|error|fault|programme|program|clause|sheet|zone)s?\.? (?:no\.? |number )?(\d{1,4})\b/gi;
/** So many digits in groups are a telephone number, or another that nobody counts with. */
const LONG = /(?<![\p{L}\d/.-])\d(?:[ ()-]{0,2}\d){6,14}(?![-/.]?[\p{L}\d])/gu;

/**
 * A code in capitals without what parts it, a long number by its digits, or the number of a thing: 17 of "circuit 17".
 */
export type Identifier = { kind: 'code' | 'long' | 'numbered'; text: string; thing?: string };

const plain = (token: string) => token.replaceAll(/[-/.]/g, '').toUpperCase();
const digits = (text: string) => text.replaceAll(/\D/g, '').replace(/^0*/, '');

/** The identifiers of a question, each once. */
export function identifiersOf(question: string): Identifier[] {
  const long = [...question.matchAll(LONG)].map(([text]) => text);
  const rest = long.reduce((left, text) => left.replace(text, ' '), question);
  const numbered = [...rest.matchAll(NUMBERED)].map(([, thing = '', number = '']): Identifier => ({
    kind: 'numbered',
    thing: thing.toLowerCase(),
    text: number,
  }));
  const all: Identifier[] = [
    ...codesOf(rest).map((text): Identifier => ({ kind: 'code', text })),
    ...long.map((text): Identifier => ({ kind: 'long', text: digits(text) })),
    ...numbered,
  ];
  return [...new Map(all.map((one) => [nameOf(one), one])).values()];
}

/** How an identifier is told to people and compared: `E3`, `circuit 17`. */
export const nameOf = (one: Identifier): string => (one.thing === undefined ? one.text : `${one.thing} ${one.text}`);

const codesOf = (text: string) =>
  [...text.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter((token) =>
      /\p{L}/u.test(token) ? /\d/.test(token) && !isMeasure(token) : /\d[-/]\d/.test(token) && token.length > 5,
    )
    .map(plain);

/** What stands where: a text, and the headings and the title that it stands under. */
type Standing = { text: string; around: string };

/** Does the text hold the identifier exactly? */
export function holdsIdentifier({ text, around }: Standing, { kind, text: asked, thing = '' }: Identifier): boolean {
  if (kind === 'code') return codesOf(`${text}\n${around}`).includes(asked);
  if (kind === 'long') return [...text.matchAll(LONG)].some(([number]) => digits(number) === asked);
  const lines = text.split('\n').map((line) => ({ line, words: wordsOf(line) }));
  const isThing = (word: string) => word === thing || word === `${thing}s`;
  // "circuit 17", "circuits 11 and 17"; or a row or item that begins with 17 where circuits are spoken of.
  const said = lines.some(({ words }) =>
    words.some((word, at) => word === asked && words.slice(Math.max(0, at - 4), at).some(isThing)),
  );
  return said || (wordsOf(`${around} ${text}`).some(isThing) && lines.some(({ words }) => words[0] === asked));
}

/** A pattern of PostgreSQL's, without regard to case, that every text with the identifier matches. */
export function patternOf(identifier: Identifier): string {
  if (identifier.kind === 'numbered') return String.raw`\m${identifier.text}\M`;
  const between = identifier.kind === 'long' ? '[ ()-]{0,2}' : '[-/.]?';
  return [...identifier.text].join(between);
}
