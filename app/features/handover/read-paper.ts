import { createHash } from 'node:crypto';
import { cellsOf, isTableRow } from '#app/features/documents/pages/table-row.ts';
import type { IdentityLine } from '#db/schema/handover-words.ts';
import { readEnds, type End } from './last-day.ts';
import { readDate } from './read-dates.ts';

/** A page as it was read. */
export type PageToRead = {
  page: number;
  text: string;
  headings: readonly { title: string; level: number }[];
  role: 'cover' | 'contents' | null;
  /** Not null where its letters were recognised in a picture. */
  confidence: number | null;
};

/** What a page shows of being a paper, whichever. */
export type PaperPage = {
  page: number;
  role: PageToRead['role'];
  /** What may say what it is: headings and the first lines. */
  titles: string[];
  /** How many things of a filled-in form stand on it: fields, signature, date, number. */
  marks: number;
  /** Characters of prose, without fields and rows. */
  prose: number;
  identity: IdentityLine[];
  /** It names more than `identity` holds. */
  namesMore: boolean;
  /** Days on which something ends: whether the paper itself, lastDayOf tells. */
  ends: End[];
  /** The day on which it was issued. */
  issuedOn?: string | undefined;
  number?: string | undefined;
  fingerprint: string;
  scanned: boolean;
};

const FIRST_LINES = 6;
const MAX_TITLES = 10;
const MAX_TITLE = 120;
/** Rows of a table that fills a page with houses. */
const MAX_LINES = 120;
const MAX_LINE = 160;

const LABELLED = /^([^:|]{2,48}):\s*(\S.*)$/;
const ISSUED = /\b(?:date of (?:issue|assessment|certificate)|issue date|issued(?: on)?|date issued|assessed on)\b/i;
const SIGNED = /\b(?:sign(?:ed|ature)|authorised by|on behalf of|certified by|print name)\b/i;
const NUMBER = new RegExp(
  '\\b(?:cert(?:ificate)?|serial|report|policy|sheet|test)\\.? (?:no|number|id|ref(?:erence)?)\\b\\.?[ :|#]{0,4}' +
    '([A-Z0-9][A-Z0-9/-]{3,40})',
  'i',
);
const DWELLING = new RegExp(
  '\\b(?:dwelling|property|premises|site|installation|house|home|plot|unit|apartment|flat|address of works|' +
    'location)\\b',
  'i',
);
const PARTY = new RegExp(
  '\\b(?:contractor|installer|company|assessor|tester|engineer|certifier|surveyor|builder|inspector|technician|' +
    'insurer|office|firm|practice|issued by|carried out by|tested by|manufacturer|agent|authority|supplier)\\b',
  'i',
);
const CODE = /\b[A-Z]\d[\dW] ?[A-Z0-9]{4}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;
const NUMBERED = /\b\d{1,4}[a-z]? [A-Za-z]{2}/i;
const NUMBERED_AFTER =
  /\b(?:house|home|unit|apartment|flat|dwelling|plot|no|number|site)\b\.?,?(?: (?:no|number))?\.?[ :|#]{0,4}\d{1,4}\b/i;

/** Reads what a page shows of being a paper. Its work is bounded by the page's text. */
export function readPaper({ page, text, headings, role, confidence }: PageToRead): PaperPage {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fields = lines.map((line, at) => fieldOf(line) ?? fieldOver(line, lines[at + 1]));
  const signed = lines.some((line) => SIGNED.test(line));
  const dated = lines.some((line) => readDate(line) !== undefined);
  const number =
    firstOf(lines, numberIn) ?? firstOf(fields, (field) => field && numberIn(`${field.label} ${field.value}`));
  const filled = new Set(fields.flatMap((field) => (field ? [field.label.toLowerCase()] : []))).size;
  const prose = lines.reduce((sum, line, at) => sum + (fields[at] || isTableRow(line) ? 0 : line.length), 0);
  const identity = identityOf(lines, fields);
  return {
    page,
    role,
    titles: titlesOf(lines, headings),
    marks: Math.min(4, Math.floor(filled / 2)) + Number(signed) * 2 + Number(dated) + Number(number !== undefined),
    prose,
    identity: identity.slice(0, MAX_LINES),
    namesMore: identity.length > MAX_LINES,
    ends: readEnds(lines, headings),
    issuedOn: firstOf(lines, (line) => (ISSUED.test(line) ? readDate(line) : undefined)) ?? dayBelow(lines, ISSUED),
    number,
    fingerprint: fingerprintOf(text),
    scanned: confidence !== null,
  };
}

/** Names a page by its words. */
export const fingerprintOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll(/\s+/g, ' ').toLowerCase()).digest('hex').slice(0, 32);

