/** A note, and where its mark stands in the text. */
export type PlacedNote = { at: number; text: string };

/** Ends of sentences, with what may close behind them. */
const END = /[.!?…:;]["'”’)\]]{0,3}(?=\s|$)/g;

/**
 * A paragraph with its notes in brackets, each at the end of the sentence that it belongs to and within it, so that
 * both are quoted together: `The flue is swept yearly (Not before March).` Linear in the text. Pure.
 */
export function bracketNotes(text: string, notes: readonly PlacedNote[]): string {
  if (notes.length === 0) return text;
  const sorted = notes.toSorted((a, b) => a.at - b.at);
  const out: string[] = [];
  let from = 0;
  let next = 0;
  const take = (upTo: number): string => {
    let taken = '';
    for (; next < sorted.length && (sorted[next]?.at ?? 0) <= upTo; next += 1) {
      const note = sorted[next]?.text.trim().replace(/\.$/, '');
      if (note) taken += ` (${note})`;
    }
    return taken;
  };
  for (const match of text.matchAll(END)) {
    // A mark stands behind the full stop, or anywhere before it.
    const end = match.index + match[0].length;
    if ((sorted[next]?.at ?? Infinity) > end) continue;
    out.push(text.slice(from, match.index).trimEnd(), take(end), match[0]);
    from = end;
  }
  const rest = text.slice(from);
  const left = take(Infinity);
  out.push(left && rest.trim() === '' ? left : rest.trimEnd() + left);
  return out.join('');
}
