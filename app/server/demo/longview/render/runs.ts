import type { Token, Tokens } from 'marked';
import type { Face } from '#app/platform/fonts.ts';

/** Text of one face; `raised` above the line, as the figure of a note. */
export type Run = { text: string; face: Face; raised?: boolean };
export type Line = Run[];

const EMBOLDENED: Partial<Record<Face, Face>> = { body: 'bold', italic: 'boldItalic', serif: 'serifBold' };
const SLANTED: Partial<Record<Face, Face>> = { body: 'italic', bold: 'boldItalic', serif: 'italic' };

/** Flattens inline Markdown into runs of one face each; `[^1]` becomes a raised figure. */
export function toRuns(tokens: readonly Token[], face: Face): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case 'strong':
        return toRuns((token as Tokens.Strong).tokens, EMBOLDENED[face] ?? face);
      case 'em':
        return toRuns((token as Tokens.Em).tokens, SLANTED[face] ?? face);
      case 'codespan':
        return [{ text: (token as Tokens.Codespan).text, face: EMBOLDENED[face] ?? face }];
      case 'link':
        return toRuns((token as Tokens.Link).tokens, face);
      case 'br':
        return [{ text: '\n', face }];
      case 'text':
      case 'escape': {
        const text = token as Tokens.Text;
        if (text.tokens) return toRuns(text.tokens, face);
        return text.text
          .replace(/\s+/g, ' ')
          .split(/(\[\^\d+\])/)
          .filter(Boolean)
          .map((part) =>
            part.startsWith('[^') ? { text: part.slice(2, -1), face, raised: true } : { text: part, face },
          );
      }
      default:
        throw new Error(`A document may not hold inline Markdown of the kind "${token.type}". Write it as plain text.`);
    }
  });
}

/** Breaks runs into lines no wider than `width`, in the unit of `widthOf`. */
export function breakRuns(runs: readonly Run[], width: number, widthOf: (run: Run) => number): Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let used = 0;
  const close = () => {
    const last = line.at(-1);
    if (last) last.text = last.text.trimEnd();
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of toWords(runs)) {
    if (word === 'break') {
      close();
      continue;
    }
    const wide = word.reduce((sum, run) => sum + widthOf({ ...run, text: run.text.trimEnd() }), 0);
    if (used > 0 && used + wide > width) close();
    for (const run of word) {
      const last = line.at(-1);
      if (last && last.face === run.face && !last.raised && !run.raised) last.text += run.text;
      else line.push({ ...run });
      used += widthOf(run);
    }
  }
  if (line.length > 0) close();
  return lines;
}

/** Groups runs into unbreakable words; each carries its trailing space. */
function toWords(runs: readonly Run[]): (Run[] | 'break')[] {
  const words: (Run[] | 'break')[] = [];
  let word: Run[] = [];
  const close = () => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (const run of runs) {
    if (run.text === '\n') {
      close();
      words.push('break');
      continue;
    }
    for (const piece of run.text.match(/\S+\s*|\s+/g) ?? []) {
      word.push({ ...run, text: piece });
      if (/\s$/.test(piece)) close();
    }
  }
  close();
  return words;
}
