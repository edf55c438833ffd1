import { Parser } from 'htmlparser2';
import { rowOf } from '#app/features/documents/pages/table-row.ts';
import type { FlowBlock } from './flow-to-pages.ts';
import { escapeOtherTags, isBlockElement } from './html-names.ts';
import { addressAfter } from './link-address.ts';
import { raise } from '../language/raised-figures.ts';

/** Characters that the parser is given at once. */
const PIECE = 4_096;
/** Its open elements cost time by their number: a text that opens more, and closes none, goes on in a new parser. */
const MAX_OPEN = 1_000;
/** Elements whose text nobody reads. */
const UNREAD = new Set(['script', 'style', 'template', 'title']);

/**
 * Blocks of HTML: headings, paragraphs, lists (numbered from where they start), tables (rows of the outermost), links
 * with their address. What is hidden, and words in angle brackets that are no element, are left as a browser shows
 * them and as they were meant. Pure.
 */
export function htmlToBlocks(source: string): FlowBlock[] {
  const html = escapeOtherTags(source);
  const reader = new BlockReader();
  let parser = new Parser(reader);
  for (let at = 0; at < html.length;) {
    const piece = html.slice(at, at + PIECE);
    // A new parser does not know that a tag had begun.
    const length = piece.lastIndexOf('<') > 0 ? piece.lastIndexOf('<') : PIECE;
    parser.write(piece.slice(0, length));
    at += length;
    if (reader.open <= MAX_OPEN) continue;
    reader.startAnew();
    parser = new Parser(reader);
  }
  parser.end();
  reader.close('prose');
  return reader.blocks;
}

/** Elements whose text is struck through. */
const STRUCK = new Set(['s', 'del', 'strike']);
/** A text whose end is struck through, from its last mark on; none where nothing is. */
const withStrike = (text: string) => (text.endsWith('~~') ? text.slice(0, -2) : `${text.trimEnd()}~~`);

const MAX_TOLD = 300;
/** Columns of a table that are read, and characters of a value that is told in each that it covers. */
const MAX_COLUMNS = 500;
const MAX_REPEATED = 300;

type Cell = { text: string; columns: number; rows: number };

/** Takes the parser's events. */
class BlockReader {
  readonly blocks: FlowBlock[] = [];
  open = 0;
  #text = '';
  /** Open elements since one that nobody reads, itself included. */
  #unread = 0;
  /** They are text that is hidden, not a script or style; its beginning is told. */
  #hides = false;
  #hidden = '';
  #raised = 0;
  #struck = 0;
  #lists: { ordered: boolean; next: number }[] = [];
  #marker = '';
  #tables = 0;
  /** No row of the table was read yet. */
  #begins = false;
  #row: Cell[] = [];
  #cell = '';
  /** Over how many columns and rows the open cell goes. */
  #spans = { columns: 1, rows: 1 };
  /** Cells that go on downwards, by the column in which they begin. */
  #downwards = new Map<number, Cell>();
  #link: { href: string; from: number } | undefined;

  /** Elements that nobody closed are forgotten. */
  startAnew(): void {
    this.open = 0;
    this.#unread = 0;
    this.#raised = 0;
    this.#struck = 0;
  }

