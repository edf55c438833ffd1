/** Boxes to be ticked and bullets of lists that are drawn, which no letter tells of. Pure. */

import type { Word } from '../lay-out/page-words.ts';
import { isRightToLeft } from '../lay-out/right-to-left.ts';
import type { Box, Tick } from './operator-geometry.ts';
import type { Ground } from './painted-page.ts';
import type { Painting } from './painting.ts';

/** Boxes of a page that are looked at; one with more is a drawing. */
const MAX_TICKS = 300;
/** Sides of a box that is drawn line by line, points. */
const [LEAST, MOST] = [5, 20];
/** A mark spans so much of its box, at least. */
const SPANS = 0.3;
/** How far a box is from its label, and how far the label's baseline from the box's edges, in sizes of its letters. */
const [NEAR, LEVEL] = [2.4, 0.5];
/** Sides of a bullet, points. */
const [DOT, BLOT] = [1.2, 7];
const CROSSES = /^[xX×✗✘✕✖☒]$/u;
const CHECKS = /^[✓✔✅☑■●•▪⬛]$/u;

const same = (a: number, b: number, by = 1) => Math.abs(a - b) <= by;
const center = (box: Box): [number, number] => [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
const holds = (box: Box, [x, y]: [number, number]) => x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1;
const middleOf = (word: Word): [number, number] => [(word.x0 + word.x1) / 2, word.y - word.size * 0.35];

/** Small squares of four lines each. */
function ofLines({ rules, bars }: Pick<Painting, 'rules' | 'bars'>): Box[] {
  const level = rules.filter(({ x0, x1, edge }) => !edge && x1 - x0 >= LEAST && x1 - x0 <= MOST);
  const upright = bars.filter(({ y0, y1 }) => y1 - y0 >= LEAST && y1 - y0 <= MOST);
  if (level.length > MAX_TICKS * 2 || upright.length > MAX_TICKS * 4) return [];
  return level.flatMap((top) => {
    const wide = top.x1 - top.x0;
    const bottom = level.find(
      ({ x0, x1, y0 }) => same(x0, top.x0) && same(x1, top.x1) && y0 - top.y0 > wide * 0.77 && y0 - top.y0 < wide * 1.3,
    );
    if (!bottom) return [];
    const box = { x0: top.x0, x1: top.x1, y0: top.y0, y1: bottom.y1 };
    const side = (x: number) =>
      upright.some((bar) => same(bar.x0, x, 1.5) && same(bar.y0, box.y0, 1.5) && same(bar.y1, box.y1, 1.5));
    return side(box.x0) && side(box.x1) ? [box] : [];
  });
}

/** Whether a box stands by itself: no other touches it, as the cells of a table and the places of a number do. */
function isAlone(box: Box, squares: Box[], { rules }: Pick<Painting, 'rules'>): boolean {
  const touches = (other: Box) =>
    (same(other.x0, box.x1, 1.2) || same(other.x1, box.x0, 1.2)) &&
    (same(other.y0, box.y0, 1.2) || same(other.y0, box.y1, 1.2));
  const stacked = (other: Box) =>
    same(other.x0, box.x0, 1.2) && (same(other.y0, box.y1, 1.2) || same(other.y1, box.y0, 1.2));
  return !rules.some(touches) && !squares.some((other) => other !== box && stacked(other));
}

/** How a box is marked, or undefined where it holds something else. */
function markOf(
  box: Box,
  words: Word[],
  page: Pick<Painting, 'slants' | 'shapes' | 'grounds'>,
): Tick['mark'] | undefined {
  const inside = words.filter((word) => holds(box, middleOf(word)));
  if (inside.length > 0) {
    const text = inside.map((word) => word.text).join('');
    return CROSSES.test(text) ? '☒' : CHECKS.test(text) ? '☑' : undefined;
  }
  const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
  const spans = (mark: Box) =>
    holds(box, center(mark)) && mark.x1 - mark.x0 > wide * SPANS && mark.y1 - mark.y0 > high * SPANS;
  const slants = page.slants.filter((slant) => spans(slant) && slant.x1 - slant.x0 < wide * 2);
  if (slants.some(({ down }) => down) && slants.some(({ down }) => !down)) return '☒';
  if (slants.length > 0 || page.shapes.some((shape) => spans(shape) && shape.x1 - shape.x0 < wide * 2)) return '☑';
  const filled = (ground: Ground) =>
    spans(ground) && ground.exact && ground.colour !== '#ffffff' && ground.x1 - ground.x0 < wide * 0.95;
  return page.grounds.some(filled) ? '☑' : '☐';
}

/** Dots in a column, as many bullets of a list are. */
function bulletsOf({ shapes, grounds }: Pick<Painting, 'shapes' | 'grounds'>): Tick[] {
  const filled = grounds.filter(({ exact, picture, colour }) => exact && !picture && colour !== '#ffffff');
  const small = [...shapes, ...filled].filter(({ x0, x1, y0, y1 }) => {
    const [wide, high] = [x1 - x0, y1 - y0];
    return Math.min(wide, high) >= DOT && Math.max(wide, high) <= BLOT && same(wide / high, 1, 0.2);
  });
  if (small.length > MAX_TICKS * 2) return [];
  const columns = Map.groupBy(small, (dot) => Math.round(dot.x0));
  const inColumn = (dot: Box) =>
    [-1, 0, 1]
      .flatMap((step) => columns.get(Math.round(dot.x0) + step) ?? [])
      .some((other) => same(other.x0, dot.x0) && Math.abs(other.y0 - dot.y0) > BLOT);
  const alone = small.filter(
    (dot, at) => !small.some((other, i) => i < at && same(other.x0, dot.x0) && same(other.y0, dot.y0)),
  );
  return alone.filter(inColumn).map(({ x0, x1, y0, y1 }) => ({ x0, x1, y0, y1, mark: '•' as const }));
}

/** The boxes of a page that may be ticked, and its bullets; a box holds nothing but its mark. */
export function drawnTicks(page: Painting, words: Word[]): Tick[] {
  const found = [...page.squares, ...ofLines(page)];
  const bullets = bulletsOf(page).filter((dot) => !found.some((box) => holds(box, center(dot))));
  if (found.length > MAX_TICKS) return bullets;
  const outer = found.filter(
    (box, at) =>
      !found.some((other, i) => i !== at && holds(other, center(box)) && (i < at || !holds(box, center(other)))),
  );
  const boxes = outer.flatMap((box): Tick[] => {
    const mark = isAlone(box, found, page) ? markOf(box, words, page) : undefined;
    return mark ? [{ ...box, mark }] : [];
  });
  return [...boxes, ...bullets];
}

/** How far a word stands from a box, to either side of it. */
const gapTo = (box: Box, word: Word) => (word.x0 >= box.x1 - 1 ? word.x0 - box.x1 : box.x0 - word.x1);

/** The words of a page with its drawn boxes as letters, each where it is told what it is for. */
export function setTicks(words: Word[], ticks: Tick[]): Word[] {
  const byHeight = Map.groupBy(
    words.filter((word) => word.angle === 0),
    (word) => Math.round(word.y / 20),
  );
  const levelWith = (box: Box) =>
    [-1, 0, 1]
      .flatMap((step) => byHeight.get(Math.round(box.y1 / 20) + step) ?? [])
      .filter((word) => !holds(box, middleOf(word)))
      .filter((word) => word.y > box.y0 && word.y < box.y1 + word.size * LEVEL);
  const itemOf = (dot: Tick, level: Word[]) => {
    const after = (word: Word) => (isRightToLeft(word.text) ? word.x1 <= dot.x0 + 0.5 : word.x0 >= dot.x1 - 0.5);
    const first = level.filter(after).toSorted((a, b) => gapTo(dot, a) - gapTo(dot, b))[0];
    const middle = (dot.y0 + dot.y1) / 2;
    const beside = level.some((word) => !after(word) && gapTo(dot, word) < word.size * 2);
    if (!first || beside || gapTo(dot, first) > first.size * NEAR) return undefined;
    return middle < first.y && middle > first.y - first.size ? first : undefined;
  };
  const inLine = (box: Box) =>
    ticks.some((other) => other !== box && (same(other.x0, box.x0, 2) || same(other.y0, box.y0, 2)));
  const set: Word[] = [];
  const taken = new Set<Word>();
  for (const tick of ticks) {
    const level = levelWith(tick);
    const gap = (word: Word) => gapTo(tick, word);
    const nearest =
      tick.mark === '•'
        ? itemOf(tick, level)
        : level.reduce<Word | undefined>((a, b) => (a && gap(a) <= gap(b) ? a : b), undefined);
    if (!nearest || (gap(nearest) > nearest.size * NEAR && !inLine(tick))) continue;
    for (const word of words) if (holds(tick, middleOf(word))) taken.add(word);
    const { y, size } = nearest;
    set.push({ text: tick.mark, x0: tick.x0, x1: tick.x1, y, size, bold: false, spaced: true, angle: 0 });
  }
  return set.length === 0 ? words : [...words.filter((word) => !taken.has(word)), ...set];
}
