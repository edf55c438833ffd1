/** Covers and tables of contents, told from what they look like beside the rest of a document (C11). Pure. */

import { cellsOf, isTableRow } from '#app/features/documents/pages/table-row.ts';
import type { PageMarks } from '../extracted-document.ts';
import { isListItem } from '../language/split-sentences.ts';
import { isPageWord } from '../pdf/page-number.ts';

type Page = {
  number: number;
  text: string;
  headings: string[];
  headingLevels: number[];
  role?: 'cover' | 'contents' | undefined;
  marks?: PageMarks | undefined;
};
type Entry = { line: string; title: string; value: number; dotted: boolean };

const MAX_ENTRY_CHARS = 200;
const COVER_WORDS = 60;
/** Words of a line that is said, not shown. */
const SENTENCE_WORDS = 6;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A line of contents: a title, dots or a gap, and a number at its end. */
export function asEntry(line: string): Entry | null {
  if (line.length > MAX_ENTRY_CHARS || line.length < 4) return null;
  const number = /\d{1,4}$/.exec(line.slice(-4))?.[0];
  if (!number) return null;
  const before = line.slice(0, line.length - number.length);
  if (!/[\s.…·_]/.test(before.at(-1) ?? '') || /[^\s.]\.$/.test(before.slice(-2))) return null;
  let end = before.length;
  let dots = 0;
  for (; end > 0 && /[\s.…·_|]/.test(before[end - 1] ?? ''); end -= 1)
    dots += before[end - 1] === '…' ? 3 : Number(/[.·_]/.test(before[end - 1] ?? ''));
  const title = before.slice(0, end).trim();
  if (!/\p{L}{2}/u.test(title)) return null;
  return { line, title, value: Number(number), dotted: dots >= 4 };
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/^[\d.\s]{0,20}/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Most entries, in their order, whose numbers do not fall; other lines may stand between ("Issue 2024" above a list of
 * pages 3 to 12 is left out, not the list). By patience sorting: a binary search for each line.
 */
function entriesOf(page: Page): Entry[] {
  type Link = { entry: Entry; before: Link | undefined };
  /** The entry with the least number that ends a row of so many entries and one. */
  const ends: Link[] = [];
  for (const line of page.text.split('\n')) {
    const entry = line.trim() ? asEntry(line.trim()) : null;
    if (!entry) continue;
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.entry.value ?? 0) <= entry.value) low = middle + 1;
      else high = middle;
    }
    ends[low] = { entry, before: ends[low - 1] };
  }
  const entries: Entry[] = [];
  for (let link = ends.at(-1); link; link = link.before) entries.push(link.entry);
  return entries.toReversed();
}

/**
 * The rows of a table that says what stands on which page, with its head: the first or the last column is headed by
 * the word for a page and counts up through pages of the document.
 */
function tableOfPages(text: string, pageCount: number): string[] {
  return text.split('\n\n').flatMap((block) => {
    const lines = block.split('\n').filter(isTableRow);
    const rows = lines.map(cellsOf);
    const [head = []] = rows;
    const column = [0, head.length - 1].find((at) => isPageWord((head[at] ?? '').toLowerCase().replace(/s?\.?$/, '')));
    if (column === undefined || rows.length < 3 || head.length < 2) return [];
    const numbers = rows
      .slice(1)
      .map((row) => (/^\d{1,4}$/.test(row[column] ?? '') ? Number(row[column]) : Number.NaN));
    const counts = numbers.every((value, at) => value <= pageCount && (at === 0 || value >= (numbers[at - 1] ?? 0)));
    return counts ? lines : [];
  });
}

/** Whether the entries are a list of pages: many have dots, or their titles are headings of other pages. */
function isListOfPages(entries: Entry[], page: Page, headings: Map<string, number[]>, pageCount: number): boolean {
  const named = entries.filter((entry) => headings.get(plain(entry.title))?.some((number) => number !== page.number));
  const dotted = entries.filter((entry) => entry.dotted);
  if (dotted.length >= 2 && (named.length > 0 || (dotted.length >= 3 && (entries.at(-1)?.value ?? 0) <= pageCount * 2)))
    return true;
  return entries.length >= 3 && named.length >= Math.max(2, entries.length * 0.5);
}

function isCover(page: Page): boolean {
  const lines = page.text.split('\n').filter((line) => line.trim());
  const words = page.text.split(/\s+/).length;
  if (lines.length < 2 || words > COVER_WORDS || !page.headingLevels.includes(1)) return false;
  const rest = lines.filter((line) => !page.headings.includes(line.trim()));
  return !rest.some((line) => /:\s/.test(line)) && !lines.some(saysSomething);
}

const saysSomething = (line: string) =>
  isTableRow(line) ||
  isListItem(line) ||
  // What can be rung, written to or followed is content, and so is a sentence.
  /@|\d[\d\s()-]{6,}\d/.test(line.replaceAll(DATE, '')) ||
  (/[.!?]$/.test(line) && line.split(' ').length >= SENTENCE_WORDS);

/**
 * Gives pages their roles, and marks the lines of contents on pages that hold more. `hasSheets`: its pages are sheets,
 * as a PDF's are.
 */
export function markRoles<P extends Page>(pages: P[], hasSheets: boolean): P[] {
  const headings = new Map<string, number[]>();
  for (const page of pages) {
    for (const heading of page.headings) {
      const key = plain(heading);
      const known = headings.get(key);
      if (known) known.push(page.number);
      else if (key) headings.set(key, [page.number]);
    }
  }
  return pages.map((page, at) => {
    if (page.role) return page;
    if (hasSheets && at === 0 && pages.length >= 3 && isCover(page)) return { ...page, role: 'cover' as const };
    const entries = entriesOf(page);
    const table = tableOfPages(page.text, pages.length);
    const isList = entries.length >= 2 && isListOfPages(entries, page, headings, pages.length);
    if (!isList && table.length === 0) return page;
    const listed = new Set(isList ? entries.map((entry) => entry.line) : table);
    for (const row of table) listed.add(row);
    const others = page.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && !listed.has(line) && !page.headings.includes(line));
    if (others.length <= Math.max(1, entries.length * 0.25) && others.every((line) => line.split(' ').length < 15))
      return { ...page, role: 'contents' as const };
    return {
      ...page,
      marks: { ...page.marks, asides: [...(page.marks?.asides ?? []), ...listed] },
    };
  });
}
