import { decodeHTML } from 'entities';
import { Lexer, type Token, type Tokens } from 'marked';
import type { FlowBlock } from './flow-to-pages.ts';
import { htmlToBlocks } from './html-to-blocks.ts';
import { isHighSurrogate, joinWrappedLines } from './normalise-text.ts';
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

/** Blocks of a Markdown text (GitHub's dialect), and its title (front matter, else the first heading). Pure. */
export function markdownToBlocks(source: string): { blocks: FlowBlock[]; title?: string } {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  const blocks: FlowBlock[] = [];
  for (const [index, page] of withoutComments(text.slice(front?.[0].length ?? 0))
    .split('\f')
    .entries()) {
    if (index > 0) blocks.push({ kind: 'page-break' });
    if (page.trim()) new PageReader(page, blocks).read();
  }
  const heading = blocks.find((block) => block.kind === 'heading');
  const title = titleOf(front?.[1] ?? '') ?? heading?.text;
  return { blocks, ...(title ? { title } : {}) };
}

/** A text without its comments; one that never ends is kept, as text. */
function withoutComments(text: string): string {
  const out: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) break;
    out.push(text.slice(at, start));
    at = end + 3;
  }
  return out.join('') + text.slice(at).replaceAll('<!--', '\\<!--');
}

/** `title: "…"` among the lines of the front matter. */
function titleOf(front: string): string | undefined {
  const line = front.split('\n').find((candidate) => candidate.startsWith('title:'));
  const value = line?.slice('title:'.length).trim() ?? '';
  return value.replace(/^["']/, '').replace(/["']$/, '') || undefined;
}

/** Reads one page (what stands between form feeds) and adds its blocks. */
class PageReader {
  readonly #lexer = new Lexer({ gfm: true });
  readonly #source: string;
  readonly #blocks: FlowBlock[];

  constructor(source: string, blocks: FlowBlock[]) {
    this.#source = source.replace(TOO_DEEP, '$1').replace(TOO_FAR, ' '.repeat(40));
    this.#blocks = blocks;
  }

  read(): void {
    const tokens = this.#lexer.blockTokens(this.#source);
    if (Object.keys(this.#lexer.tokens.links).length > MAX_LINKS) this.#lexer.tokens.links = {};
    for (const token of tokens) this.#add(token);
  }

  #add(token: Token): void {
    switch (token.type) {
      case 'heading':
        return this.#push({ kind: 'heading', text: this.#inline(token.text), level: (token as Tokens.Heading).depth });
      case 'paragraph':
      case 'text':
        return this.#addParagraph(token.text);
      case 'list':
        return (token as Tokens.List).items.forEach((item, index) => this.#addItem(item, token as Tokens.List, index));
      case 'table':
        return [token.header, ...token.rows].forEach((row: Tokens.TableCell[]) =>
          this.#addRow(row.map((cell) => cell.text)),
        );
      case 'blockquote':
        return token.tokens?.forEach((inner) => this.#add(inner));
      case 'code':
        return this.#addCode(token as Tokens.Code);
      case 'html':
        for (const block of htmlToBlocks(token.text)) this.#blocks.push(block);
    }
  }

  #push(block: Extract<FlowBlock, { text: string }>): void {
    if (block.text) this.#blocks.push(block);
  }

  /** Lines between bars are rows, even without the rule that makes them a table. */
  #addParagraph(text: string): void {
    const lines = text.split('\n').map((line) => line.trim());
    if (lines.every((line) => line.length > 1 && line.startsWith('|') && line.endsWith('|'))) {
      for (const line of lines) this.#addRow(line.slice(1, -1).split(/(?<!\\)\|/));
    } else this.#push({ kind: 'prose', text: this.#inline(text) });
  }

  #addRow(cells: string[]): void {
    this.#push({ kind: 'row', text: cells.map((cell) => this.#inline(cell)).join(' | ') });
  }

  #addItem(item: Tokens.ListItem, list: Tokens.List, index: number): void {
    const [first, ...rest] = item.tokens.filter((token) => token.type !== 'space');
    if (!first) return;
    if (first.type === 'text' || first.type === 'paragraph') {
      const text = this.#inline(first.text);
      if (text) this.#push({ kind: 'item', text: `${list.ordered ? `${Number(list.start) + index}.` : '•'} ${text}` });
    } else this.#add(first);
    for (const token of rest) this.#add(token);
  }

  /** What is only indented was hardly meant as code. */
  #addCode({ codeBlockStyle, text }: Tokens.Code): void {
    if (codeBlockStyle === 'indented') for (const block of plainTextToBlocks(text)) this.#blocks.push(block);
    else for (const line of text.split('\n')) this.#push({ kind: 'prose', text: line.trim() });
  }

  /** A text of several lines as one, without marks; pictures leave their description. */
  #inline(text: string): string {
    const parts = [...piecesOf(text)].map((piece) => textOf(this.#lexer.inlineTokens(piece, [])));
    return joinWrappedLines(parts.join('').split('\n')).trim();
  }
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

function textOf(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return '\n';
      if (token.type === 'html') return ' ';
      if (token.type === 'codespan' || token.type === 'escape') return String(token.text);
      if ('tokens' in token && token.tokens) return textOf(token.tokens);
      return decodeHTML('text' in token ? String(token.text) : token.raw);
    })
    .join('');
}
