/** A stretch of one text piece: characters `start` (inclusive) to `end` (exclusive) of `pieces[piece]`. */
export type QuoteRange = { piece: number; start: number; end: number };

/** Below this many letters a match would be chance. */
const SHORTEST = 8;

type Letters = { text: string; piece: number[]; offset: number[] };

/**
 * Letters and digits only, in one case and one form: extraction joins hyphenated words, drops ligatures and re-spaces
 * tables, so the quote and the page agree in nothing else.
 */
function lettersOf(pieces: readonly string[]): Letters {
  const letters: Letters = { text: '', piece: [], offset: [] };
  pieces.forEach((source, piece) => {
    for (let offset = 0; offset < source.length;) {
      const character = String.fromCodePoint(source.codePointAt(offset)!);
      for (const letter of character.normalize('NFKD').toLowerCase()) {
        if (!/[\p{L}\p{N}]/u.test(letter)) continue;
        letters.text += letter;
        for (let unit = 0; unit < letter.length; unit += 1) {
          letters.piece.push(piece);
          letters.offset.push(offset);
        }
      }
      offset += character.length;
    }
  });
  return letters;
}

/**
 * Where `quote` stands in a page's text, given piece by piece in reading order (F4). A quote cut with an ellipsis is
 * looked for part by part, and one that is not there as a whole sentence by sentence. Empty when nothing of it is on
 * the page.
 */
export function findQuote(pieces: readonly string[], quote: string): QuoteRange[] {
  const page = lettersOf(pieces);
  const whole = lettersOf([quote]).text;
  const matches = matchIn(page.text, [whole], 0);
  const found =
    matches.length > 0
      ? matches
      : matchIn(
          page.text,
          quote.split(/…|\.{3}|\n+|[.!?;:]\s/).map((part) => lettersOf([part]).text),
          SHORTEST,
        );
  return mergeRanges(found.flatMap(({ start, end }) => rangesOf(page, pieces, start, end)));
}

function matchIn(page: string, parts: string[], shortest: number): { start: number; end: number }[] {
  return parts.flatMap((part) => {
    if (part.length === 0 || part.length < shortest) return [];
    const start = page.indexOf(part);
    return start < 0 ? [] : [{ start, end: start + part.length }];
  });
}

function rangesOf(page: Letters, pieces: readonly string[], start: number, end: number): QuoteRange[] {
  const ranges: QuoteRange[] = [];
  for (let index = start; index < end; index += 1) {
    const piece = page.piece[index]!;
    const offset = page.offset[index]!;
    const length = String.fromCodePoint(pieces[piece]!.codePointAt(offset)!).length;
    const last = ranges.at(-1);
    if (last && last.piece === piece) last.end = Math.max(last.end, offset + length);
    else ranges.push({ piece, start: offset, end: offset + length });
  }
  return ranges;
}

function mergeRanges(ranges: QuoteRange[]): QuoteRange[] {
  const merged: QuoteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.piece - b.piece || a.start - b.start)) {
    const last = merged.at(-1);
    if (last && last.piece === range.piece && range.start <= last.end + 1) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
