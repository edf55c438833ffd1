import type { ExtractedPage, Finding } from '../extracted-document.ts';
import { isPageWord } from '../pdf/page-number.ts';
import { cutText } from '../language/normalise-text.ts';

/** How many lines at each end of a page may be a running header or footer. */
const DEPTH = 3;
/** Fewer pages do not tell a running line from a coincidence. */
const MIN_PAGES = 4;

/** How many numbers at each end of a line may be its page number, and the digits that one may have. */
const NUMBERS = 8;
const MAX_DIGITS = 9;

/** Of a line that was removed, so much is shown to the builder; characters. */
const MAX_SHOWN = 300;

type Edge = { key: string; line: string; numbers: { index: number; value: number }[]; counts: boolean };

function edges(page: ExtractedPage): { lines: string[]; top: number[]; bottom: number[] } {
  const lines = page.text.split('\n');
  const filled = lines.flatMap((line, i) => (line.trim() ? [i] : []));
  return { lines, top: filled.slice(0, DEPTH), bottom: filled.slice(-DEPTH) };
}

/** Whether what counts is a page number: it stands alone, by the word for a page, or with how many there are. */
function isPageNumber(pattern: string, numbers: Edge['numbers'], pageCount: number): boolean {
  const words = pattern
    .slice(0, MAX_SHOWN)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length === 0 || words.some(isPageWord) || numbers.some(({ value }) => value === pageCount);
}

function describe(line: string, pageCount: number): Edge {
  const numbers: Edge['numbers'] = [];
  let count = 0;
  for (const { 0: digits } of line.matchAll(/\d+/g)) {
    if (digits.length <= MAX_DIGITS) numbers.push({ index: count, value: Number(digits) });
    count += 1;
    // The first ones and the last ones are kept, never all of them.
    if (numbers.length > NUMBERS * 2) numbers.splice(NUMBERS, 1);
  }
  const key = line.replace(/\d+/g, '#');
  return { line, key, numbers, counts: isPageNumber(key, numbers, pageCount) };
}

/** Whether a line is a row of a table of more rows than run on at one end: its head is carried overleaf. */
function isOfLongTable(lines: string[], i: number): boolean {
  const isRow = (at: number) => lines[at]?.includes(' | ') ?? false;
  if (!isRow(i)) return false;
  let [first, last] = [i, i];
  while (i - first <= DEPTH && isRow(first - 1)) first -= 1;
  while (last - i <= DEPTH && isRow(last + 1)) last += 1;
  return last - first >= DEPTH;
}

/** The lines at a page's edges, each with what it is counted by. */
type Keyed = { lines: string[]; top: number[]; bottom: number[]; keysAt: (i: number) => string[] };

/**
 * By what the lines at the edges of pages are counted: `=` the line itself, `#` its pattern with a number that runs
 * with the pages, `>` its last number alone. Patterns are held once, under a number: each key is short, however long
 * its line.
 */
class EdgeKeys {
  readonly #patterns = new Map<string, number>();
  /** What stands before a last number that runs on, and on which pages: chapters have several each, plots do not. */
  readonly #stems = new Map<string, Map<string, Set<number>>>();
  readonly #pageCount: number;

  constructor(pageCount: number) {
    this.#pageCount = pageCount;
  }

  of(page: ExtractedPage): Keyed {
    const { lines, top, bottom } = edges(page);
    const isOutermost = (i: number) => i === top[0] || i === bottom.at(-1);
    const keysAt = (i: number) => this.#keysOf(describe(lines[i] ?? '', this.#pageCount), page, isOutermost(i));
    return { lines, top, bottom, keysAt };
  }

  areChapters(key: string): boolean {
    return [...(this.#stems.get(key)?.values() ?? [])].filter((numbers) => numbers.size > 1).length > 1;
  }

  #keysOf(edge: Edge, page: ExtractedPage, outermost: boolean): string[] {
    const keys = [`=${edge.line}`];
    if (page.headings.includes(edge.line)) return keys;
    // "Chapter 2: Heating 14": the words change by chapter, the number at the end runs on.
    const last = outermost && edge.line.length < 100 ? /\d+$/.exec(edge.line)?.[0] : undefined;
    if (last) keys.push(this.#chapterKey(edge.line.slice(0, -last.length), Number(last), page.number));
    // A page number runs with the pages: its distance from ours is the same on each.
    if (edge.counts)
      for (const { index, value } of edge.numbers)
        keys.push(`#${index}:${value - page.number}:${this.#patternOf(edge.key)}`);
    return keys;
  }

  #chapterKey(stem: string, last: number, page: number): string {
    const key = `>:${last - page}`;
    const chapters = this.#stems.get(key) ?? new Map<string, Set<number>>();
    this.#stems.set(key, chapters.set(stem, (chapters.get(stem) ?? new Set()).add(page)));
    return key;
  }

  #patternOf(key: string): number {
    const known = this.#patterns.get(key) ?? this.#patterns.size;
    this.#patterns.set(key, known);
    return known;
  }
}

