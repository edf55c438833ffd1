import type { PixelBox, SeenWord } from './recognition-engine.ts';
import { DOUBTFUL } from './lay-out-seen.ts';

/** Letters of what may be a piece of a line. */
const FEW = 3;
/** So near to a line, in heights of its text, a word lies on it. */
const NEAR = 0.15;
/** So much of a word's box stands along the line. */
const ALONG = 0.7;
/** What is higher or lower than this, in sizes of its line, is no letter but a scribble or a speck. */
const [HIGHEST, LOWEST] = [1.8, 0.25];

/**
 * Whether a word of few letters that recognition is not sure of is none: what is left of a line that is drawn, a piece
 * of a signature, a speck.
 */
export function isNoWord(word: SeenWord, { rules, bars }: { rules: PixelBox[]; bars: PixelBox[] }): boolean {
  const { text, confidence, box, line } = word;
  if (confidence >= DOUBTFUL || text.replace(/[^\p{L}\p{N}]/gu, '').length > FEW) return false;
  const high = Math.min(Math.abs(box.y1 - box.y0), Math.abs(box.x1 - box.x0) * 4);
  if (high > line.size * HIGHEST || high < line.size * LOWEST) return true;
  const near = line.size * NEAR;
  const share = (from: number, to: number, a: number, b: number) =>
    (Math.min(to, Math.max(a, b)) - Math.max(from, Math.min(a, b))) / Math.max(1, to - from);
  const at = (low: number, high: number, from: number, to: number, place: number) =>
    high === low ? from : from + ((to - from) * (place - low)) / (high - low);
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  return (
    bars.some((bar) => {
      const place = at(bar.y0, bar.y1, bar.x0, bar.x1, y);
      return place > box.x0 - near && place < box.x1 + near && share(box.y0, box.y1, bar.y0, bar.y1) > ALONG;
    }) ||
    rules.some((rule) => {
      const place = at(rule.x0, rule.x1, rule.y0, rule.y1, x);
      return place > box.y0 - near && place < box.y1 + near && share(box.x0, box.x1, rule.x0, rule.x1) > ALONG;
    })
  );
}
