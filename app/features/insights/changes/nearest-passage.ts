import { splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';
import type { PlacedText } from '#app/features/retrieval/locate-passage.ts';

/** Below this likeness, from 0 to 1, a text is another one, not the passage as it reads now. */
const LIKE = 0.5;
/** Longest passage that is offered; characters. */
const MAX_CHARACTERS = 3_000;
/** Sentences and lines of a text that are compared. */
const MAX_PIECES = 80;

type Bag = { count: ReadonlyMap<string, number>; size: number };

function bagOf(text: string): Bag {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’/-][\p{L}\p{N}]+)*/gu) ?? [];
  const count = new Map<string, number>();
  for (const word of words) count.set(word, (count.get(word) ?? 0) + 1);
  return { count, size: words.length };
}

/** Words that both have, of all that they have: 0 to 1. */
function likeness(a: Bag, b: Bag): number {
  let both = 0;
  for (const [word, times] of a.count) both += Math.min(times, b.count.get(word) ?? 0);
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

/**
 * What stands in a passage's place in a document's present text: the stretch of sentences and lines that shares most
 * words with it, on its own page rather than on another. Null when nothing is like it.
 */
export function nearestPassage(
  texts: readonly PlacedText[],
  was: { text: string; page: number },
): { text: string; page: number } | null {
  const asked = bagOf(was.text);
  const held = texts.map((one) => ({ one, share: shareOf(asked, bagOf(one.text)) }));
  const [best] = held.toSorted(
    (a, b) =>
      b.share - a.share ||
      Math.abs(a.one.page - was.page) - Math.abs(b.one.page - was.page) ||
      a.one.ordinal - b.one.ordinal,
  );
  if (!best || best.share < LIKE) return null;
  const { text, page } = best.one;
  const stretch = bestStretch(text, asked);
  return stretch.like < LIKE ? null : { text: stretch.text.slice(0, MAX_CHARACTERS), page };
}

/** Of a passage's words, the share that a text holds. */
function shareOf(asked: Bag, held: Bag): number {
  let both = 0;
  for (const [word, times] of asked.count) both += Math.min(times, held.count.get(word) ?? 0);
  return asked.size === 0 ? 0 : both / asked.size;
}

function bestStretch(text: string, asked: Bag): { text: string; like: number } {
  const pieces = piecesOf(text);
  let best = { text: '', like: 0 };
  for (let from = 0; from < pieces.length; from += 1)
    for (let to = from; to < pieces.length; to += 1) {
      const stretch = text.slice(pieces[from]!.start, pieces[to]!.end);
      const bag = bagOf(stretch);
      const like = likeness(asked, bag);
      if (like > best.like) best = { text: stretch, like };
      if (bag.size > 3 * asked.size + 40) break;
    }
  return best;
}

/** The sentences and lines of a text, with where they stand. */
function piecesOf(text: string): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    let within = at;
    for (const sentence of splitSentences(line)) {
      const start = text.indexOf(sentence, within);
      if (start < 0 || start > at + line.length) continue;
      pieces.push({ start, end: start + sentence.length });
      within = start + sentence.length;
    }
    at += line.length + 1;
  }
  return pieces.slice(0, MAX_PIECES);
}
