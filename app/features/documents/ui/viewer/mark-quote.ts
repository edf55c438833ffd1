import { areBeside, type Box, type QuotePiece, type QuoteRange } from './quote-letters.ts';

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

/** Takes away what `markElements` has wrapped inside `layer`. */
export function unmarkElements(layer: HTMLElement): void {
  for (const mark of layer.querySelectorAll('mark')) mark.replaceWith(mark.textContent ?? '');
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

/** A mark that reaches over the space to the next one, where that is the next word of its line. */
function reach(frame: Box, next: Box | undefined): Box {
  const [left, top, right, bottom] = frame;
  if (!next || !areBeside(frame, next)) return frame;
  const space = bottom - top;
  if (next[0] >= right && next[0] - right < space) return [left, top, next[0], bottom];
  if (next[2] <= left && left - next[2] < space) return [next[2], top, right, bottom];
  return frame;
}

/** Marks laid over the picture where the ranges stand, which come in the order of their pieces. */
export function markFrames(
  frames: readonly Box[],
  pieces: readonly QuotePiece[],
  ranges: readonly QuoteRange[],
): HTMLElement[] {
  const boxes = ranges.flatMap((range) => {
    const frame = frames[range.piece];
    return frame ? [{ piece: range.piece, box: frameOf(frame, pieces[range.piece]?.text ?? '', range) }] : [];
  });
  return boxes.map(({ piece, box }, index) => {
    const after = boxes[index + 1];
    const [left, top, right, bottom] = reach(box, after?.piece === piece + 1 ? after.box : undefined);
    const mark = document.createElement('mark');
    mark.className = 'picture-mark';
    mark.setAttribute('aria-hidden', 'true');
    Object.assign(mark.style, {
      left: `${left * 100}%`,
      top: `${top * 100}%`,
      width: `${(right - left) * 100}%`,
      height: `${(bottom - top) * 100}%`,
    });
    return mark;
  });
}
