/** Heads of narrow columns that are set on their side, in a table that is read upright. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { findGrids, type Grid } from '../tables/ruled-grid.ts';
import type { PageWords, Word } from './page-words.ts';

const LYING = new Set([90, 270]);
/** Turned words of a page that are looked at. */
const MAX_TURNED = 2_000;
/** Lines of one cell stand so far apart, in sizes. */
const NEXT_LINE = 0.6;

const middleOf = ({ x0, x1, y, size, ends }: Word): [number, number] => [
  (x0 + x1) / 2,
  ends ? (ends.y0 + ends.y1) / 2 : y - size * 0.3,
];
const isIn = (box: Box, [x, y]: [number, number]) => x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1;

/** The words of a page, those that lie in cells of an upright table among them brought upright within their cells. */
export function withHeadsUpright(page: PageWords): Word[] {
  const turned = page.words.filter((word) => LYING.has(word.angle) && word.ends);
  const upright = page.words.filter((word) => word.angle === 0);
  if (turned.length === 0 || turned.length > MAX_TURNED || upright.length === 0) return page.words;
  const set = new Map<Word, Word>();
  for (const grid of findGrids(page.rules, page.bars)) {
    const own = turned.filter((word) => !set.has(word) && isIn(grid, middleOf(word)));
    if (own.length === 0 || own.length >= upright.filter((word) => isIn(grid, middleOf(word))).length) continue;
    for (const [cell, words] of Map.groupBy(own, (word) => cellBox(grid, middleOf(word))))
      for (const [from, to] of laidIn(cell, words)) set.set(from, to);
  }
  return set.size === 0 ? page.words : page.words.map((word) => set.get(word) ?? word);
}

const boxes = new WeakMap<object, Box>();

/** The box of the cell at a place. */
function cellBox({ xs, ys, cells }: Grid, [x, y]: [number, number]): Box {
  const [column, row] = [xs.findLastIndex((at) => at <= x), ys.findLastIndex((at) => at <= y)];
  const cell = cells[row]?.[column];
  const box = {
    x0: xs[cell?.column ?? column] ?? x,
    x1: xs[(cell?.lastColumn ?? column) + 1] ?? x,
    y0: ys[cell?.row ?? row] ?? y,
    y1: ys[(cell?.lastRow ?? row) + 1] ?? y,
  };
  if (!cell) return box;
  const known = boxes.get(cell) ?? box;
  boxes.set(cell, known);
  return known;
}

/** Words in the order in which they are read, side by side at the foot of their cell. */
function laidIn(cell: Box, words: Word[]): [Word, Word][] {
  const downwards = words[0]?.angle === 90;
  const across = ({ ends, x0 }: Word) => (ends?.x0 ?? x0) * (downwards ? -1 : 1);
  const along = ({ ends, y }: Word) => (ends?.y0 ?? y) * (downwards ? 1 : -1);
  const endOf = ({ ends, y }: Word) => (ends?.y1 ?? y) * (downwards ? 1 : -1);
  const lines: Word[][] = [];
  for (const word of words.toSorted((a, b) => across(a) - across(b))) {
    const line = lines.at(-1);
    if (line?.[0] && across(word) - across(line[0]) < word.size * NEXT_LINE) line.push(word);
    else lines.push([word]);
  }
  const inOrder = lines.flatMap((line) => line.toSorted((a, b) => along(a) - along(b)));
  const letters = inOrder.reduce((sum, word) => sum + word.text.length + 1, 0);
  const step = (cell.x1 - cell.x0 - 2) / Math.max(letters, 1);
  const y = cell.y1 - Math.min(4, (cell.y1 - cell.y0) / 3);
  let x = cell.x0 + 1;
  return inOrder.map((word, at): [Word, Word] => {
    const before = inOrder[at - 1];
    const near = before && Math.abs(across(word) - across(before)) < word.size * NEXT_LINE;
    const touches = near && !word.spaced && along(word) - endOf(before) < word.size * 0.2;
    const x0 = touches ? x - step : x;
    x = x0 + (word.text.length + 1) * step;
    const { ends: _, ...plain } = word;
    return [word, { ...plain, x0, x1: x - step, y, spaced: !touches, angle: 0 }];
  });
}
