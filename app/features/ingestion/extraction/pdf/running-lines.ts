/**
 * Headers, footers and page numbers, told by their place (the same height on each page) and sameness before a page is
 * laid out, so that a header never becomes the first row of a table. What counts with the pages ("Plot 3") is content,
 * unless it is a page's number and nothing else.
 */

import type { Line, Segment } from './lay-out/page-lines.ts';
import type { Face } from './lay-out/page-sheet.ts';
import { asPageNumber, isPageWord, numbersIn, speaksOfPage } from './page-number.ts';

/** Lines at each end of a face that may run. */
const DEPTH = 4;
/** Parts of a line that are looked at. */
const MAX_PARTS = 6;
/** How far a running line is from the page's own, at least, in sizes. */
const APART = 1.5;
/** The part of a page, at each end, in which lines run. */
const ZONE = 0.16;
/** The same of the outermost line where it is a number: TeX keeps the margins of another paper. */
const NUMBER_ZONE = 0.2;
/** Places that differ by no more than this are one, points. */
const SLACK = 4;

type Edge = {
  page: number;
  place: string;
  /** From the face's end, points. */
  y: number;
  text: string;
  size: number;
  /** How far the next line inwards is, in sizes. */
  gap: number;
  runs: boolean;
  /** It is a page's number, or holds one. */
  counts: boolean;
};
/** A line at one end. `aligned`: its parts stand in line with those of a line beside it, as in a table. */
type EdgeLine = { size: number; edges: Edge[]; aligned: boolean };

const textOf = (segment: Segment) => segment.text.trim();

function endOf(face: Face, page: number, bottom: boolean): EdgeLine[] {
  const inwards = bottom ? face.lines.toReversed() : face.lines;
  const height = face.bottom - face.top;
  const outer = inwards.slice(0, DEPTH).filter((line, depth) => {
    const alone = depth === 0 && line.segments.length === 1 && asPageNumber(line.segments[0]?.text.trim() ?? '');
    return (bottom ? face.bottom - line.y : line.y - face.top) < height * (alone ? NUMBER_ZONE : ZONE);
  });
  return outer.map((line, depth) => {
    const next = inwards[depth + 1];
    const sharedWith = (beside: Line | undefined) =>
      line.segments.filter((segment) => beside?.segments.some((other) => Math.abs(other.x0 - segment.x0) < 2.5)).length;
    const shared = Math.max(sharedWith(next), sharedWith(inwards[depth - 1]));
    const gap = next ? Math.abs(next.y - line.y) / Math.max(line.size, 1) : Infinity;
    const edges = line.segments.slice(0, MAX_PARTS).map((segment) => ({
      page,
      place: `${face.angle}${bottom ? 'bottom' : 'top'}`,
      y: bottom ? face.bottom - line.y : line.y - face.top,
      text: textOf(segment),
      size: line.size,
      gap,
      runs: false,
      counts: false,
    }));
    return { size: line.size, edges, aligned: line.segments.length > 1 && shared > 1 };
  });
}

/** The largest group of edges that stand at one height. */
function atOneHeight(edges: Edge[]): Edge[] {
  const sorted = edges.toSorted((a, b) => a.y - b.y);
  let [from, best]: [number, [number, number]] = [0, [0, 0]];
  for (let to = 0; to < sorted.length; to += 1) {
    while ((sorted[to]?.y ?? 0) - (sorted[from]?.y ?? 0) > SLACK) from += 1;
    if (to + 1 - from > best[1] - best[0]) best = [from, to + 1];
  }
  return sorted.slice(...best);
}

const groupBy = <T>(items: T[], keyOf: (item: T) => string): T[][] => [...Map.groupBy(items, keyOf).values()];
const pagesOf = (edges: Edge[]) => [...new Set(edges.map((edge) => edge.page))];

function markSame(edges: Edge[], pages: number[]): void {
  const odd = pages.filter((page) => page % 2 === 1).length;
  for (const group of groupBy(edges, (edge) => `${edge.place} ${edge.text}`)) {
    const same = atOneHeight(group);
    const on = pagesOf(same);
    const onOdd = on.filter((page) => page % 2 === 1).length;
    const most = on.length > pages.length * 0.5 && on.length >= 3;
    const oneSide =
      (onOdd >= 4 && onOdd > odd * 0.8) || (on.length - onOdd >= 4 && on.length - onOdd > (pages.length - odd) * 0.8);
    if (most || oneSide) for (const edge of same) edge.runs = true;
  }
}

/**
 * What stands at the head or the foot of both pages of two. Two do not tell it from content, so it is kept once: a head
 * on the first page, a foot on the last, where neither stands in a sentence that goes on overleaf.
 */
