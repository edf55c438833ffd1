import { bracketNotes, type PlacedNote } from './bracket-notes.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const DEFINITION = /^ {0,3}\[\^([^[\]^\s]{1,100})\]:/;
const MARK = /\[\^([^[\]^\s]{1,100})\]/g;

/**
 * Takes the definitions of notes (`[^1]: …`) out of a Markdown text, with the lines that go on with them; not in code.
 * Pure.
 */
export function takeNotes(text: string): { text: string; notes: Map<string, string> } {
  const notes = new Map<string, string>();
  if (!text.includes('[^')) return { text, notes };
  const kept: string[] = [];
  let fence: string | undefined;
  let open: string[] | undefined;
  let name = '';
  const close = () => {
    if (open) notes.set(name, open.join('\n'));
    open = undefined;
  };
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || (mark[0] === fence[0] && mark.length >= fence.length))) {
      fence = fence === undefined ? mark : undefined;
      close();
    }
    const found = fence === undefined ? DEFINITION.exec(line) : null;
    if (found) {
      close();
      [, name = ''] = found;
      open = notes.has(name) ? undefined : [line.slice(found[0].length).trim()];
      if (open) continue;
    }
    // A note goes on until an empty line, and behind one where it is indented.
    if (open && line.trim() === '') open.push('');
    else if (open && (open.at(-1) !== '' || /^(?: {2,}|\t)/.test(line))) open.push(line.trim());
    else {
      close();
      kept.push(line);
      continue;
    }
    if (line.trim() === '') kept.push('');
  }
  close();
  return { text: kept.join('\n'), notes };
}

/** A text with its notes in place of their marks; `textOf` gives the words of one, undefined where there is none. */
export function withNotes(text: string, textOf: (name: string) => string | undefined): string {
  if (!text.includes('[^')) return text;
  const placed: PlacedNote[] = [];
  let length = 0;
  let from = 0;
  const parts: string[] = [];
  for (const match of text.matchAll(MARK)) {
    const note = textOf(match[1] ?? '');
    if (note === undefined) continue;
    parts.push(text.slice(from, match.index));
    length += match.index - from;
    from = match.index + match[0].length;
    placed.push({ at: length, text: note });
  }
  parts.push(text.slice(from));
  return bracketNotes(parts.join(''), placed);
}
