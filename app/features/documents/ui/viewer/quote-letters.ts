/** Where a piece of text stands: its left, nearer, right and farther edge, along and across its line. Any unit. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** A stretch of a page's text, and its place where it is known. */
export type QuotePiece = { text: string; box?: Box | undefined };

/** A stretch of one text piece: characters `start` (inclusive) to `end` (exclusive) of `pieces[piece]`. */
export type QuoteRange = { piece: number; start: number; end: number };

/** Letters from `start` (inclusive) to `end` (exclusive). */
export type Span = { start: number; end: number };

/** `piece` and `offset` tell where each letter comes from; `begins`, whether a word may begin with it. */
export type Letters = { text: string; piece: number[]; offset: number[]; begins: boolean[] };

/**
 * Letters and digits only, in one case and one form: extraction joins hyphenated words, drops ligatures and re-spaces
 * tables, so the quote and the page agree in nothing else. `order`: the pieces to take, as they are read.
 */
export function lettersOf(pieces: readonly QuotePiece[], order: readonly number[]): Letters {
  const letters: Letters = { text: '', piece: [], offset: [], begins: [] };
  const parts: string[] = [];
  for (const piece of order) {
    const source = pieces[piece]?.text ?? '';
    let inWord = false;
    for (let offset = 0; offset < source.length;) {
      const character = String.fromCodePoint(source.codePointAt(offset)!);
      let found = false;
      for (const letter of character.normalize('NFKD').toLowerCase()) {
        if (!/[\p{L}\p{N}]/u.test(letter)) continue;
        parts.push(letter);
        for (let unit = 0; unit < letter.length; unit += 1) {
          letters.piece.push(piece);
          letters.offset.push(offset);
          letters.begins.push(!inWord && !found && unit === 0);
        }
        found = true;
      }
      // A mark over a letter is part of it.
      inWord = found || (inWord && /\p{M}/u.test(character));
      offset += character.length;
    }
  }
  letters.text = parts.join('');
  return letters;
}

/** The letters of one text. */
export const lettersIn = (text: string): string => lettersOf([{ text }], [0]).text;

/** The words of a text, each as its letters. */
export const wordsIn = (text: string): string[] => text.split(/\s+/).map(lettersIn).filter(Boolean);

/** Does a stretch begin and end where words do? */
export const isWhole = (page: Letters, { start, end }: Span): boolean =>
  page.begins[start] === true && (end >= page.text.length || page.begins[end] === true);

export function rangesOf(page: Letters, pieces: readonly QuotePiece[], { start, end }: Span): QuoteRange[] {
  const ranges: QuoteRange[] = [];
  for (let index = start; index < end; index += 1) {
    const piece = page.piece[index]!;
    const offset = page.offset[index]!;
    const length = String.fromCodePoint(pieces[piece]!.text.codePointAt(offset)!).length;
    const last = ranges.at(-1);
    if (last && last.piece === piece) last.end = Math.max(last.end, offset + length);
    else ranges.push({ piece, start: offset, end: offset + length });
  }
  return ranges;
}

export function mergeRanges(ranges: readonly QuoteRange[]): QuoteRange[] {
  const merged: QuoteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.piece - b.piece || a.start - b.start)) {
    const last = merged.at(-1);
    if (last && last.piece === range.piece && range.start <= last.end + 1) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** The box around all that have one. */
export function around(boxes: readonly (Box | undefined)[]): Box | undefined {
  const known = boxes.filter((box) => box !== undefined);
  if (known.length === 0) return undefined;
  return [
    Math.min(...known.map((box) => box[0])),
    Math.min(...known.map((box) => box[1])),
    Math.max(...known.map((box) => box[2])),
    Math.max(...known.map((box) => box[3])),
  ];
}

/** Do two stand beside each other: does the lower one share half of its height with the other? */
export function areBeside(a: Box, b: Box): boolean {
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return shared >= Math.min(a[3] - a[1], b[3] - b[1]) / 2 && shared > 0;
}
