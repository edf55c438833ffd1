/** What the model says when the passages do not carry an answer. */
export const NOT_IN_DOCUMENTS = 'NOT_IN_DOCUMENTS';

const NUMBERS = /(\d+)(?:\s*[-–]\s*(\d+))?/g;
/** [1], [2, 3], [1-3], [passage 4], 【5】 and the word for "not in there", each with the space before it. */
const MARKER = new RegExp(String.raw`\s*(?:[[【](?:[Pp]assages?\s*)?(\d+(?:(?:\s*(?:[,;&–-]|and)\s*)(?:[Pp]assages?\s*)?\d+)*)(?:†[^\]】\n]*)?[\]】]|${NOT_IN_DOCUMENTS}\.?)`, 'g');
/** The end of a text that may be the beginning of a marker. */
const OPEN_END = /\s*(?:[[【][^\]】\n]{0,40}[\]】]?)?\s*$/;

export type Resolved = { text: string; /** Numbers of the passages in the order of their first mention; marker [n] in `text` is the n-th of them. */ cited: number[] };

/** Keeps the markers that name one of `count` passages, numbered anew in order of mention, and drops all others: a model cannot invent a source (E9). */
export function resolveMarkers(text: string, count: number): Resolved {
  const cited: number[] = [];
  const resolved = text.replace(MARKER, (_marker, list: string | undefined) => {
    const shown = numbersOf(list ?? '', count).map((number) => {
      if (!cited.includes(number)) cited.push(number);
      return `[${cited.indexOf(number) + 1}]`;
    });
    return shown.length > 0 ? ` ${[...new Set(shown)].join('')}` : '';
  });
  return { text: resolved.trim(), cited };
}

/** `1, 3-5` → 1, 3, 4, 5: those of 1 to `count`. */
function numbersOf(list: string, count: number): number[] {
  return [...list.matchAll(NUMBERS)].flatMap(([, first, last]) => {
    const from = Math.max(1, Number(first));
    const to = Math.min(count, Number(last ?? first));
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter((number) => last !== undefined || number === Number(first));
  });
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
      const open = raw.search(OPEN_END);
      return release(raw.slice(0, Math.min(open, startOfWord(raw))));
    },
    rest: () => release(raw),
  };
}

/** Where the end of `text` begins to be the word for "not in there", whole or cut off. */
function startOfWord(text: string): number {
  const end = text.trimEnd();
  for (let length = Math.min(NOT_IN_DOCUMENTS.length, end.length); length > 0; length -= 1) {
    if (end.endsWith(NOT_IN_DOCUMENTS.slice(0, length))) return end.length - length;
  }
  return text.length;
}