function markPair(edges: Edge[], pages: number[], bodySize: number): void {
  if (pages.length !== 2) return;
  for (const group of groupBy(edges, (edge) => `${edge.place} ${edge.text}`)) {
    const same = atOneHeight(group).filter((edge) => edge.gap > 1.8 && edge.size < bodySize * 1.12);
    if (pagesOf(same).length !== 2) continue;
    for (const edge of same) if (edge.place.endsWith('top') === (edge.page === pages[1])) edge.runs = true;
  }
}

/** The title of a chapter at the head of its pages: others stand at its place on the other pages. */
function markChapters(edges: Edge[], pages: number[], bodySize: number): void {
  const outer = edges.filter((edge) => edge.gap > 1.8 && edge.size < bodySize * 1.12);
  for (const group of groupBy(outer, (edge) => `${edge.place} ${Math.round(edge.size * 2)}`)) {
    const slot = atOneHeight(group);
    const on = pagesOf(slot);
    if (on.length < 4 || on.length < pages.length * 0.6) continue;
    const texts = Map.groupBy(slot, (edge) => edge.text);
    const recurring = [...texts.values()].filter((same) => same.length > 1).flat();
    if (pagesOf(recurring).length > on.length * 0.7) for (const edge of recurring) edge.runs = true;
  }
}

/** Whether a number is that of its sheet, in a line that stands apart. */
const isOwnNumber = ({ edge, value }: { edge: Edge; value: number }) => value === edge.page && edge.gap > 1.8;

