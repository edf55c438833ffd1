import { cellsOf, isTableRow } from '../../pages/table-row.ts';
import { findRow } from './find-row.ts';
import { readingOrder } from './reading-order.ts';
import {
  lettersIn,
  lettersOf,
  mergeRanges,
  rangesOf,
  wordsIn,
  type Letters,
  type QuotePiece,
  type QuoteRange,
  type Span,
} from './quote-letters.ts';

/** Below this many letters a match would be chance, unless it follows right after what was found before it. */
const SHORTEST = 8;
/** Letters of a part of a line that was found away from the rest of it. */
const SHORTEST_PART = 12;
/** Letters between a line and the next that still makes them neighbours, or between a text and the edge of its page. */
const NEAR = 200;
/** Letters of a part of a line at the edge of the page that it leaves. */
const SHORTEST_AT_EDGE = 6;

/** Of a quote that goes on overleaf: the page on which it begins, or the one on which it ends. */
export type QuoteEdge = 'begins' | 'ends';

/** How much of a quote stands on a page. Of one that goes on overleaf anything is all that can be asked for. */
export type QuoteFound = 'none' | 'part' | 'whole';

/** The same of what was found; `missed` lines were not, or less than half of each. */
export const howMuch = ({ ranges, missed }: { ranges: readonly unknown[]; missed: number }): QuoteFound =>
  ranges.length === 0 ? 'none' : missed > 0 ? 'part' : 'whole';

/**
 * Where `quote` stands in a page's text, given piece by piece as it was painted (F4): as a whole, else line by line: a
 * table row by its cells beside each other, a sentence by its parts, and at the page's edge what is not overleaf. Empty
 * when nothing of it is on the page.
 */
export const findQuote = (pieces: readonly QuotePiece[], quote: string, edge?: QuoteEdge): QuoteRange[] =>
  placeQuote(pieces, quote, edge).ranges;

/** The same, and how many of its lines are not on the page; of a quote that goes on overleaf none. */
export function placeQuote(
  pieces: readonly QuotePiece[],
  quote: string,
  edge?: QuoteEdge,
): { ranges: QuoteRange[]; missed: number } {
  const page = lettersOf(pieces, readingOrder(pieces));
  const all = lettersIn(quote);
  if (all === '') return { ranges: [], missed: 0 };
  const placed = pieces.some(({ box }) => box);
  const at = placed && quote.split('\n').some(isTableRow) ? -1 : page.text.indexOf(all);
  if (at >= 0) return { ranges: mergeRanges(rangesOf(page, pieces, { start: at, end: at + all.length })), missed: 0 };
  // Nearest to the page's edge last: the first line that is not there is the one that leaves the page.
  const lines = edge === 'ends' ? quote.split(/\n+/).toReversed() : quote.split(/\n+/);
  const found: QuoteRange[] = [];
  let after = 0;
  let open = edge;
  let missed = 0;
  for (const line of lines) {
    const row = placed && isTableRow(line) ? findRow(page, pieces, cellsOf(line)) : [];
    const whole = row.length > 0 ? [] : findLine(page, line, after);
    const { spans, left } = whole.length > 0 || row.length > 0 ? { spans: whole } : findParts(page, line, after, open);
    found.push(...row, ...spans.flatMap((span) => rangesOf(page, pieces, span)));
    if (row.length === 0 && edge === undefined && isMissed(line, spans)) missed += 1;
    if (left) open = undefined;
    if (edge !== 'ends') after = spans.at(-1)?.end ?? after;
  }
  return { ranges: mergeRanges(found), missed };
}

/** Was less than half of a line found? A shorter one may have been left out as chance. */
function isMissed(line: string, spans: readonly Span[]): boolean {
  const { length } = lettersIn(line);
  return length >= SHORTEST && spans.reduce((sum, { start, end }) => sum + end - start, 0) < length / 2;
}

/** A whole line, rather after what was found before it. */
function findLine(page: Letters, line: string, after: number): Span[] {
  const letters = lettersIn(line);
  if (letters === '') return [];
  const next = page.text.indexOf(letters, after);
  const start = next < 0 && letters.length >= SHORTEST ? page.text.indexOf(letters) : next;
  if (start < 0 || (letters.length < SHORTEST && (after === 0 || start - after > NEAR))) return [];
  return [{ start, end: start + letters.length }];
}

/**
 * What is there of a line: whole sentences or parts between ellipses; its beginning or end at the page's edge, which it
 * has then `left`; else runs of words.
 */
function findParts(page: Letters, line: string, after: number, edge: QuoteEdge | undefined) {
  const parts = line.split(/…|\.{3}|[.!?;:]\s|\|/);
  const spans: Span[] = [];
  let left = false;
  for (const part of edge === 'ends' ? parts.toReversed() : parts) {
    const letters = lettersIn(part);
    const next = page.text.indexOf(letters, after);
    const start = next < 0 ? page.text.indexOf(letters) : next;
    if (start >= 0 && letters.length >= SHORTEST) spans.push({ start, end: start + letters.length });
    else if (edge === undefined || left) spans.push(...findRuns(page, wordsIn(part)));
    else if (letters.length >= SHORTEST_AT_EDGE) {
      spans.push(...findAtEdge(page, letters, edge));
      left = true;
    }
  }
  return { spans, left };
}

/** As much of a line as the page's end, or its beginning, has of it. */
function findAtEdge(page: Letters, letters: string, edge: QuoteEdge): Span[] {
  const part = (length: number) => (edge === 'begins' ? letters.slice(0, length) : letters.slice(-length));
  let [known, beyond] = [0, letters.length + 1];
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (page.text.includes(part(middle))) known = middle;
    else beyond = middle;
  }
  if (known < SHORTEST_AT_EDGE) return [];
  const start = edge === 'begins' ? page.text.lastIndexOf(part(known)) : page.text.indexOf(part(known));
  const span = { start, end: start + known };
  const away = edge === 'begins' ? page.text.length - span.end : span.start;
  return known >= SHORTEST_PART || away <= NEAR ? [span] : [];
}

/** The longest runs of a line's words, where other text was painted between them. */
function findRuns(page: Letters, words: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < words.length;) {
    let [run, taken, start] = ['', at, -1];
    while (taken < words.length) {
      const next = page.text.indexOf(run + words[taken]!);
      if (next < 0) break;
      run += words[taken]!;
      start = next;
      taken += 1;
    }
    if (run.length >= SHORTEST_PART) spans.push({ start, end: start + run.length });
    at = Math.max(taken, at + 1);
  }
  return spans;
}
