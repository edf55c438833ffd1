import type { Look } from './draw-page.ts';
import { DOUBT, MAX_FINDING_CHARS } from '../process/child-protocol.ts';
import type { Finding, RawPage } from '../extracted-document.ts';
import type { RecognisedWord } from '#db/schema/recognised-word.ts';
import { layOutPage } from '../pdf/lay-out/page-layout.ts';
import { vocabularyOf } from '../language/normalise-text.ts';
import { lineText } from '../pdf/lay-out/page-lines.ts';
import { facesOf, type Face } from '../pdf/lay-out/page-sheet.ts';
import type { PageWords, Word } from '../pdf/lay-out/page-words.ts';
import { markStruck } from '../pdf/struck-words.ts';
import type { Box } from '../pdf/paint/operator-geometry.ts';
import type { PixelBox, Seen, SeenWord } from './recognition-engine.ts';

/** Mean confidence from which on a page counts as read; measured in docs/decisions/0033. */
export const READABLE = 75;
/** Words below it are named to the builder, and bear DOUBT where they are quoted. */
export const DOUBTFUL = 60;
/** Marks without a letter or digit below it are specks of dust. */
const SPECK = 80;
/** Steeper lines are not the page's skew. */
const MAX_SKEW = 0.26;
/** Sizes that differ by less than this share are one size, read with less care. */
const ONE_SIZE = 0.25;

/** What was seen of a page, drawn as so many dots. `text`: its text layer, in points. */
export type SeenPage = {
  seen: Seen;
  width: number;
  height: number;
  dotsAPoint: number;
  /** How it was turned and put straight for the drawing. */
  look: Look;
  text: PageWords;
};

const hasLetters = (text: string) => /[\p{L}\p{N}]/u.test(text);

const isDoubtful = ({ text, confidence }: SeenWord) => confidence < DOUBTFUL && hasLetters(text);

/** The dash of an empty cell, which is told by its shape: it lies across, where the middle of small letters is. */
function isDash({ text, confidence, box, line }: SeenWord): boolean {
  if (!/^[-–—]$/.test(text) || confidence < DOUBTFUL) return false;
  const { x0, x1, y0, y1 } = line.baseline;
  const foot = x1 === x0 ? y0 : y0 + (((box.x0 + box.x1) / 2 - x0) * (y1 - y0)) / (x1 - x0);
  const above = (foot - (box.y0 + box.y1) / 2) / line.size;
  return box.x1 - box.x0 > (box.y1 - box.y0) * 1.5 && above > 0.12 && above < 0.45;
}

/** A word without the upright lines beside it, which are seen as bars. */
const withoutRules = (text: string) => text.replace(/^\|+(?=.)/, '').replace(/(?<=[^|])\|+$/, '');

/** How sure recognition is of its words, 0 to 100, each counted by its length; 0 for none. */
export function sureness(words: SeenWord[]): number {
  let sum = 0;
  let weight = 0;
  for (const { text, confidence } of words) {
    if (!hasLetters(text)) continue;
    sum += confidence * text.length;
    weight += text.length;
  }
  return weight > 0 ? sum / weight : 0;
}

/**
 * A recognised page as text, by the same layout as other pages: words are put straight where the sheet lay askew and
 * joined by what text layer the page has, whose letters are exact. Below `READABLE` there is no text, only the
 * confidence and what the builder should know. Pure.
 */
