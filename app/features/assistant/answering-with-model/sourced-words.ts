import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { Listener } from '../answer.ts';

/**
 * The words of an answer on their way to its reader. Nothing is shown before a source was named: an answer without one
 * is taken back, and what was read cannot be. `grounded.sources`: the numbers of those named so far.
 */
export function createSourcedWords(
  { tell, cite }: Listener,
  grounded: { readonly sources: readonly number[] },
  sourceOf: (number: number) => Citation[],
) {
  const citations = () => grounded.sources.flatMap(sourceOf);
  let text = '';
  let held: string[] = [];
  let sources = 0;
  return {
    /** `hold`: keeps them back whatever was named, since the answer may still be none. */
    push(units: readonly string[], { hold = false } = {}): void {
      held.push(...units);
      const named = grounded.sources.length;
      if (hold || named === 0) return;
      if (tell && named > sources) cite?.(citations());
      sources = named;
      for (const unit of held) {
        const next = text === '' ? unit.trimStart() : unit;
        if (next !== '') tell?.(next);
        text += next;
      }
      held = [];
    },
    shown: () => sources > 0,
    told: (): { text: string; citations: Citation[] } => ({ text, citations: citations() }),
  };
}
