/** A page's words held in little memory between the survey and the reading. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import type { PageWords, Word } from './page-words.ts';

/** Numbers of a word: its edges, baseline, size and angle. */
const NUMBERS = 5;
const [BOLD, SPACED, RAISED, LOWERED] = [1, 2, 4, 8];

/** `lengths` part `text` into words; `others`: what few words have, by their index. */
export type PackedPage = {
  page: Omit<PageWords, 'words' | 'rules' | 'bars'>;
  text: string;
  lengths: Uint32Array;
  numbers: Float64Array;
  flags: Uint8Array;
  others: Map<number, Pick<Word, 'ends' | 'from'>>;
  rules: Float64Array;
  bars: Float64Array;
};

const packBoxes = (boxes: Box[]) => Float64Array.from(boxes.flatMap(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]));

function unpackBoxes(packed: Float64Array): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < packed.length; at += 4) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = packed.subarray(at, at + 4);
    boxes.push({ x0, y0, x1, y1 });
  }
  return boxes;
}

export function packPage({ words, rules, bars, ...page }: PageWords): PackedPage {
  const lengths = new Uint32Array(words.length);
  const numbers = new Float64Array(words.length * NUMBERS);
  const flags = new Uint8Array(words.length);
  const others: PackedPage['others'] = new Map();
  for (const [i, { text, x0, x1, y, size, angle, bold, spaced, raised, ends, from }] of words.entries()) {
    lengths[i] = text.length;
    numbers.set([x0, x1, y, size, angle], i * NUMBERS);
    flags[i] = (bold ? BOLD : 0) | (spaced ? SPACED : 0) | (raised === undefined ? 0 : raised ? RAISED : LOWERED);
    if (ends || from !== undefined)
      others.set(i, { ...(ends ? { ends } : {}), ...(from === undefined ? {} : { from }) });
  }
  const text = words.map((word) => word.text).join('');
  return { page, text, lengths, numbers, flags, others, rules: packBoxes(rules), bars: packBoxes(bars) };
}

export function unpackPage({ page, text, lengths, numbers, flags, others, rules, bars }: PackedPage): PageWords {
  const words: Word[] = [];
  let from = 0;
  for (const [i, length] of lengths.entries()) {
    const at = i * NUMBERS;
    const flag = flags[i] ?? 0;
    words.push({
      text: text.slice(from, from + length),
      x0: numbers[at] ?? 0,
      x1: numbers[at + 1] ?? 0,
      y: numbers[at + 2] ?? 0,
      size: numbers[at + 3] ?? 0,
      bold: (flag & BOLD) > 0,
      spaced: (flag & SPACED) > 0,
      angle: numbers[at + 4] ?? 0,
      ...((flag & (RAISED | LOWERED)) > 0 ? { raised: (flag & RAISED) > 0 } : {}),
      ...(others.size > 0 ? others.get(i) : undefined),
    });
    from += length;
  }
  return { ...page, words, rules: unpackBoxes(rules), bars: unpackBoxes(bars) };
}