export function layOutSeen(page: SeenPage): Omit<RawPage, 'number'> {
  const kept = page.seen.words
    .map((word) => ({ ...word, text: withoutRules(word.text) }))
    .filter((word) => hasLetters(word.text) || (word.text !== '' && (word.confidence >= SPECK || isDash(word))));
  const confidence = Math.round(sureness(kept));
  const none = { text: '', headings: [], headingLevels: [] };
  if (!kept.some(({ text }) => hasLetters(text))) return { ...none, findings: [{ kind: 'picture' }] };
  if (confidence < READABLE) return { ...none, confidence, findings: [{ kind: 'doubtful' }] };

  const skew = skewOf(kept);
  const straight = straighten(page, skew);
  const layer = page.look.turn === 0 ? page.text.words : [];
  const pictured = kept.filter((word) => {
    const placed = toWord(word, straight, page.dotsAPoint, word.line.size);
    return !layer.some((exact) => overlaps(exact, placed));
  });
  const body = bodySize(pictured.length > 0 ? pictured : kept);
  const words = pictured
    .map((word) => (isDoubtful(word) ? { ...word, text: word.text + DOUBT } : word))
    .map((word) => toWord(word, straight, page.dotsAPoint, body));
  const level = ({ x0, x1, y0, y1 }: PixelBox): Box => {
    const [left, from] = straight(x0, y0);
    const [right, to] = straight(x1, y1);
    const y = (from + to) / 2;
    return { x0: left, x1: right, y0: y, y1: y };
  };
  const rules = page.seen.rules.map(level);
  const strikes = (page.seen.strikes ?? []).map(level);
  const bars = (page.seen.bars ?? []).map(({ x0, x1, y0, y1 }) => {
    const [from, top] = straight(x0, y0);
    const [to, bottom] = straight(x1, y1);
    const x = (from + to) / 2;
    return { x0: x, x1: x, y0: top, y1: bottom };
  });
  const doubtful = kept.filter(isDoubtful);
  const findings: Finding[] =
    doubtful.length > 0
      ? [{ kind: 'doubtful', text: listOf(doubtful.map((word) => word.text)), count: doubtful.length }]
      : [];
  const lost = strikes.filter((strike) => isLost(strike, words)).length;
  if (lost > 0) findings.push({ kind: 'picture', text: 'Text that is struck through', count: lost });
  const { width, height } = { width: page.width / page.dotsAPoint, height: page.height / page.dotsAPoint };
  const drawn = layer.length > 0 ? page.text : { rules: [], bars: [] };
  const strokes = { rules: [...drawn.rules, ...rules], bars: [...drawn.bars, ...bars] };
  const sheet = { words: [...words, ...layer], width, height, pictures: [], hidden: [], ...strokes };
  const struck = markStruck({ ...sheet, rules: [...rules, ...strikes] });
  const faces = facesOf({ ...struck, ...strokes });
  const vocabulary = vocabularyOf(faces.flatMap((face) => face.lines.map(lineText)).join('\n'));
  const { text, headings, headingLevels } = layOutPage(faces, { bodySize: body / page.dotsAPoint, vocabulary });
  return {
    text,
    headings,
    headingLevels,
    confidence,
    lines: boxesOf(faces, page, skew - page.look.tilt),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

/** Whether a line runs through letters that were not made out. */
function isLost({ x0, x1, y0 }: Box, words: Word[]): boolean {
  const under = words.filter((word) => word.angle === 0 && word.y > y0 && word.y - word.size < y0);
  const made = under.reduce((sum, word) => sum + Math.max(0, Math.min(x1, word.x1) - Math.max(x0, word.x0)), 0);
  return made < (x1 - x0) * 0.5;
}

/** The slope of the sheet's lines, radians, clockwise. */
export function skewOf(words: SeenWord[]): number {
  const slopes: number[] = [];
  for (const line of new Set(words.map((word) => word.line))) {
    const { x0, y0, x1, y1 } = line.baseline;
    const slope = Math.atan2(y1 - y0, x1 - x0);
    if (x1 - x0 > line.size * 4 && Math.abs(slope) < MAX_SKEW) slopes.push(slope);
  }
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}

type Move = (x: number, y: number) => [x: number, y: number];

/** From dots of the drawn page to points of the same page put straight. */
function straighten({ width, height, dotsAPoint }: SeenPage, skew: number): Move {
  const [cos, sin, cx, cy] = [Math.cos(skew), Math.sin(skew), width / 2, height / 2];
  return (x, y) => [
    (cx + (x - cx) * cos + (y - cy) * sin) / dotsAPoint,
    (cy - (x - cx) * sin + (y - cy) * cos) / dotsAPoint,
  ];
}

/** The size of most letters, dots. */
function bodySize(words: SeenWord[]): number {
  const sizes = words.toSorted((a, b) => a.line.size - b.line.size);
  const half = sizes.reduce((sum, word) => sum + word.text.length, 0) / 2;
  let before = 0;
  return sizes.find((word) => (before += word.text.length) >= half)?.line.size ?? 1;
}

function toWord({ text, box, line, bold = false }: SeenWord, straight: Move, dotsAPoint: number, body: number): Word {
  const { x0, y0, x1, y1 } = line.baseline;
  const size = (Math.abs(line.size / body - 1) < ONE_SIZE ? body : line.size) / dotsAPoint;
  if (Math.abs(y1 - y0) > Math.abs(x1 - x0)) {
    const down = y1 > y0;
    const [x, from] = straight(x0, down ? box.y0 : box.y1);
    const [, to] = straight(x0, down ? box.y1 : box.y0);
    const ends = { x0: x, y0: from, x1: x, y1: to };
    return { text, x0: x, x1: x, y: to, size, bold, spaced: true, angle: down ? 90 : 270, ends };
  }
  const baseline = (x: number) => (x1 === x0 ? box.y1 : y0 + ((x - x0) * (y1 - y0)) / (x1 - x0));
  const [left, y] = straight(box.x0, baseline(box.x0));
  const [right] = straight(box.x1, baseline(box.x1));
  return { text, x0: left, x1: right, y, size, bold, spaced: true, angle: 0 };
}

function overlaps(exact: Word, word: Word): boolean {
  const x = (word.x0 + word.x1) / 2;
  const y = word.y - word.size * 0.3;
  return x > exact.x0 - 2 && x < exact.x1 + 2 && y > exact.y - exact.size * 1.1 && y < exact.y + exact.size * 0.4;
}

/** Each word with the box in which it stands on the page as a viewer shows it, line by line. */
function boxesOf(faces: Face[], page: SeenPage, skew: number): RecognisedWord[] {
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  const [cx, cy] = [page.width / page.dotsAPoint / 2, page.height / page.dotsAPoint / 2];
  const askew: Move = (x, y) => {
    const u = (cx + (x - cx) * cos - (y - cy) * sin) / (cx * 2);
    const v = (cy + (x - cx) * sin + (y - cy) * cos) / (cy * 2);
    const { turn } = page.look;
    return turn === 90 ? [v, 1 - u] : turn === 180 ? [1 - u, 1 - v] : turn === 270 ? [1 - v, u] : [u, v];
  };
  const whole = (fraction: number) => Math.min(1, Math.max(0, Math.round(fraction * 10_000) / 10_000));
  return faces.flatMap((face) => {
    const flat = laidFlat(face);
    const tokens = face.lines.flatMap(({ segments }) => segments.flatMap((segment) => segment.tokens));
    return tokens.map(({ text: told, x0, x1, y, size }): RecognisedWord => {
      const text = told.replaceAll('~~', '');
      const corners = [y - size * 0.85, y + size * 0.25]
        .flatMap((at) => [flat(x0, at), flat(x1, at)])
        .map(([x, down]) => askew(x, down));
      const us = corners.map(([u]) => whole(u));
      const vs = corners.map(([, v]) => whole(v));
      return { text, box: [Math.min(...us), Math.min(...vs), Math.max(...us), Math.max(...vs)] };
    });
  });
}

/** From a face's places, which are brought upright and counted from where its lines begin, to the page's. */
function laidFlat({ angle, mirrored }: Face): Move {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const side = mirrored ? -1 : 1;
  return (x, y) => [x * side * cos - y * sin, x * side * sin + y * cos];
}

function listOf(words: string[]): string {
  let list = '';
  for (const word of words) {
    if (list.length + word.length + 2 > MAX_FINDING_CHARS) return list;
    list += (list ? ', ' : '') + word;
  }
  return list;
}
