import type { Finding } from '../extracted-document.ts';
import type { Box } from './paint/operator-geometry.ts';
import type { PageWords } from './lay-out/page-words.ts';
import { findGrids, type Grid } from './tables/ruled-grid.ts';

/** Less of a page than this is an ornament: a logo, an icon, a rule with a flourish. */
const SOME = 0.06;
/** A letter of print has some 60 square points; where each has more than this, there are labels at most. */
const POINTS_A_LETTER = 300;
/** A picture of more of the page than this is the ground of its text; one with fewer letters upon it is not. */
const GROUND = 0.85;
const FEW_LETTERS = 100;
/** Of letters that are drawn as outlines there are more, and each is so high, points. */
const LETTERS = 40;
const [LOW, HIGH] = [3, 40];
/** Strokes of which a drawing has more: bent or slanting ones, or any. */
const BENT = 10;
const STROKES = 60;
/** A line as long as this share of the page frames it. */
const FRAME = 0.8;
/** Cells a side of the grid on which strokes that lie together are found. */
const GRID = 40;
/** Strokes nearer than this to each other's cells lie together, points. */
const NEAR = 12;

type Region = { box: Box; bent: number; strokes: number; letters: number };

/**
 * Pictures and drawings among the text of a page, which nobody reads (C9): large ones with few letters or none upon
 * them. What is a picture as a whole is read by text recognition instead.
 */
export function unreadRegions(page: PageWords): Finding[] {
  if (page.scanned) return [];
  const whole = page.width * page.height;
  const isUnread = (box: Box) => {
    const area = (box.x1 - box.x0) * (box.y1 - box.y0);
    return area >= whole * SOME && lettersIn(page, box) * POINTS_A_LETTER < area;
  };
  // Upon a ground of the whole page stands its text.
  const isBeside = (box: Box) =>
    (box.x1 - box.x0) * (box.y1 - box.y0) < whole * GROUND && lettersIn(page, box) < FEW_LETTERS;
  const pictures = [...page.pictures.filter(isUnread), ...(page.backdrops ?? []).filter(isBeside)];
  const tables = findGrids(page.rules, page.bars).filter((grid) => isTable(page, grid));
  const drawings = regionsOf(page).filter(
    ({ box, bent, strokes, letters }) =>
      (((bent >= BENT || strokes >= STROKES) && isUnread(box)) ||
        (letters >= LETTERS && lettersIn(page, box) < letters / 2)) &&
      !pictures.some((picture) => holds(picture, box)) &&
      !(bent < BENT && tables.some((table) => holds(table, box))),
  );
  const told = (kind: 'picture' | 'drawing', count: number): Finding[] =>
    count === 0 ? [] : [{ kind, ...(count > 1 ? { count } : {}) }];
  return [...told('picture', pictures.length), ...told('drawing', drawings.length)];
}

const holds = (outer: Box, inner: Box) =>
  inner.x0 >= outer.x0 - 2 && inner.x1 <= outer.x1 + 2 && inner.y0 >= outer.y0 - 2 && inner.y1 <= outer.y1 + 2;

/** Whether a grid is a table, however little stands in it: one row has words in all its cells, and half of all some. */
function isTable({ words }: PageWords, { xs, ys, x0, x1, y0, y1, cells }: Grid): boolean {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || rows < 2) return false;
  const inside = words.filter(({ x0: left, y }) => left > x0 && left < x1 && y > y0 && y < y1 + 2);
  const held = Array.from({ length: rows }, () => new Set<number>());
  for (const { x0: left, x1: right, y, size } of inside) {
    const row = ys.findIndex((at) => at > y - size * 0.3) - 1;
    const column = xs.findIndex((at) => at > (left + right) / 2) - 1;
    held[row]?.add(cells[row]?.[column]?.column ?? column);
  }
  const wanted = cells.map((row) => new Set(row.map((cell) => cell.column)).size);
  return (
    held.some((row, at) => row.size >= 2 && row.size >= (wanted[at] ?? columns)) &&
    held.filter((row) => row.size > 0).length >= rows / 2
  );
}

function lettersIn({ words }: PageWords, box: Box): number {
  let letters = 0;
  for (const { text, x0, x1, y, size } of words) {
    const [x, middle] = [(x0 + x1) / 2, y - size * 0.3];
    if (x > box.x0 && x < box.x1 && middle > box.y0 && middle < box.y1) letters += text.length;
  }
  return letters;
}

/** Strokes that touch or nearly touch, each group with the box around it. */
function regionsOf({ width, height, rules, bars, shapes = [] }: PageWords): Region[] {
  const isFrame = ({ x0, x1, y0, y1 }: Box) => x1 - x0 > width * FRAME || y1 - y0 > height * FRAME;
  const strokes = [
    ...shapes.filter((box) => !isFrame(box)).map((box) => ({ box, bent: 1 })),
    ...[...rules, ...bars].filter((box) => !isFrame(box)).map((box) => ({ box, bent: 0 })),
  ];
  // Every cell begins as a group of its own; a stroke joins those that it crosses.
  const parents = Int32Array.from({ length: GRID * GRID }, (_, cell) => cell);
  const rootOf = (cell: number): number => {
    let root = cell;
    while (parents[root] !== root) root = parents[root] = parents[parents[root] ?? root] ?? root;
    return root;
  };
  const at = (value: number, of: number) => Math.min(GRID - 1, Math.max(0, Math.floor((value / of) * GRID)));
  const first = strokes.map(({ box }) => {
    const [left, right] = [at(box.x0 - NEAR, width), at(box.x1 + NEAR, width)];
    const [top, bottom] = [at(box.y0 - NEAR, height), at(box.y1 + NEAR, height)];
    const start = top * GRID + left;
    for (let y = top; y <= bottom; y += 1)
      for (let x = left; x <= right; x += 1) parents[rootOf(y * GRID + x)] = rootOf(start);
    return start;
  });
  const regions = new Map<number, Region>();
  for (const [i, { box, bent }] of strokes.entries()) {
    const root = rootOf(first[i] ?? 0);
    const known = regions.get(root) ?? { box, bent: 0, strokes: 0, letters: 0 };
    regions.set(root, {
      box: {
        x0: Math.min(known.box.x0, box.x0),
        y0: Math.min(known.box.y0, box.y0),
        x1: Math.max(known.box.x1, box.x1),
        y1: Math.max(known.box.y1, box.y1),
      },
      bent: known.bent + bent,
      strokes: known.strokes + 1,
      letters:
        known.letters + (bent > 0 && box.y1 - box.y0 > LOW && box.y1 - box.y0 < HIGH && box.x1 - box.x0 < HIGH ? 1 : 0),
    });
  }
  return [...regions.values()];
}
