import { findQuote } from './find-quote.ts';

/**
 * Wraps the quote's letters in `<mark>` inside the given elements, whose text is theirs alone. Returns the first mark,
 * if any was set.
 */
export function markQuote(elements: readonly HTMLElement[], quote: string): HTMLElement | undefined {
  const texts = elements.map((element) => element.textContent ?? '');
  const found = findQuote(texts, quote);
  let first: HTMLElement | undefined;
  for (const piece of new Set(found.map((range) => range.piece))) {
    const text = texts[piece] ?? '';
    const nodes: Node[] = [];
    let at = 0;
    for (const { start, end } of found.filter((range) => range.piece === piece)) {
      if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      nodes.push(mark);
      first ??= mark;
      at = end;
    }
    if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
    elements[piece]?.replaceChildren(...nodes);
  }
  return first;
}
