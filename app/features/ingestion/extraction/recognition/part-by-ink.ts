import type { Word } from '../pdf/lay-out/page-words.ts';
import type { Drawn } from './draw-page.ts';

export type Layer = { words: Word[]; unseen: Word[] };

/** Shades, of 256, by which letters differ from their ground at least; with less nobody reads them. */
const LEAST_CONTRAST = 20;

/**
 * Parts the words of a text layer by what is drawn where they stand: where the ground is all of one shade there is
 * nothing to see, whatever the file says (E9). `drawn`: the page as a viewer shows it, not turned. Pure.
 */
export function partByInk(words: readonly Word[], drawn: Drawn): Layer {
  const [seen, unseen]: [Word[], Word[]] = [[], []];
  for (const word of words) (hasInk(word, drawn) ? seen : unseen).push(word);
  return { words: seen, unseen };
}

function hasInk({ x0, x1, y, size, ends }: Word, { pixels, width, height, dotsAPoint }: Drawn): boolean {
  const box = ends
    ? { x0: x0 - size, x1: x1 + size, y0: Math.min(ends.y0, ends.y1) - size, y1: Math.max(ends.y0, ends.y1) + size }
    : { x0, x1, y0: y - size * 0.75, y1: y + size * 0.1 };
  const dot = (at: number, most: number) => Math.min(most, Math.max(0, Math.round(at * dotsAPoint)));
  const [left, right] = [dot(box.x0, width), dot(box.x1, width)];
  const [top, bottom] = [dot(box.y0, height), dot(box.y1, height)];
  let [darkest, lightest] = [255, 0];
  for (let row = top; row < bottom; row += 1)
    for (let at = row * width + left; at < row * width + right; at += 1) {
      const shade = pixels[at] ?? 0;
      if (shade < darkest) darkest = shade;
      if (shade > lightest) lightest = shade;
    }
  return lightest - darkest >= LEAST_CONTRAST;
}
