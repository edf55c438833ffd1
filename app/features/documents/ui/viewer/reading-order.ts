import { areBeside, type QuotePiece } from './quote-letters.ts';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The pieces as they are read. They come in the order in which they were painted, which for a line of Hebrew or Arabic
 * is from the left, and so against it.
 */
export function readingOrder(pieces: readonly QuotePiece[]): number[] {
  const order: number[] = [];
  let line: number[] = [];
  const close = () => {
    const backwards = line.some((index) => RIGHT_TO_LEFT.test(pieces[index]!.text));
    order.push(...(backwards ? line.toSorted((a, b) => pieces[b]!.box![0] - pieces[a]!.box![0]) : line));
    line = [];
  };
  for (const [index, { box }] of pieces.entries()) {
    const before = pieces[line.at(-1) ?? -1]?.box;
    if (!box || (before && !areBeside(before, box))) close();
    if (box) line.push(index);
    else order.push(index);
  }
  close();
  return order;
}
