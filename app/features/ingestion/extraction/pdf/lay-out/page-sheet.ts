import { partAtCorridors } from './open-corridors.ts';
import type { Box } from '../paint/operator-geometry.ts';
import { toLines, type Line } from './page-lines.ts';
import type { PageWords, Word } from './page-words.ts';
import { lean } from './right-to-left.ts';
import { withHeadsUpright } from './turned-heads.ts';

/**
 * The words of a page that are read in one direction, brought upright: lines from top to bottom with what is drawn
 * around them. `mirrored`: places are counted from the right, where lines begin.
 */
export type Face = {
  angle: number;
  mirrored: boolean;
  lines: Line[];
  rules: Box[];
  bars: Box[];
  pictures: Box[];
  /** Where the page begins and ends, from top to bottom. */
  top: number;
  bottom: number;
};

/** Directions that a page is read in; what is turned otherwise is read with the last of them. */
const MAX_FACES = 6;
/** Words whose slants differ by less stand on one ground, radians. */
const SAME_SLANT = 0.004;

type Turn = (box: Box) => Box;

function turnBy(angle: number, mirrored: boolean): Turn {
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(radians) * 1e6) / 1e6, Math.round(Math.sin(radians) * 1e6) / 1e6];
  const side = mirrored ? -1 : 1;
  return (box) => {
    const [ax, ay] = [(box.x0 * cos + box.y0 * sin) * side, box.y0 * cos - box.x0 * sin];
    const [bx, by] = [(box.x1 * cos + box.y1 * sin) * side, box.y1 * cos - box.x1 * sin];
    return { x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
  };
}

function faceOf(page: PageWords, angle: number, words: Word[]): Face {
  const mirrored = words.reduce((sum, word) => sum + lean(word.text), 0) > 0;
  const turn = turnBy(angle, mirrored);
  const plain = angle === 0 && !mirrored;
  const upright = plain
    ? words
    : words.map((word) => {
        const box = turn(word.ends ?? { x0: word.x0, x1: word.x1, y0: word.y, y1: word.y });
        return { ...word, x0: box.x0, x1: box.x1, y: (box.y0 + box.y1) / 2 };
      });
  const lying = angle % 180 === 90;
  const square = angle % 90 === 0;
  const turned = (boxes: Box[]) => (plain ? boxes : boxes.map(turn));
  const sheet = turn({ x0: 0, y0: 0, x1: page.width, y1: page.height });
  return {
    angle,
    mirrored,
    lines: partAtCorridors(toLines(upright, mirrored), mirrored),
    rules: square ? turned(lying ? page.bars : page.rules) : [],
    bars: square ? turned(lying ? page.rules : page.bars) : [],
    pictures: square ? turned(page.pictures) : [],
    top: sheet.y0,
    bottom: sheet.y1,
  };
}

/** Words that are slightly askew brought straight: those of one slant together, about their middle. */
function straight(words: Word[]): Word[] {
  const slantOf = ({ ends }: Word) => (ends ? Math.atan2(ends.y1 - ends.y0, ends.x1 - ends.x0) : 0);
  const askew = words.filter((word) => word.angle === 0 && word.ends && Math.abs(slantOf(word)) < Math.PI / 2);
  if (askew.length === 0) return words;
  const set = new Map<Word, Word>();
  const groups: Word[][] = [];
  for (const word of askew.toSorted((a, b) => slantOf(a) - slantOf(b))) {
    const last = groups.at(-1)?.at(-1);
    if (last && slantOf(word) - slantOf(last) < SAME_SLANT) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  for (const group of groups) {
    const slant = group.reduce((sum, word) => sum + slantOf(word), 0) / group.length;
    const [cos, sin] = [Math.cos(-slant), Math.sin(-slant)];
    const xs = group.flatMap(({ ends }) => [ends?.x0 ?? 0, ends?.x1 ?? 0]);
    const ys = group.flatMap(({ ends }) => [ends?.y0 ?? 0, ends?.y1 ?? 0]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [cx, cy] = [mean(xs), mean(ys)];
    const turn = (x: number, y: number): [number, number] => [
      cx + (x - cx) * cos - (y - cy) * sin,
      cy + (x - cx) * sin + (y - cy) * cos,
    ];
    for (const word of group) {
      const { ends, ...plain } = word;
      const [[x0, y0], [x1]] = [turn(ends?.x0 ?? 0, ends?.y0 ?? 0), turn(ends?.x1 ?? 0, ends?.y1 ?? 0)];
      set.set(word, { ...plain, x0: Math.min(x0, x1), x1: Math.max(x0, x1), y: y0 });
    }
  }
  return words.map((word) => set.get(word) ?? word);
}

/** The faces of a page: what stands upright first, then the others by how much there is of them. */
export function facesOf(page: PageWords): Face[] {
  const byAngle = new Map<number, Word[]>();
  for (const word of straight(withHeadsUpright(page))) {
    // A fifth of a right angle apart is another direction; the letters of a round seal are not one each.
    const angle = word.angle % 90 === 0 ? word.angle : Math.round(word.angle / 5) * 5;
    const group = byAngle.get(angle);
    if (group) group.push(word);
    else if (byAngle.size < MAX_FACES) byAngle.set(angle, [word]);
    else [...byAngle.values()].at(-1)?.push(word);
  }
  return [...byAngle]
    .toSorted((a, b) => Number(b[0] === 0) - Number(a[0] === 0) || b[1].length - a[1].length)
    .map(([angle, words]) => faceOf(page, angle, words));
}
