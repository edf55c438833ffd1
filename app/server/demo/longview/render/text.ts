import type { Token, Tokens } from 'marked';
import type { Face } from './fonts.ts';
import type { Sheet } from './page.ts';
import { INK } from './page.ts';

export interface TextStyle {
  face: Face;
  size: number;
  leading: number;
  colour?: string;
}

export const BODY: TextStyle = { face: 'body', size: 11.2, leading: 15 };

interface Run {
  text: string;
  face: Face;
}
export type Line = Run[];

const EMBOLDENED: Partial<Record<Face, Face>> = { body: 'bold', italic: 'boldItalic', serif: 'serifBold' };
const SLANTED: Partial<Record<Face, Face>> = { body: 'italic', bold: 'boldItalic' };

/** Flattens inline Markdown into runs of one face each. */
function toRuns(tokens: readonly Token[], face: Face): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case 'strong':
        return toRuns((token as Tokens.Strong).tokens, EMBOLDENED[face] ?? face);
      case 'em':
        return toRuns((token as Tokens.Em).tokens, SLANTED[face] ?? face);
      case 'codespan':
        return [{ text: (token as Tokens.Codespan).text, face: EMBOLDENED[face] ?? face }];
      case 'br':
        return [{ text: '\n', face }];
      case 'link':
        return toRuns((token as Tokens.Link).tokens, face);
      case 'text':
      case 'escape': {
        const text = token as Tokens.Text;
        return text.tokens ? toRuns(text.tokens, face) : [{ text: text.text.replace(/\s+/g, ' '), face }];
      }
      default:
        throw new Error(`A document may not hold inline Markdown of the kind "${token.type}". Write it as plain text.`);
    }
  });
}

/** Breaks inline Markdown into lines no wider than `width` points. */
export function layLines(sheet: Sheet, tokens: readonly Token[], width: number, style: TextStyle): Line[] {
  const measure = (text: string, face: Face): number => sheet.widthOf(text, face, style.size);
  const lines: Line[] = [];
  let line: Line = [];
  let used = 0;
  const close = (): void => {
    const last = line.at(-1);
    if (last) last.text = last.text.trimEnd();
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of toWords(toRuns(tokens, style.face))) {
    if (word === 'break') {
      close();
      continue;
    }
    const wide = word.reduce((sum, run) => sum + measure(run.text.trimEnd(), run.face), 0);
    if (used > 0 && used + wide > width) close();
    for (const run of word) {
      const last = line.at(-1);
      if (last && last.face === run.face) last.text += run.text;
      else line.push({ ...run });
      used += measure(run.text, run.face);
    }
  }
  if (line.length > 0) close();
  return lines;
}

/** Groups runs into unbreakable words; each carries its trailing space. */
function toWords(runs: readonly Run[]): (Run[] | 'break')[] {
  const words: (Run[] | 'break')[] = [];
  let word: Run[] = [];
  for (const { text, face } of runs) {
    if (text === '\n') {
      if (word.length > 0) words.push(word);
      words.push('break');
      word = [];
      continue;
    }
    for (const piece of text.match(/\S+\s*|\s+/g) ?? []) {
      word.push({ text: piece, face });
      if (/\s$/.test(piece)) {
        words.push(word);
        word = [];
      }
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

/** Draws one laid line at (x, y). */
export function drawLine(sheet: Sheet, line: Line, x: number, y: number, style: TextStyle): void {
  let at = x;
  for (const run of line) {
    sheet.put(run.text, at, y, run.face, style.size, style.colour ?? INK);
    at += sheet.widthOf(run.text, run.face, style.size);
  }
}

/** Draws lines downwards, leaving the page between lines but never after the first or before the last. */
export function drawFlow(sheet: Sheet, lines: readonly Line[], x: number, style: TextStyle): void {
  lines.forEach((line, index) => {
    const orphan = index === 0 && lines.length > 1;
    const widow = index === lines.length - 2 && lines.length > 2;
    sheet.need(orphan || widow ? style.leading * 2 : style.leading);
    drawLine(sheet, line, x, sheet.y, style);
    sheet.y += style.leading;
    sheet.fresh = false;
  });
}

/** Draws lines at a fixed place without leaving the page. */
export function drawBlock(sheet: Sheet, lines: readonly Line[], x: number, y: number, style: TextStyle): void {
  lines.forEach((line, index) => drawLine(sheet, line, x, y + index * style.leading, style));
}
