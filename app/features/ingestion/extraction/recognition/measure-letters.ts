/** How large letters are and how thick their strokes, from the picture's dots: the engine's own sizes vary. Pure. */

import type { GrayPicture, SeenLine, SeenWord } from './recognition-engine.ts';

/** Words of lesser confidence are not measured. */
const SURE = 70;
/** Ink stands out from paper by so much grey at least. */
const CONTRAST = 40;
/** Shares of a font's size: letters without ascender, with one, and what hangs below the line. */
const [SMALL, TALL, HANGING] = [0.52, 0.74, 0.22];
/** Strokes so much thicker than those of most letters are bold. */
const BOLD = 1.3;
/** A word of fewer letters is as bold as the one beside it. */
const FEW = 3;
/** Strokes of fewer dots tell no weight. */
const THINNEST = 2;

type Measure = { size: number | null; stroke: number };

/** The share of a font's size that a word's letters take; null where it depends on the font or on the dust around. */
function heightOf(text: string): { above: number; below: number } | null {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (!/^[a-zA-Z0-9]{2,}$/.test(letters)) return null;
  if (/[()[\]{}|/\\"'‘’“”„;,&%@]/.test(text.replace(/[.,;:]$/, ''))) return null;
  const tall = /[A-Z0-9bdfhkl]/.test(letters);
  if (!tall && /[ijt]/.test(letters)) return null;
  const hanging = /[gjpqy]/.test(letters) || /[JQ]/.test(letters) || /[,;]$/.test(text);
  return { above: tall ? TALL : SMALL, below: hanging ? HANGING : 0 };
}

/** The grey between ink and paper in a box; null where nothing stands out. */
function thresholdOf({ pixels, width }: GrayPicture, { box }: SeenWord): number | null {
  const counts = new Uint32Array(256);
  for (let y = box.y0; y <= box.y1; y += 1)
    for (let x = box.x0; x <= box.x1; x += 1) counts[pixels[y * width + x] ?? 255]! += 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const at = (share: number) => {
    let before = 0;
    return counts.findIndex((count) => (before += count) >= all * share);
  };
  const [ink, paper] = [at(0.06), at(0.6)];
  return paper - ink < CONTRAST ? null : (ink + paper) / 2;
}

/** Runs of ink in each row of a word's box: how much there is, and the lengths of those that are strokes. */
function rowsOf({ pixels, width }: GrayPicture, { box }: SeenWord, threshold: number) {
  const rows: number[][] = [];
  for (let y = box.y0; y <= box.y1; y += 1) {
    const runs: number[] = [];
    let run = 0;
    for (let x = box.x0; x <= box.x1 + 1; x += 1) {
      if (x <= box.x1 && (pixels[y * width + x] ?? 255) < threshold) run += 1;
      else if (run > 0) {
        runs.push(run);
        run = 0;
      }
    }
    rows.push(runs);
  }
  return rows;
}

const baselineAt = ({ baseline: { x0, x1, y0, y1 } }: SeenLine, x: number) =>
  x1 === x0 ? y0 : y0 + ((x - x0) * (y1 - y0)) / (x1 - x0);

/** A word's measures; null where its dots tell none. */
function measure(picture: GrayPicture, word: SeenWord): Measure | null {
  const { box, line } = word;
  const threshold = thresholdOf(picture, word);
  if (threshold === null || box.x1 <= box.x0 || box.y1 <= box.y0) return null;
  const rows = rowsOf(picture, word, threshold);
  const foot = Math.round(baselineAt(line, (box.x0 + box.x1) / 2)) - box.y0;
  const tallest = Math.min(line.size, box.y1 - box.y0);
  // Between the serifs at the foot and the tops of small letters: stems alone, nearly.
  const middle = rows.slice(
    Math.max(0, Math.round(foot - tallest * 0.42)),
    Math.max(1, Math.round(foot - tallest * 0.12)),
  );
  const stems = middle.flat().filter((run) => run >= THINNEST && run < tallest * 0.4);
  if (stems.length < 4) return null;
  const stroke = stems.toSorted((a, b) => a - b)[Math.floor(stems.length / 2)] ?? 0;
  const mean = stems.filter((run) => run < stroke * 1.8).reduce((sum, run, _, all) => sum + run / all.length, 0);
  const isInk = (at: number) =>
    (rows[at] ?? []).reduce((sum, run) => sum + (run >= THINNEST ? run : 0), 0) >= stroke * 0.8;
  const reach = (from: number, step: number) => {
    let [last, at] = [from, from];
    const gap = Math.max(2, Math.round(tallest * 0.06));
    for (; at >= 0 && at < rows.length && Math.abs(at - last) <= gap; at += step) if (isInk(at)) last = at;
    return last;
  };
  const start = Math.min(rows.length - 1, Math.max(0, Math.round(foot - tallest * 0.2)));
  const share = heightOf(word.text);
  const extent = reach(start, 1) - reach(start, -1) + 1;
  return { size: share ? extent / (share.above + share.below) : null, stroke: mean };
}

const isLevel = ({ line: { baseline } }: SeenWord) =>
  Math.abs(baseline.y1 - baseline.y0) <= Math.abs(baseline.x1 - baseline.x0);

/** The value about which most of the weight lies. */
function weightedMedian(values: { value: number; weight: number }[]): number | null {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let before = 0;
  return sorted.find(({ weight }) => (before += weight) >= half)?.value ?? null;
}

/**
 * Words with the sizes of their lines measured by the letters that were made out surely, and with what is bold told.
 * `picture`: without the lines of tables.
 */
export function measureLetters(picture: GrayPicture, words: SeenWord[]): SeenWord[] {
  const measures = new Map<SeenWord, Measure>();
  for (const word of words) {
    const own = word.confidence >= SURE && isLevel(word) ? measure(picture, word) : null;
    if (own) measures.set(word, own);
  }
  const lines = new Map<SeenLine, SeenLine>();
  for (const [line, own] of Map.groupBy(words, (word) => word.line)) {
    const sizes = own.flatMap((word) => {
      const size = measures.get(word)?.size;
      return size ? [{ value: size, weight: word.text.length }] : [];
    });
    lines.set(line, { ...line, size: weightedMedian(sizes) ?? line.size });
  }
  const lineOf = (word: SeenWord) => lines.get(word.line) ?? word.line;
  const weightOf = (word: SeenWord) => {
    const own = measures.get(word);
    return own && own.stroke >= THINNEST ? own.stroke / lineOf(word).size : null;
  };
  const usual = weightedMedian(
    words.flatMap((word) => {
      const value = weightOf(word);
      return value === null ? [] : [{ value, weight: word.text.length }];
    }),
  );
  const isBold = (word: SeenWord): boolean | null => {
    const weight = weightOf(word);
    return weight === null || usual === null || word.text.length < FEW ? null : weight > usual * BOLD;
  };
  const told = words.map(isBold);
  return words.map((word, at) => {
    const beside = [at, at - 1, at + 1, at - 2, at + 2].find(
      (other) => words[other]?.line === word.line && (told[other] ?? null) !== null,
    );
    return { ...word, line: lineOf(word), bold: beside !== undefined && told[beside] === true };
  });
}
