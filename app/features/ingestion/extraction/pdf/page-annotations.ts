/** What stands on a page beside its content: form fields, notes, and where links lead. Pure. */

import { addressAfter } from '../markup/link-address.ts';
import { setTicks } from './paint/drawn-ticks.ts';
import { boxOf, type Box, type Matrix } from './paint/operator-geometry.ts';
import type { PageWords, Word } from './lay-out/page-words.ts';

/** An annotation as pdf.js tells it, as far as it is used here. */
export type Annotation = {
  id: string;
  subtype?: string;
  rect?: number[];
  annotationFlags?: number;
  hidden?: boolean;
  contentsObj?: { str?: string };
  fieldType?: string;
  fieldValue?: unknown;
  options?: { exportValue?: string; displayValue?: string }[];
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: string;
  buttonValue?: string;
  password?: boolean;
  url?: string;
  unsafeUrl?: string;
  file?: { filename?: string };
  /** Eight numbers for each part of a text that is marked: its corners. */
  quadPoints?: ArrayLike<number> | null;
};

const MAX_ANNOTATIONS = 3_000;
const MAX_VALUE_CHARS = 20_000;
const PRINTS = 4;
/** Hidden, or not to be viewed. */
const UNSEEN = 2 | 32;
const CHECKED = ['☐', '☑'];
const ANSWERS = ['no', 'yes'];

const squash = (text: string) => text.replace(/\s+/g, '');
const isIn = (box: Box, word: Word) => {
  const [x, y] = [(word.x0 + word.x1) / 2, word.y - word.size * 0.3];
  return x > box.x0 - 1 && x < box.x1 + 1 && y > box.y0 - 1 && y < box.y1 + 1;
};

const overlaps = (a: Box, b: Box) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

type Placed = Annotation & { box: Box };

/** Words by their height, so that those beside a box are found without looking at all. */
class Heights {
  private readonly rows: Map<number, Word[]>;
  constructor(words: Word[]) {
    this.rows = Map.groupBy(
      words.filter((word) => word.angle === 0),
      (word) => Math.round(word.y / 20),
    );
  }

  /** The words whose baseline lies beside a box. */
  beside(box: Box): Word[] {
    const found: Word[] = [];
    for (let row = Math.round((box.y0 - 3) / 20); row <= Math.round((box.y1 + 5) / 20) && found.length < 500; row += 1)
      for (const word of this.rows.get(row) ?? []) if (word.y >= box.y0 + 2 && word.y <= box.y1 + 3) found.push(word);
    return found;
  }
}

const nearestLeft = (words: Word[], box: Box) =>
  words.filter((word) => word.x1 <= box.x0 + 3).reduce<Word | null>((a, b) => (a && a.x1 >= b.x1 ? a : b), null);
const nearestRight = (words: Word[], box: Box) =>
  words.filter((word) => word.x0 >= box.x1 - 3).reduce<Word | null>((a, b) => (a && a.x0 <= b.x0 ? a : b), null);

/** What a field holds, as it is shown; null for a field of another kind. */
function shownValue(field: Annotation): string | null {
  if (field.password) return null;
  const value = field.fieldValue;
  if (field.fieldType === 'Tx') return typeof value === 'string' ? value.slice(0, MAX_VALUE_CHARS) : '';
  if (field.fieldType !== 'Ch') return null;
  return (Array.isArray(value) ? value : [value])
    .filter((entry) => typeof entry === 'string')
    .map((entry) => field.options?.find((option) => option.exportValue === entry)?.displayValue ?? entry)
    .join(', ')
    .slice(0, MAX_VALUE_CHARS);
}

/** A text set into a box, each of its lines at a height of its own. */
function setText(text: string, box: Box, baseline: number | undefined, from: string, left = box.x0 + 2): Word[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim());
  const height = box.y1 - box.y0;
  const size = Math.max(4, Math.min(10, (height / Math.max(lines.length, 1)) * 0.75));
  const step = lines.length > 1 ? Math.max(size * 1.2, height / lines.length) : 0;
  const first = lines.length > 1 ? box.y0 + size : (baseline ?? (box.y0 + box.y1) / 2 + size * 0.35);
  return lines.flatMap((line, row) => {
    let x = left;
    return line.split(/\s+/).flatMap((part) => {
      if (!part) return [];
      const x0 = x;
      x += (part.length + 0.5) * size * 0.5;
      const word = { text: part, x0, x1: x - size * 0.25, y: first + row * step, size, bold: false, spaced: true };
      return [{ ...word, angle: 0, from }];
    });
  });
}

