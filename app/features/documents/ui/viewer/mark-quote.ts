import type { QuoteRange, Box, QuotePiece } from './quote-letters.ts';

/** Wraps the ranges in `<mark>` inside the given elements, whose text is theirs alone. Returns the marks. */
export function markElements(elements: readonly HTMLElement[], ranges: readonly QuoteRange[]): HTMLElement[] {
  const marks: HTMLElement[] = [];
  for (const piece of new Set(ranges.map((range) => range.piece))) {
    const text = elements[piece]?.textContent ?? '';
    const nodes: Node[] = [];
    let at = 0;
    for (const { start, end } of ranges.filter((range) => range.piece === piece)) {
      if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      nodes.push(mark);
      marks.push(mark);
      at = end;
    }
    if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
    elements[piece]?.replaceChildren(...nodes);
  }
  return marks;
}

/**
 * Where a stretch of a line stands in the line's frame: as wide as its share of the characters; of a line that runs up
 * or down, all of it.
 */
export function frameOf([x0, y0, x1, y1]: Box, text: string, { start, end }: Pick<QuoteRange, 'start' | 'end'>): Box {
  const isUpright = x1 - x0 >= y1 - y0;
  if (!isUpright || text.length === 0) return [x0, y0, x1, y1];
  const backwards = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text);
  const [from, to] = backwards ? [text.length - end, text.length - start] : [start, end];
  const at = (characters: number) => x0 + (characters / text.length) * (x1 - x0);
  return [at(from), y0, at(to), y1];
}

/** Marks laid over the picture where the ranges stand. */
export function markFrames(
  frames: readonly Box[],
  pieces: readonly QuotePiece[],
  ranges: readonly QuoteRange[],
): HTMLElement[] {
  return ranges.flatMap((range) => {
    const frame = frames[range.piece];
    if (!frame) return [];
    const [left, top, right, bottom] = frameOf(frame, pieces[range.piece]?.text ?? '', range);
    const mark = document.createElement('mark');
    mark.className = 'picture-mark';
    mark.setAttribute('aria-hidden', 'true');
    Object.assign(mark.style, {
      left: `${left * 100}%`,
      top: `${top * 100}%`,
      width: `${(right - left) * 100}%`,
      height: `${(bottom - top) * 100}%`,
    });
    return [mark];
  });
}
