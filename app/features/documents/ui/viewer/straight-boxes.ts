import type { Box } from './quote-letters.ts';

/** Of a page's width or height: words farther apart are no neighbours of one line. */
const NEAR = 0.25;
/** No sheet is laid so askew: what stands steeper is of another line. */
const STEEPEST = 0.27;

const middle = ([x0, y0, x1, y1]: Box) => [(x0 + x1) / 2, (y0 + y1) / 2] as const;

/**
 * The boxes of words that were recognised on a sheet, given line by line, as they would stand if its lines ran straight
 * across: so that those of a row are beside each other though the sheet lies askew or on its side. Any unit.
 */
export function straightBoxes(boxes: readonly Box[]): Box[] {
  const steps = boxes.slice(1).map((box, index) => {
    const [x, y] = middle(box);
    const [fromX, fromY] = middle(boxes[index]!);
    return [x - fromX, y - fromY] as const;
  });
  const lying = steps.filter(([x, y]) => Math.abs(y) > Math.abs(x)).length > steps.length / 2;
  const across = lying ? boxes.map(([x0, y0, x1, y1]): Box => [y0, x0, y1, x1]) : boxes;
  const slopes = steps
    .map(([x, y]) => (lying ? ([y, x] as const) : ([x, y] as const)))
    .filter(([x, y]) => Math.abs(x) < NEAR && Math.abs(y) < Math.abs(x) * STEEPEST)
    .map(([x, y]) => y / x)
    .toSorted((a, b) => a - b);
  const slope = slopes[Math.floor(slopes.length / 2)] ?? 0;
  return across.map((box): Box => {
    const drop = slope * middle(box)[0];
    return [box[0], box[1] - drop, box[2], box[3] - drop];
  });
}
