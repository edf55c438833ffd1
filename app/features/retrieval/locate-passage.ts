import { isTableRow } from '#app/features/documents/pages/table-row.ts';
import { joinTexts } from './merge-neighbours.ts';
import { LEFT_OUT, placedWords, type PlacedWord } from './passage-words.ts';

export type PlacedText = { page: number; heading: string | null; ordinal: number; text: string };

/** Longest run of neighbours; characters. As passages are merged for an answer. */
const MAX_RUN = 3_000;
/** Of a quote's words, the share that a text must hold to be taken for where it comes from. */
const MOST = 0.6;

/** Neighbours under one heading as one text, in their order; `anyPage`: also over a page's end. */
export function joinRuns(texts: readonly PlacedText[], { anyPage = false, longest = MAX_RUN } = {}): PlacedText[] {
  const runs: (PlacedText & { last: number })[] = [];
  for (const one of texts.toSorted((a, b) => a.ordinal - b.ordinal)) {
    const run = runs.at(-1);
    const joins =
      run !== undefined &&
      one.ordinal === run.last + 1 &&
      one.heading === run.heading &&
      (anyPage || one.page === run.page) &&
      run.text.length + one.text.length <= longest;
    if (!joins) runs.push({ ...one, last: one.ordinal });
    else {
      run.text = joinTexts(run.text, one.text);
      run.last = one.ordinal;
    }
  }
  return runs;
}

/**
 * The passage that a quote stands for (G12), as it reads in `texts`, those of the quote's page: from the first of its
 * lines to the last, with what was left out between them, and the head of a table; all of the section's text where an
 * answer was made from all of it (`whole`), or where lines were shortened for its reader. Null when it is not there.
 */
export function locatePassage(texts: readonly PlacedText[], quote: string, whole: boolean): string | null {
  const lines = quote
    .replace(/…$/, '')
    .split('\n')
    .map((line) => placedWords(line).map(({ word }) => word))
    .filter((words) => words.length > 0);
  if (lines.length === 0) return null;
  const runs = joinRuns(texts);
  for (const { text } of runs) {
    const words = placedWords(text);
    const span = spanOf(words, lines);
    if (!span) continue;
    // An answer shows more of what it quotes than fits into a citation.
    const cut = quote.endsWith('…');
    return whole ? text : withHead(text, words[span.from]!.start, cut ? text.length : words[span.to]!.end);
  }
  const asked = lines.flat();
  const held = runs.map(({ text }) => ({ text, share: shareOf(asked, placedWords(text)) }));
  const best = held.toSorted((a, b) => b.share - a.share)[0];
  return best && best.share >= MOST ? best.text : null;
}

/** A stretch of a text; of a table's rows, with its first row, which is told with them. */
function withHead(text: string, start: number, end: number): string {
  const lines = text.slice(0, start).split('\n');
  const told = text.slice(start, end);
  if (lines.at(-1) !== '' || !isTableRow(told.split('\n', 1)[0] ?? '')) return told;
  let at = lines.length - 1;
  while (at > 0 && isTableRow(lines[at - 1]!)) at -= 1;
  return at === lines.length - 1 ? told : `${lines[at]!}${LEFT_OUT}${told}`;
}

/** From the first of these lines to the last, each at a stretch, rather each after the one before. */
function spanOf(words: readonly PlacedWord[], lines: readonly string[][]): { from: number; to: number } | undefined {
  let after = 0;
  let from = words.length;
  let to = -1;
  for (const line of lines) {
    const next = findLine(words, line, after);
    const at = next < 0 ? findLine(words, line, 0) : next;
    if (at < 0) return undefined;
    from = Math.min(from, at);
    to = Math.max(to, at + line.length - 1);
    after = at + line.length;
  }
  return { from, to };
}

function findLine(words: readonly PlacedWord[], line: readonly string[], from: number): number {
  for (let at = from; at + line.length <= words.length; at += 1)
    if (line.every((word, index) => words[at + index]!.word === word)) return at;
  return -1;
}

function shareOf(asked: readonly string[], words: readonly PlacedWord[]): number {
  const held = new Set(words.map(({ word }) => word));
  return asked.filter((word) => held.has(word)).length / asked.length;
}