/** Page numbers, by page. */
function markNumbers(
  edges: Edge[],
  pages: number[],
  about: { title: string; pageCount: number; bodySize: number; labels: string[] | null },
): Map<number, string> {
  const printed = new Map<number, string>();
  // A number that stands alone.
  const alone = edges.filter((edge) => asPageNumber(edge.text) !== null);
  for (const group of groupBy(alone, (edge) => edge.place)) {
    const slot = atOneHeight(group);
    const at = new Map(slot.map((edge) => [edge.page, asPageNumber(edge.text)?.value ?? -1]));
    const pairs = [...at.keys()].filter((page) => at.has(page + 1));
    const counting = pairs.filter((page) => at.get(page + 1) === (at.get(page) ?? 0) + 1).length;
    const own = slot.filter(
      (edge) => edge.gap > 2 && [String(edge.page), about.labels?.[edge.page - 1]].includes(edge.text),
    );
    const few = pages.length <= 3 && pairs.length > 0 && slot.every((edge) => edge.gap > 2);
    const counts =
      (few && counting === pairs.length) ||
      (pairs.length >= 2 && counting >= pairs.length * 0.6) ||
      own.length > at.size * 0.8;
    if (!counts) continue;
    for (const edge of slot) {
      edge.runs = edge.counts = true;
      printed.set(edge.page, asPageNumber(edge.text)?.shown ?? '');
    }
  }
  // A number in a line: with the number of pages beside it, after the word for a page, or behind what runs by itself.
  const title = about.title.toLowerCase();
  const known = new Set(edges.filter((edge) => edge.runs).map((edge) => edge.text.toLowerCase()));
  const within = edges
    .filter((edge) => !edge.runs && edge.text.length < 150)
    .flatMap((edge) => numbersIn(edge.text).map((number) => ({ edge, ...number })));
  for (const group of groupBy(within, ({ edge, value, index, pattern }) =>
    [edge.place, index, value - edge.page, pattern].join(' '),
  )) {
    const slot = new Set(atOneHeight(group.map(({ edge }) => edge)));
    const on = pagesOf([...slot]);
    const first = group[0];
    if (!first) continue;
    const few = pages.length < 3 && on.length === pages.length && group.every(isOwnNumber);
    if (!few && (on.length < 3 || on.length < pages.length * 0.4)) continue;
    const words = first.pattern
      .replace(/[#\p{P}\p{S}\s]+/gu, ' ')
      .trim()
      .toLowerCase();
    const last = group.reduce((most, { value }) => Math.max(most, value), 0);
    const most = about.pageCount + Math.abs(first.value - first.edge.page);
    const total = first.others.some(
      (other) => other >= last && other <= most && group.every(({ others }) => others.includes(other)),
    );
    const margin = first.edge.gap > 2.2 && first.edge.size < about.bodySize * 0.95;
    const ownOf = ({ page }: Edge) => [String(page), about.labels?.[page - 1]];
    // "CONTINUED ON PAGE 2" names the next page, and stands on no last one.
    const onward = first.value === first.edge.page + 1 && !on.includes(pages.at(-1) ?? 0) && words.includes(' ');
    const spoken = onward || [...slot].some((edge) => speaksOfPage(edge.text, ownOf(edge)));
    const isKnown = [words, words.replace(/ \S+$/, '')].some((one) => known.has(one) || one === title);
    if (spoken && !isKnown) continue;
    const runs =
      words.split(' ').some(isPageWord) ||
      (few && total && words === '') ||
      (!few && words !== '' && isKnown) ||
      (!few && total && (margin || !words.includes(' '))) ||
      (!few && margin && words.includes(' '));
    if (!runs) continue;
    for (const { edge, value } of group) {
      if (!slot.has(edge)) continue;
      edge.runs = edge.counts = true;
      printed.set(edge.page, String(value));
    }
  }
  return printed;
}

/** Collects the ends of each page, and then tells what runs. */
export class RunningLines {
  private readonly ends = new Map<number, EdgeLine[][]>();
  private readonly sizes = new Map<number, number>();

  add(page: number, faces: Face[]): void {
    const ends = faces.flatMap((face) => [endOf(face, page, false), endOf(face, page, true)]);
    this.ends.set(
      page,
      ends.filter((end) => end.length > 0),
    );
    this.sizes.set(
      page,
      faces.reduce((sum, face) => sum + face.lines.length, 0),
    );
  }

  find(about: { title: string; pageCount: number; bodySize: number; labels: string[] | null }): Map<number, PageEnds> {
    const pages = [...this.ends].filter(([, ends]) => ends.length > 0).map(([page]) => page);
    const edges = [...this.ends.values()].flat().flatMap((end) => end.flatMap((line) => line.edges));
    markSame(edges, pages);
    markPair(edges, pages, about.bodySize);
    markChapters(edges, pages, about.bodySize);
    const printed = markNumbers(edges, pages, about);
    this.keepFirstTitles(about.bodySize);
    const out = new Map<number, PageEnds>();
    let emptied = 0;
    for (const [page, ends] of this.ends) {
      const gone = new Set<string>();
      const texts: string[] = [];
      for (const end of ends) {
        for (const { edges: parts } of runningOf(end)) {
          const running = parts.filter((edge) => edge.runs);
          for (const edge of running) gone.add(keyOf(edge.place, edge.y, edge.text));
          const text = running.map((edge) => edge.text).join(' ');
          if (!texts.includes(text)) texts.push(text);
        }
      }
      const number = printed.get(page);
      out.set(page, { gone, texts, ...(number ? { printed: number } : {}) });
      const total = this.sizes.get(page) ?? 0;
      if (total > 0 && texts.length >= total) emptied += 1;
    }
    // Pages that hold nothing else would be lost: what they share is what they say.
    if (emptied > pages.length / 2) return new Map();
    return out;
  }

  /** A title that stands on every page is kept where it stands first. */
  private keepFirstTitles(bodySize: number): void {
    const kept = new Set<string>();
    for (const ends of this.ends.values()) {
      for (const edge of ends.flatMap((end) => end.flatMap((line) => line.edges))) {
        if (!edge.runs || edge.size < bodySize * 1.35 || kept.has(edge.text)) continue;
        kept.add(edge.text);
        edge.runs = false;
      }
    }
  }
}

export type PageEnds = { gone: Set<string>; texts: string[]; printed?: string };

const keyOf = (place: string, y: number, text: string) => `${place} ${Math.round(y * 10)} ${text}`;

const runs = (edge: Edge) => edge.runs;

/** The lines of an end that run: from the outside inwards, up to the first that is the page's own. */
function runningOf(end: EdgeLine[]): EdgeLine[] {
  const running = end.map(({ edges, aligned }) => (aligned ? edges.every(runs) : edges.some(runs)));
  // The head of a table that goes on from page to page stands above its rows.
  for (let at = end.length - 1; at >= 0; at -= 1)
    if (end[at]?.aligned && !running[at + 1] && !end[at]?.edges.some((edge) => edge.counts)) running[at] = false;
  let stop = running.includes(false) ? running.indexOf(false) : end.length;
  // Between a header and the page's own lines there is a space, or another size of letters.
  for (; stop > 0; stop -= 1) {
    const [last, next] = [end[stop - 1], end[stop]];
    const edge = last?.edges[0];
    if (!last || !next || !edge || edge.gap > APART) break;
    if (Math.abs(next.size - last.size) > last.size * 0.08) break;
  }
  return end.slice(0, stop);
}

/** A face without what runs. */
export function withoutRunning(face: Face, ends: PageEnds | undefined): Face {
  if (!ends || ends.gone.size === 0) return face;
  const lines = face.lines.flatMap((line, at) => {
    const isTop = at < DEPTH;
    const isBottom = at >= face.lines.length - DEPTH;
    if (!isTop && !isBottom) return [line];
    const segments = line.segments.filter(
      (segment) =>
        !(isTop && ends.gone.has(keyOf(`${face.angle}top`, line.y - face.top, textOf(segment)))) &&
        !(isBottom && ends.gone.has(keyOf(`${face.angle}bottom`, face.bottom - line.y, textOf(segment)))),
    );
    return segments.length === 0 ? [] : [segments.length === line.segments.length ? line : { ...line, segments }];
  });
  return { ...face, lines };
}
