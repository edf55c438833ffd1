import { cellsOf, isTableRow } from '#app/features/documents/pages/table-row.ts';
import { createHash } from 'node:crypto';
import type { IntervalUnit, TermKind } from '#db/schema/care-words.ts';

export type FoundTerm = {
  kind: TermKind;
  subject: string;
  quote: string;
  count: number;
  unit: IntervalUnit;
  /** Names what was found: the same in every reading that says it. */
  fingerprint: string;
};

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const EVERY = /\b(?:every|each) (?:(\d{1,3}|[a-z]{3,6}) )?(day|week|month|year)s?\b/i;
const TIMES = /\b(\d{1,3}|[a-z]{3,6})(?: times)? (?:a|per|each|every) (week|month|year)\b/i;
const ADVERB = /\b(daily|weekly|fortnightly|monthly|quarterly|half-yearly|yearly|annually)\b/i;
const ADVERBS: Record<string, [number, IntervalUnit]> = {
  daily: [1, 'day'],
  weekly: [1, 'week'],
  fortnightly: [2, 'week'],
  monthly: [1, 'month'],
  quarterly: [3, 'month'],
  'half-yearly': [6, 'month'],
  yearly: [1, 'year'],
  annually: [1, 'year'],
};

/** What is done to a house to keep it in order. */
const VERB = new RegExp(
  '\\b(?:bleed|brush|change|check|clean|clear|close|descale|drain|empty|exercise|flush|grease|inspect|inspected|' +
    'look|lubricate|oil|open|paint|press|reseal|replace|replaced|rinse|run|sand|service|serviced|stain|sweep|test|' +
    'tested|tighten|top up|vacuum|vacuumed|wash|wax|wipe)\\b',
  'i',
);
const NOT = /\b(?:not|never|no|don.t|without)\b/i;
const COVER = /\b(?:guarantees?|guaranteed|warrant(?:y|ies)|covered|covers?)\b/i;
const PERIOD = /\b(\d{1,3}|one|two|three|four|five|six|seven|eight|ten|twelve)[ -](month|year)s?\b/i;

const MAX_SUBJECT = 160;
const MAX_QUOTE = 600;

/**
 * What a passage of a document says of time: a task every so often, or a cover for so long. A small grammar over its
 * sentences and table rows, without a model: what it finds is confirmed by staff before an owner sees it.
 */
export function findTerms(passage: string): FoundTerm[] {
  const found = passage.split('\n').flatMap((line) => (isTableRow(line) ? ofRow(line) : ofProse(line)));
  return [...new Map(found.map((term) => [term.fingerprint, term])).values()];
}

/** A row: the cell that is an interval says when, the first of the others what. */
function ofRow(row: string): FoundTerm[] {
  const cells = cellsOf(row).filter(Boolean);
  return cells.flatMap((cell) => {
    const interval = isInterval(cell) ? intervalIn(cell) : undefined;
    const what = cells.find((other) => other !== cell && !isInterval(other) && /\p{L}{3}/u.test(other));
    return interval && what ? [term('task', what, row, interval)] : [];
  });
}

/** Nothing but how often. */
const isInterval = (cell: string) =>
  [EVERY, TIMES, ADVERB].reduce((rest, pattern) => rest.replace(pattern, ''), cell).trim() === '';

function ofProse(line: string): FoundTerm[] {
  return sentencesOf(line).flatMap((sentence) => {
    if (NOT.test(sentence)) return [];
    const period = COVER.test(sentence) ? PERIOD.exec(sentence) : null;
    const cover = period ? [term('cover', sentence, sentence, [numberOf(period[1]), unitOf(period[2])])] : [];
    const interval = VERB.test(sentence) ? intervalIn(sentence) : undefined;
    return interval ? [...cover, term('task', sentence, sentence, interval)] : cover;
  });
}

/** Bounded work: a passage has at most 1,400 characters. */
const sentencesOf = (line: string): string[] =>
  line
    .replace(/^\s*(?:\d{1,3}\.|[-*•])\s/, '')
    .split(/[.!?](?:\s|$)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 8);

function intervalIn(text: string): [number, IntervalUnit] | undefined {
  const every = EVERY.exec(text);
  if (every) {
    const [, many, unit] = every;
    return [many === undefined ? 1 : /second|other/i.test(many) ? 2 : numberOf(many), unitOf(unit)];
  }
  const times = TIMES.exec(text);
  if (times) return shareOf(times[1] ?? '', unitOf(times[2]));
  const adverb = ADVERB.exec(text)?.[1]?.toLowerCase();
  return adverb === undefined ? undefined : ADVERBS[adverb];
}

/** "Four times a year" is every three months; what does not divide is left to people. */
function shareOf(many: string, unit: IntervalUnit): [number, IntervalUnit] | undefined {
  if (!/^(?:once|twice|\d+)$/i.test(many) && !NUMBERS.includes(many.toLowerCase())) return undefined;
  const times = many.toLowerCase() === 'once' ? 1 : many.toLowerCase() === 'twice' ? 2 : numberOf(many);
  if (times === 1) return [1, unit];
  if (unit === 'year' && times > 1 && 12 % times === 0) return [12 / times, 'month'];
  if (unit === 'month' && times === 2) return [2, 'week'];
  return undefined;
}

function numberOf(word = '1'): number {
  const index = NUMBERS.indexOf(word.toLowerCase());
  return index >= 0 ? index + 1 : Math.min(400, Math.max(1, Number(word) || 1));
}

const unitOf = (word = 'year') => word.toLowerCase() as IntervalUnit;

function term(kind: TermKind, what: string, quote: string, [count, unit]: [number, IntervalUnit]): FoundTerm {
  const subject = what.length > MAX_SUBJECT ? `${what.slice(0, MAX_SUBJECT - 1).trimEnd()}…` : what;
  const name = [kind, what.toLowerCase(), count, unit].join('|');
  const fingerprint = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return { kind, subject, quote: quote.trim().slice(0, MAX_QUOTE), count, unit, fingerprint };
}
