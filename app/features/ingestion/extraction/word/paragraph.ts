import type { Finding } from '../extracted-document.ts';
import { kindOfLine } from '../markup/flow-to-pages.ts';
import { bracketNotes, type PlacedNote } from '../markup/bracket-notes.ts';
import type { StoryBlock } from './story-block.ts';
import { paragraphLook, type Look, type ParagraphStyle } from './styles.ts';
import type { XmlNode } from './xml-node.ts';

/** Stands in a header for the number of the page. */
export const PAGE_NUMBER = '\u0000';
/** Cells that tabs part are no longer than this each; longer ones are sentences with a gap in them. */
const MAX_TABBED = 80;

/** The text of a paragraph as it is read. A tab is `\t`, a line break `\n`. */
export class Paragraph {
  readonly properties: XmlNode | undefined;
  /** What its own properties say. */
  readonly look: Omit<ParagraphStyle, 'name'>;
  readonly style: ParagraphStyle;
  readonly styleId: string | undefined;
  length = 0;
  /** Its last character. */
  last = '';
  /** Text boxes and findings that hang on it, told behind it. */
  readonly hanging: StoryBlock[] = [];
  /** What nobody sees of it. */
  unseen: Finding | undefined;
  /** Its number was given out: what follows is the rest of it, on another page. */
  numbered = false;
  /** How runs without properties look in it. */
  plain: { look: Look; seen: boolean } | undefined;
  /** A page was ended in it, so that its own end begins no line on the next. */
  broken = false;
  readonly #parts: string[] = [];
  readonly #notes: PlacedNote[] = [];
  #struck = false;

  constructor(style: ParagraphStyle, styleId: string | undefined, properties?: XmlNode) {
    this.style = style;
    this.styleId = styleId;
    this.properties = properties;
    this.look = paragraphLook(properties);
  }

  add(text: string): void {
    if (text === '') return;
    this.#parts.push(text);
    this.length += text.length;
    this.last = text.at(-1) ?? '';
  }

  /** Puts `~~` where text that is struck through begins and ends: it says the contrary of what it reads as. */
  strike(struck: boolean): void {
    if (struck === this.#struck) return;
    this.#struck = struck;
    const gap = !struck && this.last === ' ' ? ' ' : '';
    if (gap) this.#parts.push((this.#parts.pop() ?? '').trimEnd());
    this.add(`~~${gap}`);
  }

  addNote(text: string): void {
    this.#notes.push({ at: this.length, text });
  }

  /** The text since a length, for the words of a link. */
  since(length: number): string {
    const out: string[] = [];
    let missing = this.length - length;
    for (let at = this.#parts.length - 1; at >= 0 && missing > 0; at -= 1) {
      const part = this.#parts[at] ?? '';
      out.unshift(part.length > missing ? part.slice(-missing) : part);
      missing -= part.length;
    }
    return out.join('');
  }

  /** Takes its text out, with its notes beside their sentences: the rest of the paragraph begins empty. */
  take(): string {
    this.strike(false);
    const text = bracketNotes(this.#parts.join(''), this.#notes.splice(0));
    this.#parts.length = 0;
    this.length = 0;
    this.last = '';
    return text;
  }
}

const oneLine = (text: string): string => text.replace(/[\t\n\r ]+/g, ' ').trim();

/** The block of a paragraph that has a level of heading, or a number or bullet before it. */
export function markedBlock(text: string, level: number, label: string): StoryBlock | null {
  const clean = oneLine(text);
  if (clean === '') return null;
  const shown = label === '' ? clean : `${label} ${clean}`;
  return level > 0 ? { kind: 'heading', text: shown, level } : { kind: 'item', text: shown };
}

/** The blocks of running text: a line each, where a sentence does not run on over a break; lines of tabs as cells. */
export function textBlocks(text: string): StoryBlock[] {
  const blocks: StoryBlock[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const cells = line.split(/\t+/).map(oneLine);
    const typed = oneLine(line);
    const last = blocks.at(-1);
    if (cells.length > 1 && kindOfLine(typed) !== 'item' && cells.every((cell) => cell.length <= MAX_TABBED))
      blocks.push({ kind: 'tabbed', cells });
    else if (kindOfLine(typed) === 'item') blocks.push({ kind: 'item', text: typed });
    else if (last?.kind === 'prose')
      last.text += (/^\p{Ll}/u.test(typed) && !/[.!?:;]["'”’)\]]?$/.test(last.text.slice(-3)) ? ' ' : '\n') + typed;
    else blocks.push({ kind: 'prose', text: typed });
  }
  return blocks;
}

/** A line of a header without the number of the page, and without what is said of that number alone ("Page 3 of 9"). */
export function withoutPageNumber(text: string): string {
  if (!text.includes(PAGE_NUMBER)) return text;
  return text
    .split(/[\t\n]/)
    .map((part) => {
      if (!part.includes(PAGE_NUMBER)) return part;
      const rest = part.replaceAll(PAGE_NUMBER, ' ').trim();
      return /\d/.test(rest) || rest.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length > 3 ? rest : '';
    })
    .filter((part) => part.trim() !== '')
    .join('\n');
}
