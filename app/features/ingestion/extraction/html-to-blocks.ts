import { Parser } from 'htmlparser2';
import type { FlowBlock } from './flow-to-pages.ts';

/** Characters that the parser is given at once. */
const PIECE = 4_096;
/** Its open elements cost time by their number: a text that opens more, and closes none, goes on in a new parser. */
const MAX_OPEN = 1_000;
/** Elements whose text nobody reads. */
const UNREAD = new Set(['script', 'style', 'template']);

/**
 * Blocks of HTML: headings, paragraphs, lists (numbered as read), tables (rows of the outermost), page breaks as `hr`.
 * Pure.
 */
export function htmlToBlocks(html: string): FlowBlock[] {
  const reader = new BlockReader();
  let parser = new Parser(reader);
  for (let at = 0; at < html.length;) {
    const piece = html.slice(at, at + PIECE);
    // A new parser does not know that a tag had begun.
    const length = piece.lastIndexOf('<') > 0 ? piece.lastIndexOf('<') : PIECE;
    parser.write(piece.slice(0, length));
    at += length;
    if (reader.open <= MAX_OPEN) continue;
    reader.open = 0;
    parser = new Parser(reader);
  }
  parser.end();
  reader.close('prose');
  return reader.blocks;
}

/** Takes the parser's events. */
class BlockReader {
  readonly blocks: FlowBlock[] = [];
  open = 0;
  #text = '';
  #unread = 0;
  #lists: { ordered: boolean; count: number }[] = [];
  #marker = '';
  #tables = 0;
  #row: string[] = [];
  #cell = '';
  #brokePage = false;

  ontext(text: string): void {
    if (this.#unread === 0) this.#text += text;
  }

  onopentagname(name: string): void {
    this.open += 1;
    if (UNREAD.has(name)) this.#unread += 1;
    else if (name === 'br') this.#text += ' ';
    else if (name === 'hr') this.#breakPage();
    else if (isParagraph(name) && this.#text.trim()) this.close('prose');
    else if (name === 'ol' || name === 'ul') {
      this.close('prose');
      this.#lists.push({ ordered: name === 'ol', count: 0 });
    } else if (name === 'li') this.#beginItem();
    else if (name === 'table') {
      this.close('prose');
      this.#tables += 1;
    } else if (this.#tables === 1 && name === 'tr') this.#row = [];
    else if (this.#tables === 1 && isCell(name)) {
      this.close('prose');
      this.#cell = '';
    }
  }

  onclosetag(name: string): void {
    this.open -= 1;
    if (UNREAD.has(name)) this.#unread = Math.max(0, this.#unread - 1);
    else if (isParagraph(name)) this.close(name === 'p' ? 'prose' : 'heading', Number(name.slice(1)));
    else if (name === 'ol' || name === 'ul') {
      this.close('prose');
      this.#lists.pop();
    } else if (name === 'li') {
      this.close('prose');
      this.#marker = '';
    } else if (name === 'table') {
      this.close('prose');
      this.#tables = Math.max(0, this.#tables - 1);
    } else if (this.#tables === 1 && name === 'tr') this.#endRow();
    else if (isCell(name)) this.#endCell();
  }

  /** Ends the block that is being read; in a table its text goes to the cell. */
  close(kind: 'heading' | 'prose', level = 0): void {
    const clean = this.#text.replace(/[ \t\r\n]+/g, ' ').trim();
    this.#text = '';
    if (this.#tables > 0) {
      if (clean) this.#cell += (this.#cell ? ' ' : '') + clean;
      return;
    }
    if (clean) {
      if (this.#marker) this.blocks.push({ kind: 'item', text: `${this.#marker} ${clean}` });
      else this.blocks.push(kind === 'heading' ? { kind, text: clean, level } : { kind, text: clean });
      this.#marker = '';
    }
    if (this.#brokePage) this.blocks.push({ kind: 'page-break' });
    this.#brokePage = false;
  }

  /** Inside a paragraph what stands before the break belongs to the page before it. */
  #breakPage(): void {
    if (this.#tables > 0) return;
    this.#brokePage = true;
    this.close('prose');
  }

  #beginItem(): void {
    this.close('prose');
    const list = this.#lists.at(-1);
    if (!list) return;
    list.count += 1;
    this.#marker = list.ordered ? `${list.count}.` : '•';
  }

  #endCell(): void {
    if (this.#tables !== 1) {
      this.#text += ' ';
      return;
    }
    this.close('prose');
    this.#row.push(this.#cell);
    this.#cell = '';
  }

  #endRow(): void {
    const [first = ''] = this.#row;
    if (this.#row.length > 1 && this.#row.some(Boolean)) this.blocks.push({ kind: 'row', text: this.#row.join(' | ') });
    else if (first) this.blocks.push({ kind: 'prose', text: first });
    this.#row = [];
  }
}

const isParagraph = (name: string) => /^(?:p|h[1-6])$/.test(name);
const isCell = (name: string) => name === 'td' || name === 'th';