  ontext(text: string): void {
    if (this.#unread > 0) {
      if (this.#hides && this.#hidden.length < MAX_TOLD) this.#hidden += text;
      return;
    }
    this.#text += (this.#raised > 0 ? raise(text) : null) ?? text;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.open += 1;
    if (this.#unread > 0 || UNREAD.has(name) || isHidden(attributes)) {
      if (this.#unread === 0) this.#hides = !UNREAD.has(name);
      this.#unread += 1;
      return;
    }
    if (name === 'br') this.#text += ' ';
    else if (STRUCK.has(name)) {
      if (this.#struck === 0) this.#text += '~~';
      this.#struck += 1;
    } else if (name === 'sup') this.#raised += 1;
    else if (name === 'a') {
      this.#endLink();
      this.#link = { href: attributes['href'] ?? '', from: this.#text.length };
    } else if (name === 'input' && attributes['type'] === 'checkbox')
      this.#text += 'checked' in attributes ? ' ☑ ' : ' ☐ ';
    else if (name === 'ol' || name === 'ul') {
      this.close('prose');
      this.#lists.push({ ordered: name === 'ol', next: startOf(attributes['start']) });
    } else if (name === 'li') this.#beginItem(attributes['value']);
    else if (name === 'table') {
      this.close('prose');
      this.#begins ||= this.#tables === 0;
      if (this.#tables === 0) this.#downwards.clear();
      this.#tables += 1;
    } else if (this.#tables === 1 && name === 'tr') this.#row = [];
    else if (this.#tables === 1 && isCell(name)) {
      this.close('prose');
      this.#cell = '';
      this.#spans = { columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']) };
    } else if (isBlockElement(name)) this.close('prose');
  }

  onclosetag(name: string): void {
    this.open -= 1;
    if (this.#unread > 0) {
      this.#unread -= 1;
      if (this.#unread === 0) this.#tellHidden();
    } else if (STRUCK.has(name)) {
      if (this.#struck === 1) this.#text = withStrike(this.#text);
      this.#struck = Math.max(0, this.#struck - 1);
    } else if (name === 'sup') this.#raised = Math.max(0, this.#raised - 1);
    else if (name === 'a') this.#endLink();
    else if (/^h[1-6]$/.test(name)) this.close('heading', Number(name.slice(1)));
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
    else if (isBlockElement(name)) this.close('prose');
  }

  /** Ends the block that is being read; in a table its text goes to the cell. */
  close(kind: 'heading' | 'prose', level = 0): void {
    const whole = this.#struck > 0 ? withStrike(this.#text) : this.#text;
    const clean = whole.replace(/[ \t\r\n]+/g, ' ').trim();
    this.#text = this.#struck > 0 ? '~~' : '';
    if (this.#link) this.#link.from = 0;
    if (clean === '') return;
    if (this.#tables > 0) this.#cell += (this.#cell ? ' ' : '') + clean;
    else {
      if (this.#marker) this.blocks.push({ kind: 'item', text: `${this.#marker} ${clean}` });
      else this.blocks.push(kind === 'heading' ? { kind, text: clean, level } : { kind, text: clean });
      this.#marker = '';
    }
  }

  #tellHidden(): void {
    const text = this.#hidden.trim();
    this.#hidden = '';
    if (text) this.blocks.push({ kind: 'finding', finding: { kind: 'invisible', text } });
  }

  #endLink(): void {
    const link = this.#link;
    this.#link = undefined;
    if (!link || link.from >= this.#text.length) return;
    this.#text += addressAfter(this.#text.slice(link.from), link.href);
  }

  #beginItem(value: string | undefined): void {
    this.close('prose');
    const list = this.#lists.at(-1);
    if (!list) return;
    if (value !== undefined) list.next = startOf(value);
    this.#marker = list.ordered ? `${list.next}.` : '•';
    list.next += 1;
  }

  #endCell(): void {
    if (this.#tables !== 1) {
      this.#text += ' ';
      return;
    }
    this.close('prose');
    this.#row.push({ text: this.#cell, ...this.#spans });
    this.#cell = '';
    this.#spans = { columns: 1, rows: 1 };
  }

  #endRow(): void {
    const [first] = this.#row;
    const cells = this.#cellsOver();
    if (cells.length > 1 && cells.some(Boolean) && (this.#row.length > 1 || (first?.columns ?? 1) < cells.length)) {
      const text = rowOf(cells);
      this.blocks.push({ kind: 'row', text, ...(this.#begins ? { begins: true } : {}) });
      this.#begins = false;
    } else if (first?.text) this.blocks.push({ kind: 'prose', text: first.text });
    this.#row = [];
  }

  /** The texts of a row's columns: a cell over several is told in each, and in each row that it covers. */
  #cellsOver(): string[] {
    const cells: string[] = [];
    const add = ({ text, columns, rows }: Cell) => {
      if (rows > 1) this.#downwards.set(cells.length, { text, columns, rows: rows - 1 });
      else this.#downwards.delete(cells.length);
      for (let at = 0; at < columns && cells.length < MAX_COLUMNS; at += 1)
        cells.push(at === 0 || text.length <= MAX_REPEATED ? text : '');
    };
    const addFromAbove = () => {
      for (let above = this.#downwards.get(cells.length); above; above = this.#downwards.get(cells.length)) {
        const column = cells.length;
        add(above);
        if (cells.length === column) break;
      }
    };
    for (const cell of this.#row) {
      addFromAbove();
      add(cell);
    }
    addFromAbove();
    return cells;
  }
}

const isCell = (name: string) => name === 'td' || name === 'th';
const spanOf = (value: string | undefined) => (/^\d{1,3}$/.test(value ?? '') ? Math.max(1, Number(value)) : 1);
const startOf = (value: string | undefined) => (/^\d{1,6}$/.test(value ?? '') ? Number(value) : 1);
const isHidden = (attributes: Record<string, string>) =>
  'hidden' in attributes ||
  /(?:display:none|visibility:hidden)/i.test((attributes['style'] ?? '').slice(0, 2_000).replace(/\s/g, ''));