/** The words of a page with what its fields hold in their places. */
function fillFields(page: PageWords, fields: Placed[]): Word[] {
  const own = Map.groupBy(page.words, (word) => word.from);
  const heights = new Heights(own.get(undefined) ?? []);
  const unseen = new Set(page.hidden.map((part) => part.from));
  const isBox = (field: Placed) => field.checkBox || field.radioButton;
  const boxHeights = Map.groupBy(fields.filter(isBox), (field) => Math.round((field.box.y0 + field.box.y1) / 8));
  const added: Word[] = [];
  const replaced = new Set<string>();
  for (const field of fields) {
    const painted = own.get(field.id) ?? [];
    const beside = heights.beside(field.box);
    const [left, right] = [nearestLeft(beside, field.box), nearestRight(beside, field.box)];
    const nearest = left ?? right;
    if (isBox(field)) {
      const on = field.checkBox
        ? field.fieldValue === (field.exportValue ?? field.fieldValue) && field.fieldValue !== 'Off'
        : field.fieldValue === field.buttonValue;
      const size = nearest?.size ?? 10;
      const labelled = right !== null && right.x0 - field.box.x1 < size * 2;
      const several = (boxHeights.get(Math.round((field.box.y0 + field.box.y1) / 8))?.length ?? 0) > 1;
      const text = (labelled || several || !left ? CHECKED : ANSWERS)[on ? 1 : 0] ?? '';
      const x0 = labelled || several || !left ? field.box.x0 : left.x1 + size * 0.3;
      replaced.add(field.id);
      const y = nearest?.y ?? (field.box.y0 + field.box.y1) / 2 + size * 0.35;
      const x1 = labelled ? Math.max(field.box.x0 + 1, right.x0 - size * 0.3) : x0 + size;
      added.push({ text, x0, x1, y, size, bold: false, spaced: true, angle: 0, from: field.id });
      continue;
    }
    const value = shownValue(field);
    if (value === null || (painted.length === 0 && unseen.has(field.id))) continue;
    const seen = squash(painted.map((word) => word.text).join(''));
    // What is painted is what a person sees, also where it is not what the field holds.
    const text = seen && seen !== squash(value) ? painted.map((word) => word.text).join(' ') : value;
    if (!text.trim() || (seen && seen !== squash(value) && new Set(painted.map((word) => word.y)).size > 1)) continue;
    replaced.add(field.id);
    const parted = page.bars.some(
      (bar) =>
        left && bar.x0 > left.x1 && bar.x0 < field.box.x0 - 2 && bar.y0 < field.box.y1 && bar.y1 > field.box.y0 + 2,
    );
    const follows = left?.text.endsWith(':') && !parted;
    for (const word of setText(
      text,
      field.box,
      nearest?.y,
      field.id,
      follows && left ? left.x1 + left.size * 0.3 : undefined,
    ))
      added.push(word);
  }
  return [...page.words.filter((word) => !word.from || !replaced.has(word.from)), ...added];
}

/** Tells where links lead, behind the words that show another text. */
function tellLinks(words: Word[], links: Placed[]): Word[] {
  const told = new Map<Word, string>();
  for (const [url, parts] of Map.groupBy(links.slice(0, 300), (link) => link.url ?? link.unsafeUrl ?? '')) {
    const shown = words.filter((word) => parts.some((part) => isIn(part.box, word)));
    const last = shown.at(-1);
    const text = shown.map((word) => word.text).join('');
    const digits = text.replace(/\D/g, '');
    const dialled = /^tel:/i.test(url) && digits.length > 4 && url.replace(/\D/g, '').endsWith(digits.slice(-6));
    if (last && !dialled) told.set(last, addressAfter(text, url));
  }
  if (told.size === 0) return words;
  return words.map((word) => {
    const url = told.get(word);
    if (!url) return word;
    const end = /[.,;:!?]$/.exec(word.text)?.[0] ?? '';
    return { ...word, text: `${word.text.slice(0, word.text.length - end.length)}${url}${end}` };
  });
}

/** The parts of a text that are struck through, each the box of a line. */
function struckParts(annotations: Placed[], transform: Matrix): Box[] {
  return annotations.slice(0, MAX_ANNOTATIONS).flatMap(({ box, quadPoints }) => {
    const numbers = Array.from(quadPoints ?? []).slice(0, 8 * 200);
    if (numbers.length < 8 || !numbers.every(Number.isFinite)) return [box];
    return Array.from({ length: Math.floor(numbers.length / 8) }, (_, at) => {
      const quad = numbers.slice(at * 8, at * 8 + 8);
      const [xs, ys] = [quad.filter((_n, i) => i % 2 === 0), quad.filter((_n, i) => i % 2 === 1)];
      return boxOf(transform, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
    });
  });
}

/** A page's words with its fields filled in, its links told, and the notes that are printed with it. */
export function withAnnotations(
  page: PageWords,
  annotations: Annotation[],
  transform: Matrix,
): PageWords & { notes: string[]; files: string[]; struck: Box[] } {
  const placed: Placed[] = annotations.slice(0, MAX_ANNOTATIONS).flatMap((annotation) => {
    const [x0, y0, x1, y1] = annotation.rect ?? [];
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined || annotation.hidden) return [];
    if (((annotation.annotationFlags ?? 0) & UNSEEN) > 0) return [];
    return [{ ...annotation, box: boxOf(transform, x0, y0, x1, y1) }];
  });
  const of = (subtype: string) => placed.filter((annotation) => annotation.subtype === subtype);
  const contentsOf = (annotation: Placed) => annotation.contentsObj?.str?.slice(0, MAX_VALUE_CHARS).trim() ?? '';
  const fields = of('Widget');
  const isField = (tick: Box) => fields.some(({ box }) => overlaps(box, tick));
  let words = fillFields(
    { ...page, words: setTicks(page.words, page.ticks?.filter((tick) => !isField(tick)) ?? []) },
    fields,
  );
  const painted = new Set(words.map((word) => word.from));
  const unseen = new Set(page.hidden.map((part) => part.from));
  for (const text of of('FreeText'))
    if (!painted.has(text.id) && !unseen.has(text.id) && contentsOf(text))
      words = [...words, ...setText(contentsOf(text), text.box, undefined, text.id)];
  words = tellLinks(words, of('Link'));
  const notes = of('Text')
    .filter((note) => ((note.annotationFlags ?? 0) & PRINTS) > 0 && contentsOf(note))
    .map((note) => contentsOf(note).replace(/\s+/g, ' '));
  const files = of('FileAttachment').map((file) => file.file?.filename ?? 'a file without a name');
  return { ...page, words, notes, files, struck: struckParts(of('StrikeOut'), transform) };
}
