import { asMatrix, boxOf, multiply, partsOf, type Box, type Matrix } from './paint/operator-geometry.ts';
import type { Word } from './lay-out/page-words.ts';
import type { OperatorList } from './paint/read-operators.ts';

/** Share of a page that its pictures must cover before what is on them can be most of it. */
const MOST = 0.5;
/** Less than this is an ornament. */
const SOME = 0.03;
/** Parts of shapes that are filled on a page whose letters are drawn as outlines; a ruled form has fewer. */
const MANY_SHAPES = 120;
/** And on one without any letters, where nothing else can be its text. */
const SOME_SHAPES = 30;
/** Letters and digits beside a picture of the page: a stamp, a page number, the name of a file. */
const FEW_LETTERS = 200;
/** More letters than that stand at an edge of a scan, where a scanner or an archive sets its stamp. */
const [WHOLE, BARE] = [0.8, 0.6];
/** Cells a side of the grid on which the share is counted. */
const GRID = 32;

export const lettersOf = (words: Word[]) => words.reduce((sum, word) => sum + word.text.length, 0);

/**
 * Whether a page's content is a picture of text rather than text: a scan, or letters that are drawn as outlines.
 * `words`: its text layer. Pictures need not have been decoded: what is left of one that
 * was left out is a placement without a painting.
 */
export function isPictureOfText(
  list: OperatorList,
  ops: Record<string, number>,
  page: { transform: Matrix; width: number; height: number },
  words: Word[],
): boolean {
  const letters = lettersOf(words);
  const bare = bareShare(page, words);
  if (letters >= FEW_LETTERS && bare < BARE) return false;
  const { pictures, shapes } = countPainted(list, ops, page.transform);
  const covered = shareOf(page, pictures);
  if (letters >= FEW_LETTERS) return covered >= WHOLE;
  if (letters === 0) return covered >= SOME || shapes >= SOME_SHAPES;
  return covered >= MOST || shapes >= MANY_SHAPES * 5;
}

function countPainted(list: OperatorList, ops: Record<string, number>, transform: Matrix) {
  const pictures: Box[] = [];
  let shapes = 0;
  let state = { ctm: transform, placed: false, painted: false };
  const stack: (typeof state)[] = [];
  const place = () => pictures.push(boxOf(state.ctm, 0, 0, 1, 1));
  const leave = () => {
    if (state.placed && !state.painted) place();
    const { painted } = state;
    state = stack.pop() ?? state;
    state.painted ||= painted;
  };
  for (const [i, op] of list.fnArray.entries()) {
    const args = list.argsArray[i] as ArrayLike<unknown> | null;
    switch (op) {
      case ops.save:
        stack.push(state);
        state = { ...state, placed: false, painted: false };
        break;
      case ops.paintFormXObjectBegin: {
        stack.push(state);
        const matrix = asMatrix(args?.[0] ? [args[0]] : null);
        state = { ctm: matrix ? multiply(state.ctm, matrix) : state.ctm, placed: false, painted: false };
        break;
      }
      case ops.restore:
      case ops.paintFormXObjectEnd:
        leave();
        break;
      case ops.transform: {
        const matrix = asMatrix(args);
        if (matrix) state.ctm = multiply(state.ctm, matrix);
        state.placed = true;
        break;
      }
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageMaskXObject:
      case ops.paintImageXObjectRepeat:
      case ops.paintImageMaskXObjectRepeat:
      case ops.paintInlineImageXObjectGroup:
      case ops.paintImageMaskXObjectGroup:
      case ops.paintSolidColorImageMask:
        place();
        state.painted = true;
        break;
      case ops.constructPath:
        if (args?.[0] !== ops.endPath && args?.[0] !== ops.stroke && args?.[0] !== ops.closeStroke)
          shapes += countParts(args?.[1]);
        state.painted = true;
        break;
      case ops.showText:
      case ops.showSpacedText:
      case ops.nextLineShowText:
      case ops.shadingFill:
        state.painted = true;
        break;
      default:
    }
  }
  return { pictures, shapes };
}

/** How many parts the path of an operator has; all letters of a line may be one path. */
function countParts(operand: unknown): number {
  const path = (operand as ArrayLike<unknown> | null | undefined)?.[0] as ArrayLike<number> | null | undefined;
  return path ? Math.max(1, partsOf(path).length) : 1;
}

/** The highest band of a page without letters, as a share of it. */
function bareShare({ height }: { height: number }, words: Word[]): number {
  const edges = words.flatMap(({ y, size, ends }) => (ends ? [ends.y0, ends.y1] : [y - size, y]));
  const inOrder = [0, ...edges.filter((edge) => edge > 0 && edge < height), height].toSorted((a, b) => a - b);
  return inOrder.reduce((most, edge, at) => Math.max(most, edge - (inOrder[at - 1] ?? 0)), 0) / height;
}

/** How much of a page lies under boxes, 0 to 1, counted on a coarse grid: strips of one scan count together. */
function shareOf({ width, height }: { width: number; height: number }, boxes: Box[]): number {
  const cells = new Uint8Array(GRID * GRID);
  let under = 0;
  for (const box of boxes) {
    const from = { x: Math.round((box.x0 / width) * GRID), y: Math.round((box.y0 / height) * GRID) };
    const to = { x: Math.round((box.x1 / width) * GRID), y: Math.round((box.y1 / height) * GRID) };
    for (let y = Math.max(0, from.y); y < Math.min(GRID, to.y) && under < cells.length; y += 1) {
      for (let x = Math.max(0, from.x); x < Math.min(GRID, to.x); x += 1) {
        if (cells[y * GRID + x] === 0) under += 1;
        cells[y * GRID + x] = 1;
      }
    }
  }
  return under / cells.length;
}