type Field = { label: string; value: string };

/** "Label: value", or a row of two cells. */
function fieldOf(line: string): Field | undefined {
  if (isTableRow(line)) {
    const cells = cellsOf(line).filter((cell) => cell !== '');
    const [label = '', ...values] = cells;
    const value = values.join(' ');
    return cells.length >= 2 && cells.length <= 4 && /\p{L}{2}/u.test(label) && label.length <= 48
      ? { label: label.replace(/:$/, ''), value }
      : undefined;
  }
  const [, label, value] = LABELLED.exec(line) ?? [];
  return label && value && value.length <= 120 ? { label, value } : undefined;
}

/** A label that stands over its value. */
function fieldOver(line: string, below: string | undefined): Field | undefined {
  const isLabel = line.endsWith(':') && line.length <= 48;
  return isLabel && below && below.length <= 120 && !below.endsWith(':')
    ? { label: line.slice(0, -1), value: below }
    : undefined;
}

function titlesOf(lines: string[], headings: PageToRead['headings']): string[] {
  const candidates = [...headings.map(({ title }) => title), ...lines.slice(0, FIRST_LINES)]
    .map((title) => title.replaceAll(/\s+/g, ' ').trim())
    .filter((title) => title.length >= 3 && title.length <= MAX_TITLE && /\p{L}{3}/u.test(title));
  // A title may go over two lines.
  const [first = '', second = ''] = lines;
  const both = `${first} ${second}`;
  return [...new Set([...candidates, ...(both.length <= MAX_TITLE ? [both] : [])])].slice(0, MAX_TITLES);
}

/** Lines that may name a house, each with whom its label is about; a line without one is about whom those above are. */
function identityOf(lines: string[], fields: (Field | undefined)[]): IdentityLine[] {
  let of: IdentityLine['of'] = 'unknown';
  const found: IdentityLine[] = [];
  for (const [at, line] of lines.entries()) {
    const label = fields[at]?.label ?? (line.length <= 40 ? line : '');
    if (PARTY.test(label)) of = 'party';
    // "Unit 14" may be a firm's, too: only as the label of a field it is about the house.
    else if (DWELLING.test(fields[at] || !/\d/.test(line) ? label : label.replaceAll(/\bunits?\b/gi, '')))
      of = 'dwelling';
    if (!CODE.test(line) && !NUMBERED.test(line) && !NUMBERED_AFTER.test(line)) continue;
    found.push({ text: line.slice(0, MAX_LINE), of });
    if (found.length > MAX_LINES) break;
  }
  return found;
}

/** The day below a label that stands above it, or below a head of a table at its place. */
function dayBelow(lines: string[], label: RegExp): string | undefined {
  for (const [at, line] of lines.entries()) {
    const below = lines[at + 1];
    if (below === undefined || !label.test(line) || line.length > 200) continue;
    if (isTableRow(line) && isTableRow(below)) {
      const column = cellsOf(line).findIndex((cell) => label.test(cell));
      const day = readDate(cellsOf(below)[column] ?? '');
      if (day) return day;
    } else if (line.length <= 60) {
      const day = readDate(below);
      if (day) return day;
    }
  }
  return undefined;
}

function numberIn(line: string): string | undefined {
  const number = NUMBER.exec(line)?.[1]?.toUpperCase();
  return number && /\d/.test(number) ? number : undefined;
}

function firstOf<L, T>(lines: readonly L[], read: (line: L) => T | undefined): T | undefined {
  for (const line of lines) {
    const found = read(line);
    if (found !== undefined) return found;
  }
  return undefined;
}
