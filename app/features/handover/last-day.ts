import { cellsOf, isTableRow } from '#app/features/documents/pages/table-row.ts';
import { addYears, readDate } from './read-dates.ts';
import type { Slot } from './rules/rule-set.ts';

/** A day on which something ends, or after how many years, with the words that say what. */
export type End = { about: string } & ({ day: string } | { years: number });

const UNTIL = new RegExp(
  '\\b(?:valid (?:until|to|till|through)|expir(?:y|es|ed|ation)|not valid after|(?:ceases?|ends?) on|' +
    'cover (?:ends|until|to)|renew(?:al)? (?:due|by|date))\\b',
  'i',
);
const VALID_FOR = /\bvalid for (?:a period of )?(\d{1,2}|one|two|three|five|ten) years?\b/i;
const YEARS: Record<string, number> = { one: 1, two: 2, three: 3, five: 5, ten: 10 };
/** What else ends on pages that certify: the firm's standing, what it measured with, what the owner may ask for. */
const OTHER = new RegExp(
  '\\b(calibrat|instrument|equipment|manometer|anemometer|meter|gauge|analyser|registration|registered|licen[cs]e|' +
    'member|accredit|competen|insurance|insured|indemnity|liability|defects|snag|service|maintenance|inspection|' +
    'offer|quot|subscription)\\w*',
  'gi',
);
/** Ends while the paper goes on, whatever it is called. */
const NEVER_OWN = /\b(?:defects (?:\w+ ){0,2}period|defects liability|snagging)\b/i;
const LABELLED = /^[^:|]{2,48}:\s*\S/;
const MAX_ENDS = 20;
/** How far above a line the heading that it stands under may be. */
const UNDER = 8;

/** What a page says of days on which something ends, in order. `headings`: the page's, as they were read. */
export function readEnds(lines: readonly string[], headings: readonly { title: string }[]): End[] {
  const titles = new Set(headings.map(({ title }) => title.trim()));
  const found: End[] = [];
  for (const [at, line] of lines.entries()) {
    if (found.length >= MAX_ENDS) break;
    if (!UNTIL.test(line) && !VALID_FOR.test(line)) continue;
    const under = headingOver(lines, at, titles);
    for (const { part, about } of partsOf(line)) {
      const years = VALID_FOR.exec(part)?.[1];
      if (years) found.push({ years: YEARS[years.toLowerCase()] ?? Number(years), about: `${under} ${about}` });
      const day = UNTIL.test(part) ? (dayIn(part) ?? dayBelow(line, part, lines[at + 1])) : undefined;
      if (day) found.push({ day, about: `${under} ${about}` });
    }
  }
  return found;
}

/** The last day of a paper of a slot, by what its page says of itself; a book has none. */
export function lastDayOf(
  { ends, titles, issuedOn }: { ends: readonly End[]; titles: readonly string[]; issuedOn?: string | undefined },
  { form, name, titles: names, validYears }: Pick<Slot, 'form' | 'name' | 'titles' | 'validYears'>,
): string | undefined {
  if (form === 'book') return undefined;
  const called = [name, ...names, titles[0] ?? ''].join(' ').toLowerCase();
  const own = ends.filter(({ about }) => !isOther(about, called));
  const said = own.find((end) => 'day' in end);
  if (said && 'day' in said) return said.day;
  const counted = own.find((end) => 'years' in end);
  const years = counted && 'years' in counted ? counted.years : validYears;
  return years && issuedOn ? addYears(issuedOn, years) : undefined;
}

/** Of something that is no part of what the paper is called. */
function isOther(about: string, called: string): boolean {
  if (NEVER_OWN.test(about)) return true;
  return [...about.matchAll(OTHER)].some(([, stem]) => stem !== undefined && !called.includes(stem.toLowerCase()));
}

/** The sentences of a line, or the cells of a row, each with what it is about: a cell that does not say it, its row. */
function partsOf(line: string): { part: string; about: string }[] {
  if (!isTableRow(line)) return line.split(/[.;] +/).map((part) => ({ part, about: part }));
  const cells = cellsOf(line).filter((cell) => cell !== '');
  return cells.flatMap((cell, at) => {
    const ends = UNTIL.exec(cell) ?? VALID_FOR.exec(cell);
    if (!ends) return [];
    const next = cells[at + 1] ?? '';
    const part = dayIn(cell) || UNTIL.test(next) || !readDate(next) ? cell : `${cell} ${next}`;
    return [{ part, about: ends.index > 0 ? cell : line }];
  });
}

/** Where words say both when something begins and until when it holds: the day behind the latter. */
function dayIn(part: string): string | undefined {
  const rest = part.slice(UNTIL.exec(part)?.index ?? 0);
  return readDate(rest) ?? readDate(part);
}

/** Of a label that stands above its value, or of a head of a table: the day in the next line at its place. */
function dayBelow(line: string, part: string, below: string | undefined): string | undefined {
  if (below === undefined || line.length > 200) return undefined;
  if (isTableRow(line)) {
    if (!isTableRow(below)) return undefined;
    const column = cellsOf(line).findIndex((cell) => part.startsWith(cell) && cell !== '');
    return readDate(cellsOf(below)[column] ?? '');
  }
  return line.length <= 60 ? readDate(below) : undefined;
}

/** The heading of the part of the form in which a line stands; empty for none. */
function headingOver(lines: readonly string[], at: number, titles: ReadonlySet<string>): string {
  for (let above = at - 1; above >= Math.max(0, at - UNDER); above -= 1) {
    const line = lines[above] ?? '';
    const overFields = LABELLED.test(lines[above + 1] ?? '') || isTableRow(lines[above + 1] ?? '');
    const isPlain = line.length <= 48 && !/[\d:]/.test(line) && !isTableRow(line);
    if (titles.has(line) || (isPlain && overFields)) return line;
  }
  return '';
}
