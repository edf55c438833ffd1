import { areBeside, type Box } from './quote-letters.ts';
import { straightBoxes } from './straight-boxes.ts';

/**
 * A line of recognised text: where its first letter's upper corner stands, how long and how high it is, and its
 * direction in radians, clockwise. In the unit of the page's size.
 */
export type RecognisedLine = { text: string; x: number; y: number; length: number; size: number; angle: number };

/** What was recognised, with its place as fractions of the page. */
type PlacedWord = { text: string; box: Box };

/** A word's box has room above and below its letters. */
const ROOM = 1.1;
const RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** The words that were recognised on a page of this size, joined to lines in the order in which they are read. */
export function recognisedLines(
  words: readonly PlacedWord[],
  { width, height }: { width: number; height: number },
): RecognisedLine[] {
  const straight = straightBoxes(words.map(({ box }) => box));
  const lines: PlacedWord[][] = [];
  for (const [index, word] of words.entries()) {
    const before = straight[index - 1];
    if (before && areBeside(before, straight[index]!)) lines.at(-1)!.push(word);
    else lines.push([word]);
  }
  const boxes = lines.map((line) =>
    line.map(({ box }): Box => [box[0] * width, box[1] * height, box[2] * width, box[3] * height]),
  );
  const most = mostAngle(boxes);
  return lines.map((line, index) => placeLine(line.map(({ text }) => text).join(' '), boxes[index]!, most));
}

const middle = ([x0, y0, x1, y1]: Box) => [(x0 + x1) / 2, (y0 + y1) / 2] as const;

function between(first: Box, last: Box): { angle: number; away: number } {
  const [fromX, fromY] = middle(first);
  const [x, y] = middle(last);
  return { angle: Math.atan2(y - fromY, x - fromX), away: Math.hypot(x - fromX, y - fromY) };
}

/** The direction of the longest line: that of a line of one word is not told by its box. */
function mostAngle(lines: readonly Box[][]): number {
  const steps = lines.filter((line) => line.length > 1).map((line) => between(line[0]!, line.at(-1)!));
  return steps.toSorted((a, b) => b.away - a.away)[0]?.angle ?? 0;
}

function placeLine(text: string, boxes: readonly Box[], most: number): RecognisedLine {
  // What is read from the right begins at its left as it is laid out.
  const order = RIGHT_TO_LEFT.test(text) ? boxes.toReversed() : boxes;
  const [first, last] = [order[0]!, order.at(-1)!];
  const { angle, away } = order.length > 1 ? between(first, last) : { angle: most, away: 0 };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const isLying = Math.abs(sin) > Math.abs(cos);
  const along = ([x0, y0, x1, y1]: Box) => (isLying ? y1 - y0 : x1 - x0);
  const across = ([x0, y0, x1, y1]: Box) => (isLying ? x1 - x0 : y1 - y0);
  const heights = order.map(across).toSorted((a, b) => a - b);
  const size = heights[Math.floor(heights.length / 2)]! / ROOM;
  const [x, y] = middle(first);
  const back = along(first) / 2;
  return {
    text,
    x: x - cos * back + (sin * size) / 2,
    y: y - sin * back - (cos * size) / 2,
    length: away + back + along(last) / 2,
    size,
    angle,
  };
}

/** The lines as the text to select and to read out, in elements laid over the page's picture. */
export function layRecognised(lines: readonly RecognisedLine[]): HTMLElement {
  const layer = document.createElement('div');
  layer.className = 'text-layer';
  const measure = document.createElement('canvas').getContext('2d');
  for (const { text, x, y, length, size, angle } of lines) {
    const element = document.createElement('span');
    element.textContent = text;
    element.dir = 'auto';
    if (measure) measure.font = `${size}px sans-serif`;
    const natural = measure?.measureText(text).width ?? 0;
    Object.assign(element.style, {
      left: `${x}px`,
      top: `${y}px`,
      fontSize: `${size}px`,
      fontFamily: 'sans-serif',
      transform: `rotate(${angle}rad) scaleX(${natural > 0 ? length / natural : 1})`,
    });
    layer.append(element, document.createElement('br'));
  }
  return layer;
}
