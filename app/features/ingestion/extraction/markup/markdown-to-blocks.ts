import { Lexer, type Token, type Tokens } from 'marked';
import { rowOf } from '#app/features/documents/pages/table-row.ts';
import type { FlowBlock } from './flow-to-pages.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { escapeOtherTags, isHtmlTag } from './html-names.ts';
import { htmlToBlocks } from './html-to-blocks.ts';
import { BREAK, inlineText, picturesIn } from './markdown-inline.ts';
import { takeNotes, withNotes } from './markdown-notes.ts';
import { isHighSurrogate, joinWrappedLines } from '../language/normalise-text.ts';
import { plainTextToBlocks } from './plain-text-to-blocks.ts';

/**
 * The lexer calls itself for each level of quotes and lists. On one line eight marks are read, and of its indent
 * 40 columns.
 */
const TOO_DEEP =
  /^((?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){8})(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+/gm;
const TOO_FAR = /^[ \t]{40,}/gm;
/** Characters that are searched for emphasis and links at once: it takes time by the square of the signs among them. */
const MAX_INLINE = 2_000;
/** Each text is compared with all of a page's link definitions; of a page with more none is used. */
const MAX_LINKS = 100;
/** Text of notes that is told in the places of their marks; a mark may be repeated without end. */
const MAX_NOTED = 1_000_000;

/**
 * Blocks of a Markdown text as GitHub shows it, with where links lead and notes in their sentences; and its title
 * (front matter, else the first heading). What front matter says is text too. Pure.
 */
export function markdownToBlocks(source: string): { blocks: FlowBlock[]; title?: string } {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = readFrontMatter(text);
  // A title alone says nothing that the document's own title does not.
  const tells = front?.entries.some(([key]) => key.toLowerCase() !== 'title');
  const blocks: FlowBlock[] = front && tells ? [frontBlock(front)] : [];
  const { kept, comments } = withoutComments(text.slice(front?.length ?? 0));
  for (const comment of comments) blocks.push(invisible(comment));
  for (const [index, page] of kept.split('\f').entries()) {
    if (index > 0) blocks.push({ kind: 'page-break' });
    if (page.trim()) new PageReader(page, blocks).read();
  }
  const heading = blocks.find((block) => block.kind === 'heading');
  const title = front?.entries.find(([key]) => key.toLowerCase() === 'title')?.[1] || heading?.text;
  return { blocks, ...(title ? { title } : {}) };
}

const frontBlock = ({ entries }: FrontMatter): FlowBlock => ({
  kind: 'prose',
  text: entries.map(([key, value]) => `${key.replaceAll('_', ' ')}: ${value}`).join('\n'),
});

const invisible = (text: string): FlowBlock => ({
  kind: 'finding',
  finding: { kind: 'invisible', text: text.slice(0, 600).trim() },
});

/** Comments beyond these are left out without a word of each. */
const MAX_COMMENTS = 200;

/** A text without its comments; one that never ends is kept, as text. */
function withoutComments(text: string): { kept: string; comments: string[] } {
  const out: string[] = [];
  const comments: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) break;
    out.push(text.slice(at, start));
    if (comments.length < MAX_COMMENTS) comments.push(text.slice(start + 4, end));
    at = end + 3;
  }
  return { kept: out.join('') + text.slice(at).replaceAll('<!--', '\\<!--'), comments };
}

/** Reads one page (what stands between form feeds) and adds its blocks. */
class PageReader {
  readonly #lexer = new Lexer({ gfm: true });
  readonly #source: string;
  readonly #blocks: FlowBlock[];
  /** As they are written, and as they read once they were asked for. */
  readonly #notes: Map<string, string>;
  readonly #told = new Map<string, string>();
  #noted = 0;

  constructor(source: string, blocks: FlowBlock[]) {
    const { text, notes } = takeNotes(source);
    this.#notes = notes;
    this.#source = text.replace(TOO_DEEP, '$1').replace(TOO_FAR, ' '.repeat(40));
    this.#blocks = blocks;
  }

  read(): void {
    const tokens = this.#lexer.blockTokens(this.#source);
    if (Object.keys(this.#lexer.tokens.links).length > MAX_LINKS) this.#lexer.tokens.links = {};
    for (const token of tokens) this.#add(token);
    // A note that nothing refers to is text all the same.
    for (const [name, note] of this.#notes)
      if (!this.#told.has(name)) this.#push({ kind: 'prose', text: this.#lines(note) });
  }

  #add(token: Token): void {
    switch (token.type) {
      case 'heading':
        return this.#push({
          kind: 'heading',
          text: this.#inline(token.text),
          level: (token as Tokens.Heading).depth,
        });
      case 'paragraph':
      case 'text':
        return this.#addParagraph(token.text);
      case 'list':
        return (token as Tokens.List).items.forEach((item, index) => this.#addItem(item, token as Tokens.List, index));
      case 'table':
        return this.#addRows(
          [token.header, ...token.rows].map((row: Tokens.TableCell[]) => row.map(({ text }) => text)),
        );
      case 'blockquote':
        return token.tokens?.forEach((inner) => this.#add(inner));
      case 'code':
        return this.#addCode(token as Tokens.Code);
      case 'html':
        return this.#addHtml(token.text);
    }
  }

  #push(block: Extract<FlowBlock, { text: string }>): void {
    if (block.text) this.#blocks.push(block);
  }

  /** Lines between bars are rows, even without the rule that makes them a table. */
  #addParagraph(text: string): void {
    const lines = text.split('\n').map((line) => line.trim());
    if (lines.every((line) => line.length > 1 && line.startsWith('|') && line.endsWith('|')))
      this.#addRows(lines.map((line) => line.slice(1, -1).split(/(?<!\\)\|/)));
    else this.#push({ kind: 'prose', text: this.#lines(text.replace(ALERT, (_, kind: string) => alertName(kind))) });
  }

