import { kindOfLine, type FlowBlock } from './flow-to-pages.ts';
import { joinWrappedLines } from './normalise-text.ts';

/** A line at least this long was probably broken by an editor, not by its author. */
const WRAPPED = 50;

/** Blocks of a plain text: form feeds break pages, hard-wrapped paragraphs are joined. Pure. */
export function plainTextToBlocks(text: string): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  let lines: string[] = [];
  let kind: 'prose' | 'item' | 'row' = 'prose';
  const close = () => {
    const joined = joinWrappedLines(lines);
    if (joined) blocks.push({ kind, text: joined });
    lines = [];
  };
  for (const [i, part] of text.split('\f').entries()) {
    if (i > 0) {
      close();
      blocks.push({ kind: 'page-break' });
    }
    for (const raw of part.split(/\r\n?|\n/)) {
      // Columns made with tabs or runs of spaces are cells.
      const line = /\S(?:\t+| {3,})\S/.test(raw.trim())
        ? raw
            .trim()
            .split(/\t+| {3,}/)
            .map((c) => c.trim())
            .join(' | ')
        : raw.trim();
      const own = kindOfLine(line);
      const continues = lines.length > 0 && own === 'prose' && kind !== 'row' && (lines.at(-1)?.length ?? 0) >= WRAPPED;
      if (!line) close();
      else if (continues) lines.push(line);
      else {
        close();
        kind = own;
        lines = [line];
      }
    }
  }
  close();
  return blocks;
}
