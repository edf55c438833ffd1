import type { Box } from './operator-geometry.ts';
import type { Hidden, PageWords, Word } from '../lay-out/page-words.ts';

/** Where a word may be parted: before its letter `at`, between these places. */
export type Cut = { at: number; x1: number; x0: number };

/** What stands on a page as it was painted, in order of painting. */
export type PaintedWord = Word & {
  /** Not painted at all: render mode 3 or 7, or transparent. */
  invisible: boolean;
  /** "#rrggbb", or null where it is a pattern. */
  colour: string | null;
  /** How much of it shows, 0 to 1. */
  alpha: number;
  order: number;
  /** Outside what may be painted upon. */
  clipped: boolean;
  /** Where its letters stand apart by the space between signs. */
  loose?: readonly Cut[] | undefined;
  /** The layer that it is in, where that is switched off. */
  layer?: string | undefined;
  /** `unnamed`: the file does not say which letters it shows. */
  font: { unnamed?: 'codes' | 'nothing' | undefined };
};
/** A filled shape or a picture. `exact`: the box is the shape; `opaque`: nothing shows through. */
export type Ground = Box & { colour: string | null; order: number; exact: boolean; opaque: boolean; picture: boolean };

const MIN_READABLE_PT = 2;
/** Boxes that are looked at for each word; a page with more of them is a drawing. */
const MAX_BOXES = 2_000;
/** Two colours that differ by less than this, of 255, are one to the eye. */
const SAME_COLOUR = 10;
const MAX_HIDDEN_CHARS = 300;
const PAPER = '#ffffff';
/** A watermark: large letters set across the page, points, which stand out from the paper by so much of 255 at most. */
const [WATERMARK_PT, PALE] = [24, 80];

const area = (box: Box) => (box.x1 - box.x0) * (box.y1 - box.y0);
const holds = (box: Box, x: number, y: number) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;

function alike(a: string, b: string): boolean {
  for (const at of [1, 3, 5])
    if (Math.abs(parseInt(a.slice(at, at + 2), 16) - parseInt(b.slice(at, at + 2), 16)) > SAME_COLOUR) return false;
  return true;
}

const middleOf = (word: Word): [x: number, y: number] => [
  (word.x0 + word.x1) / 2,
  word.ends ? (word.ends.y0 + word.ends.y1) / 2 : word.y - word.size * 0.3,
];

/** Whether a word's colour is told from what it stands on, and nothing lies upon it. */
function stands(word: PaintedWord, grounds: Ground[]): boolean {
  const [x, y] = middleOf(word);
  let seen = word.colour === null;
  let settled = seen;
  for (let i = grounds.length - 1; i >= 0; i -= 1) {
    const ground = grounds[i];
    if (!ground || !holds(ground, x, y)) continue;
    if (ground.order >= word.order) {
      const covers = ground.exact && ground.opaque && !ground.picture;
      if (covers && ground.x0 <= word.x0 + 1 && ground.x1 >= word.x1 - 1 && ground.y0 <= y && ground.y1 >= y + 1)
        return false;
      continue;
    }
    if (settled) continue;
    const differs = ground.colour === null || !alike(ground.colour, word.colour ?? PAPER);
    if (differs) seen = true;
    // A shape that is not its box may leave the word on what lies below.
    settled = differs || (ground.exact && ground.opaque);
  }
  return settled ? seen : seen || !alike(word.colour ?? PAPER, PAPER);
}

/** Whether a word is printed palely across the page, under what the page says. */
function isWatermark({ angle, size, colour, alpha }: PaintedWord): boolean {
  if (angle % 90 === 0 || size < WATERMARK_PT || colour === null) return false;
  return [1, 3, 5].every((at) => (255 - parseInt(colour.slice(at, at + 2), 16)) * alpha < PALE);
}

/** Adds a word to what nobody sees: to the last part of it where they belong together. */
export function hide(hidden: Hidden[], word: Word, layer?: string): void {
  const last = hidden.at(-1);
  if (last && last.layer === layer && last.from === word.from) {
    const touches = last.end && Math.abs(last.end.y - word.y) < 1 && word.x0 - last.end.x < word.size * 0.16;
    if (last.text.length < MAX_HIDDEN_CHARS) last.text += (touches && !word.spaced ? '' : ' ') + word.text;
    last.end = { x: word.x1, y: word.y };
  } else hidden.push({ text: word.text, layer, from: word.from, end: { x: word.x1, y: word.y } });
}

/**
 * Parts what a reader sees from what is hidden, so that nobody can hide instructions or keywords in a document (E9):
 * text that is not painted, too small, off the page, clipped away, covered, of the colour of its ground, or in a layer
 * that is switched off; and watermarks, which say nothing of the house. `unsure`: letters that a font does not name;
 * unpainted text over a picture of most of the page (the layer of a scan) or text under one, which may show through.
 * Only the picture tells what they say.
 */
export function seenOnPage(
  words: PaintedWord[],
  grounds: Ground[],
  page: { width: number; height: number },
): Pick<PageWords, 'words' | 'pictures' | 'backdrops' | 'hidden' | 'unsure'> {
  const whole = page.width * page.height;
  const large = grounds.filter((box) => box.picture && area(box) > whole * 0.5);
  const widest =
    grounds.length > MAX_BOXES
      ? grounds
          .toSorted((a, b) => area(b) - area(a))
          .slice(0, MAX_BOXES)
          .toSorted((a, b) => a.order - b.order)
      : grounds;
  const seen: Word[] = [];
  const unsure: Word[] = [];
  const hidden: Hidden[] = [];
  const nameless: Word[] = [];
  for (const painted of words) {
    const { invisible, colour: _c, alpha: _a, order, clipped, layer, font, ...word } = painted;
    const onPage = word.x1 >= -1 && word.x0 <= page.width + 1 && word.y >= -1 && word.y - word.size <= page.height + 1;
    const placed = layer === undefined && word.size >= MIN_READABLE_PT && onPage && !clipped;
    const isSeen = () => !isWatermark(painted) && stands(painted, widest);
    if (placed && large.some((box) => (invisible || box.order >= order) && holds(box, ...middleOf(word))))
      unsure.push(word);
    else if (placed && !invisible && isSeen()) {
      if (font.unnamed === 'codes') unsure.push({ ...word, unnamed: true });
      else (font.unnamed ? nameless : seen).push(word);
    } else hide(hidden, word, layer);
  }
  // Icons say nothing; a page of such letters is one to be read from its picture.
  const lettersOf = (of: Word[]) => of.reduce((sum, word) => sum + word.text.length, 0);
  const isPage = lettersOf(nameless) > lettersOf(seen);
  for (const word of nameless) (isPage ? unsure : seen).push(isPage ? { ...word, unnamed: true } : word);
  const pictures = widest.filter(
    (box) => box.picture && area(box) <= whole * 0.5 && box.x1 - box.x0 > 40 && box.y1 - box.y0 > 40,
  );
  const boxesOf = (boxes: Ground[]) => boxes.map(({ x0, x1, y0, y1 }) => ({ x0, x1, y0, y1 }));
  return { words: seen, pictures: boxesOf(pictures), backdrops: boxesOf(large), hidden, unsure };
}