  #addRows(rows: string[][]): void {
    const lines = rows.map((cells) => rowOf(cells.map((cell) => this.#inline(cell))));
    for (const [at, text] of lines.entries())
      this.#push({ kind: 'row', text, ...(at === 0 ? { begins: true } : lines[0] ? { header: lines[0] } : {}) });
  }

  #addItem(item: Tokens.ListItem, list: Tokens.List, index: number): void {
    const [first, ...rest] = item.tokens.filter((token) => token.type !== 'space' && token.type !== 'checkbox');
    if (!first) return;
    if (first.type === 'text' || first.type === 'paragraph') {
      const text = this.#inline(first.text);
      const box = item.task ? (item.checked ? '☑ ' : '☐ ') : '';
      const marker = list.ordered ? `${Number(list.start) + index}.` : '•';
      if (text) this.#push({ kind: 'item', text: `${marker} ${box}${text}` });
    } else this.#add(first);
    for (const token of rest) this.#add(token);
  }

  /** What is only indented was hardly meant as code. */
  #addCode({ codeBlockStyle, text }: Tokens.Code): void {
    if (codeBlockStyle === 'indented') for (const block of plainTextToBlocks(text)) this.#blocks.push(block);
    else for (const line of text.split('\n')) this.#push({ kind: 'prose', text: line.trim() });
  }

  /** A block that begins with words in angle brackets is a paragraph. */
  #addHtml(text: string): void {
    if (!isHtmlTag(text.trimStart().slice(0, 60))) this.#addParagraph(escapeOtherTags(text));
    else for (const block of htmlToBlocks(text)) this.#blocks.push(block);
  }

  #inline = (text: string): string => this.#lines(text).replaceAll('\n', ' ');

  /** A text without marks, a line where it breaks one; pictures leave their description. */
  #lines(text: string): string {
    const parts = [...piecesOf(withPaths(text))].map((piece) => {
      const tokens = this.#lexer.inlineTokens(piece, []);
      for (const description of picturesIn(tokens)) this.#findPicture(description);
      return inlineText(tokens);
    });
    const plain = withNotes(parts.join(''), (name) => this.#noteOf(name));
    return plain
      .split(BREAK)
      .map((line) => joinWrappedLines(line.split('\n')).trim())
      .filter(Boolean)
      .join('\n');
  }

  #findPicture(description: string): void {
    this.#blocks.push({ kind: 'finding', finding: { kind: 'picture', ...(description ? { text: description } : {}) } });
  }

  #noteOf(name: string): string | undefined {
    const note = this.#notes.get(name);
    if (note === undefined || this.#noted > MAX_NOTED) return undefined;
    let told = this.#told.get(name);
    if (told === undefined) {
      // A note within itself is told as its mark.
      this.#told.set(name, '');
      told = this.#inline(note);
      this.#told.set(name, told);
    }
    this.#noted += told.length;
    return told;
  }
}

/** `[!WARNING]` at the head of a quote is the name of a box. */
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;
const alertName = (kind: string) => `${kind.charAt(0)}${kind.slice(1).toLowerCase()}: `;

/** Where backslashes part the folders of a path (`C:\logs\[old]`), those before signs are no escapes either. */
function withPaths(text: string): string {
  if (!text.includes('\\') || text.includes('`')) return text;
  return text.replace(/\S+/g, (word) =>
    /\\[A-Za-z0-9]/.test(word) ? word.replace(/\\(?=[^A-Za-z0-9\s])/g, '\\\\') : word,
  );
}

/** A text in pieces of bounded length, cut at spaces where there are any. */
function* piecesOf(text: string): Generator<string> {
  let at = 0;
  while (text.length - at > MAX_INLINE) {
    const piece = text.slice(at, at + MAX_INLINE);
    const space = Math.max(piece.lastIndexOf(' '), piece.lastIndexOf('\n'));
    const length = space > 0 ? space : MAX_INLINE - (isHighSurrogate(piece, MAX_INLINE - 1) ? 1 : 0);
    yield piece.slice(0, length);
    at += length;
  }
  yield text.slice(at);
}
