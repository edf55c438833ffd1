import {
  areBeside,
  around,
  isWhole,
  lettersIn,
  lettersOf,
  rangesOf,
  wordsIn,
  type Box,
  type Letters,
  type QuotePiece,
  type QuoteRange,
  type Span,
} from './quote-letters.ts';

/** A cell that stands on a page more often than this, "Yes" for example, says nothing of where the row is. */
const MOST_PLACES = 200;
/** Rows that may be the one, judged by what of them is not broken. */
const MOST_ROWS = 20;
/** A merged cell is no farther from a row that it covers, in lines. */
const MOST_COVERED = 8;
/** Letters of a row that must be found. */
const SHORTEST = 6;

type Place = { cell: number; ranges: QuoteRange[]; box: Box };

/**
 * A quoted table row on a page whose pieces have places: its cells may have been painted in any order, with other text
 * between them, so they are looked for beside each other. Empty when less than half of it is there.
 */
export function findRow(page: Letters, pieces: readonly QuotePiece[], cells: readonly string[]): QuoteRange[] {
  const letters = cells.map(lettersIn);
  const places = letters.flatMap((text, cell) => placesOf(page, pieces, text).map((place) => ({ cell, ...place })));
  const rows = places
    .map((anchor) => oneEach(places.filter((place) => areBeside(anchor.box, place.box))))
    .map((row) => ({ row, found: row.reduce((sum, { cell }) => sum + letters[cell]!.length, 0) }))
    .toSorted((a, b) => b.found - a.found)
    .slice(0, MOST_ROWS);
  const all = letters.reduce((sum, text) => sum + text.length, 0);
  let best: QuoteRange[] = [];
  let most = 0;
  for (const { row, found } of rows) {
    // The rows that follow have less, unless the rest of their cells is broken.
    if (found === all && most === all) break;
    const band = around(row.map(({ box }) => box))!;
    const missing = cells.flatMap((_, cell) =>
      letters[cell] === '' || row.some((place) => place.cell === cell) ? [] : [cell],
    );
    const broken = missing.map((cell) => findBroken(pieces, cells[cell]!, band));
    const lettersOfBroken = broken.flat().reduce((sum, range) => sum + lettersIn(textOf(pieces, range)).length, 0);
    if (found + lettersOfBroken <= most) continue;
    const merged = missing.filter((_, index) => broken[index]!.length === 0);
    most = found + lettersOfBroken;
    best = [...row.flatMap(({ ranges }) => ranges), ...broken.flat(), ...findMerged(places, row, merged)];
  }
  return most >= SHORTEST && most >= all / 2 ? best : [];
}

const textOf = (pieces: readonly QuotePiece[], { piece, start, end }: QuoteRange) =>
  pieces[piece]!.text.slice(start, end);

/** Where a cell stands, by its letters. */
function placesOf(page: Letters, pieces: readonly QuotePiece[], text: string): Omit<Place, 'cell'>[] {
  const places: Omit<Place, 'cell'>[] = [];
  if (text === '') return places;
  for (let start = page.text.indexOf(text); start >= 0; start = page.text.indexOf(text, start + 1)) {
    const span: Span = { start, end: start + text.length };
    if (text.length < SHORTEST && !isWhole(page, span)) continue;
    if (places.length >= MOST_PLACES) return [];
    const ranges = rangesOf(page, pieces, span);
    const box = around(ranges.map(({ piece }) => pieces[piece]?.box));
    if (box) places.push({ ranges, box });
  }
  return places;
}

function oneEach(places: readonly Place[]): Place[] {
  const first = new Map<number, Place>();
  for (const place of places) if (!first.has(place.cell)) first.set(place.cell, place);
  return [...first.values()];
}

/** Merged cells, which stand between the rows that they cover: the nearest to the row, clear of its other cells. */
function findMerged(places: readonly Place[], row: readonly Place[], cells: readonly number[]): QuoteRange[] {
  const band = around(row.map(({ box }) => box))!;
  const far = (box: Box) => Math.max(box[1] - band[3], band[1] - box[3], 0);
  return cells.flatMap((cell) => {
    const clear = places.filter(
      (place) => place.cell === cell && row.every(({ box }) => place.box[2] < box[0] || place.box[0] > box[2]),
    );
    const [nearest] = clear.toSorted((a, b) => far(a.box) - far(b.box));
    return nearest && far(nearest.box) <= MOST_COVERED * (band[3] - band[1]) ? nearest.ranges : [];
  });
}

/**
 * A cell whose lines were painted apart, each with those of its neighbours: its words beside the row, then those under
 * and over them in the same column.
 */
function findBroken(pieces: readonly QuotePiece[], cell: string, band: Box): QuoteRange[] {
  const beside = pieces.flatMap(({ box }, index) => (box && areBeside(band, box) ? [index] : []));
  const first = findWords(pieces, beside, wordsIn(cell));
  if (first.length === 0) return [];
  const column = around(first.map(({ piece }) => pieces[piece]?.box))!;
  const line = Math.max(...first.map(({ piece }) => height(pieces[piece]!.box!)));
  const near = pieces.flatMap(({ box }, index) =>
    box && box[0] < column[2] && box[2] > column[0] && box[1] < band[3] + 3 * line && box[3] > band[1] - 3 * line
      ? [index]
      : [],
  );
  return findWords(pieces, near, wordsIn(cell));
}

const height = (box: Box) => box[3] - box[1];

/** The longest runs of whole words among these pieces. */
function findWords(pieces: readonly QuotePiece[], among: readonly number[], words: readonly string[]): QuoteRange[] {
  const letters = lettersOf(pieces, among);
  const ranges: QuoteRange[] = [];
  let from = 0;
  for (let at = 0; at < words.length;) {
    let run: Span | undefined;
    let taken = at;
    let text = '';
    while (taken < words.length) {
      text += words[taken]!;
      const next = wholeSpan(letters, text, from) ?? wholeSpan(letters, text, 0);
      if (!next) break;
      run = next;
      taken += 1;
    }
    if (run) {
      ranges.push(...rangesOf(letters, pieces, run));
      from = run.end;
    }
    at = Math.max(taken, at + 1);
  }
  return ranges;
}

function wholeSpan(letters: Letters, text: string, from: number): Span | undefined {
  for (let start = letters.text.indexOf(text, from); start >= 0; start = letters.text.indexOf(text, start + 1)) {
    const span = { start, end: start + text.length };
    if (isWhole(letters, span)) return span;
  }
  return undefined;
}