/** The keys that stand on most of these pages, or on most left or right ones. */
function runningKeys(pages: readonly ExtractedPage[], keys: EdgeKeys): Set<string> {
  const seen = new Map<string, Set<number>>();
  for (const page of pages) {
    const { top, bottom, keysAt } = keys.of(page);
    for (const i of [...top, ...bottom])
      for (const key of keysAt(i)) {
        const numbers = seen.get(key);
        if (numbers) numbers.add(page.number);
        else seen.set(key, new Set([page.number]));
      }
  }
  const odd = pages.filter((page) => page.number % 2 === 1).length;
  const even = pages.length - odd;
  const running = new Set<string>();
  for (const [key, numbers] of seen) {
    if (numbers.size < 3 || (key.startsWith('>') && !keys.areChapters(key))) continue;
    const onOdd = [...numbers].filter((n) => n % 2 === 1).length;
    const onEven = numbers.size - onOdd;
    const most = numbers.size > pages.length * 0.5;
    const oneSide = (onOdd >= MIN_PAGES && onOdd > odd * 0.8) || (onEven >= MIN_PAGES && onEven > even * 0.8);
    if (most || oneSide) running.add(key);
  }
  return running;
}

/** Which lines run: from the outside inwards, since what stands behind an ordinary line belongs to the page. */
function runningAt({ lines, top, bottom, keysAt }: Keyed, running: ReadonlySet<string>): Set<number> {
  const drop = new Set<number>();
  for (const side of [top, bottom.toReversed()]) {
    for (const i of side) {
      if (isOfLongTable(lines, i) || !keysAt(i).some((key) => running.has(key))) break;
      drop.add(i);
    }
  }
  return drop;
}

function withoutLines<P extends ExtractedPage>(page: P, lines: readonly string[], drop: ReadonlySet<number>): P {
  const gone = new Set([...drop].map((i) => lines[i]));
  const text = lines
    .filter((_, i) => !drop.has(i))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const left = new Set(text.split('\n'));
  const kept = page.headings
    .map((heading, i) => ({ heading, level: page.headingLevels[i] ?? 6 }))
    .filter(({ heading }) => !gone.has(heading) || left.has(heading));
  const runs = [...drop].map((i): Finding => ({ kind: 'running-line', text: cutText(lines[i] ?? '', MAX_SHOWN) }));
  return {
    ...page,
    findings: [...(page.findings ?? []), ...runs],
    text,
    hasText: /[\p{L}\p{N}]/u.test(text),
    headings: kept.map((entry) => entry.heading),
    headingLevels: kept.map((entry) => entry.level),
  };
}

/**
 * Removes headers and footers that recur on most pages (or on most left or right pages): an identical line, or one
 * whose only change is a page number; each is told as a finding. What else counts with the pages ("Plot 3") is content.
 * Page text is otherwise untouched. A heading counts as running only when identical. A page left with nothing but
 * pictures loses its `hasText`; when that would befall most pages nothing is removed.
 */
export function removeRepeatedLines<P extends ExtractedPage>(pages: P[]): P[] {
  const withText = pages.filter((page) => page.hasText);
  if (withText.length < MIN_PAGES) return pages;
  const keys = new EdgeKeys(pages.length);
  const running = runningKeys(withText, keys);
  if (running.size === 0) return pages;
  const cleaned = pages.map((page) => {
    if (!page.hasText) return page;
    const keyed = keys.of(page);
    const drop = runningAt(keyed, running);
    return drop.size === 0 ? page : withoutLines(page, keyed.lines, drop);
  });
  return cleaned.filter((page) => page.hasText).length > withText.length / 2 ? cleaned : pages;
}
