/** A run of markers such as [1], [2, 3] or [1][4]. */
const MARKER = /\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]/g;

export type Resolved = { text: string; /** Numbers of the passages in the order of their first mention; marker [n] in `text` is the n-th of them. */ cited: number[] };

/** Keeps the markers that name one of `count` passages, numbered anew in order of mention, and drops all others: a model cannot invent a source (E9). */
export function resolveMarkers(text: string, count: number): Resolved {
  const cited: number[] = [];
  const resolved = text.replace(MARKER, (_marker, list: string) => {
    const numbers = list.split(',').map(Number).filter((number) => number >= 1 && number <= count);
    const shown = numbers.map((number) => {
      if (!cited.includes(number)) cited.push(number);
      return `[${cited.indexOf(number) + 1}]`;
    });
    return shown.length > 0 ? ` ${[...new Set(shown)].join('')}` : '';
  });
  return { text: resolved.trim(), cited };
}

/** Lets text through as it streams, holding back what may be the beginning of a marker, whose number is not final yet. */
export function createMarkerGate(count: number): { push(piece: string): string; rest(): string } {
  let raw = '';
  let sent = '';
  const release = (upTo: string): string => {
    const { text } = resolveMarkers(upTo, count);
    const next = text.startsWith(sent) ? text.slice(sent.length) : '';
    sent += next;
    return next;
  };
  return {
    push(piece) {
      raw += piece;
      const open = raw.search(/\s*(\[[\d,\s]*\]?)?\s*$/);
      return release(raw.slice(0, open));
    },
    rest: () => release(raw),
  };
}
