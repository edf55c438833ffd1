import { lexer, type Token, type Tokens } from 'marked';
import { parseDocumentSource, type DocumentMeta } from '#app/server/demo/longview/document-meta.ts';
import { listDocumentSlugs, readDocumentSource } from '#app/server/demo/longview/documents.ts';
import { renderDocument } from '#app/server/demo/longview/render-document.ts';
import { PAGE, Sheet } from '#app/server/demo/longview/render/page.ts';
import type { Block, Truth, TruthPage } from './truth.ts';

/*
 * The pilot's pages as their sources have them: the Markdown tells what is a heading, a table or text; the renderer
 * tells on which page it put each letter. Nothing is taken from the PDF.
 */

/** So many words before and after a break must stand in one passage. */
const AROUND = 4;
/** The title block of the first page ends here. */
const COVER_ENDS = 164;

type Letter = { letter: string; page: number };

/** A sheet that notes on which page each letter of the content was put; headers and footers apart. */
class NotingSheet extends Sheet {
  readonly letters: Letter[] = [];
  readonly lines: { page: number; text: string; cover: boolean }[] = [];
  private footed = 0;

  override put(...[text, x, y, ...look]: Parameters<Sheet['put']>): void {
    const cover = this.pages === 1 && y < COVER_ENDS;
    const place = y > PAGE.height - PAGE.bottom ? (this.footed += 1) : this.pages;
    if (cover || y < PAGE.top || y > PAGE.height - PAGE.bottom)
      this.lines.push({ page: this.footOf(place, y), text, cover });
    else for (const letter of squeeze(text)) this.letters.push({ letter, page: this.pages });
    super.put(text, x, y, ...look);
  }

  /** Footers are drawn at the end, page by page, scans left out. */
  private footOf(place: number, y: number): number {
    if (y < PAGE.height - PAGE.bottom) return place;
    return Array.from({ length: this.pages }, (_, index) => index + 1).filter((page) => !this.scanned.has(page))[
      place - 1
    ]!;
  }
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');

type PilotDocument = { slug: string; pdf: Buffer; truth: Truth };

export async function* readPilot(): AsyncGenerator<PilotDocument> {
  for (const slug of await listDocumentSlugs()) {
    const source = await readDocumentSource(slug);
    const { meta, body } = parseDocumentSource(source);
    let sheet: NotingSheet | undefined;
    const { pdf } = await renderDocument(source, (of) => (sheet = new NotingSheet(of)));
    if (!sheet) throw new Error(`${slug}.md was rendered on a sheet that notes nothing.`);
    yield { slug, pdf, truth: truthOf(meta, body, sheet) };
  }
}

function truthOf(meta: DocumentMeta, body: string, sheet: NotingSheet): Truth {
  const pages = Array.from({ length: sheet.pages }, (_, index): TruthPage => {
    const running = sheet.lines.filter((line) => line.page === index + 1 && !line.cover).map(({ text }) => text);
    return sheet.scanned.has(index + 1) ? { blocks: [], scan: true } : { blocks: [], running };
  });
  pages[0]!.blocks.push(...coverOf(meta, sheet));
  const reel = new Reel(sheet.letters);
  let scans = [...sheet.scanned];
  for (const token of lexer(body)) {
    if (token.type === 'code') {
      const [page, ...rest] = scans;
      scans = rest;
      pages[page! - 1]!.blocks.push(...scanBlocks((token as Tokens.Code).text));
    } else for (const { page, block } of blocksOf(token, reel)) pages[page - 1]!.blocks.push(block);
  }
  reel.end();
  return { kinds: ['pilot'], producer: 'pdfkit', pages, overleaf: reel.overleaf };
}

/** The first page's title block: its lines as they were put, the title among them. */
function coverOf(meta: DocumentMeta, sheet: NotingSheet): Block[] {
  const [maker, ...others] = sheet.lines.filter(({ cover }) => cover).map(({ text }) => text);
  return [
    { kind: 'heading', text: maker!, soft: true },
    { kind: 'heading', text: meta.title, soft: true },
    ...others.map((text): Block => ({ kind: 'text', text })),
  ];
}

function scanBlocks(source: string): Block[] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '---' && line.trim() !== '')
    .map((line) => ({ kind: 'text', text: line.replace(/^# /u, '').replace(/\|/gu, ' ') }));
}

type Placed = { page: number; block: Block };

/** The letters in the order in which they were put. */
class Reel {
  /** The words around each break of a page within a text. */
  readonly overleaf: NonNullable<Truth['overleaf']> = [];
  private at = 0;
  private readonly letters: readonly Letter[];

  constructor(letters: readonly Letter[]) {
    this.letters = letters;
  }

  /** Takes a text off the reel, and says on which page each of its words begins. */
  take(text: string): Map<number, string[]> {
    const pages = new Map<number, string[]>();
    for (const word of text.split(/\s+/u).filter(Boolean)) {
      const page = this.letters[this.at]?.page ?? 0;
      for (const letter of word) {
        if (this.letters[this.at]?.letter !== letter) throw new Error(`"${word}" of "${text}" was put otherwise.`);
        this.at += 1;
      }
      pages.set(page, [...(pages.get(page) ?? []), word]);
    }
    return pages;
  }

  /** Whether a text comes next. */
  comes(text: string): boolean {
    return [...squeeze(text)].every((letter, index) => this.letters[this.at + index]?.letter === letter);
  }

  page(): number {
    return this.letters[this.at]?.page ?? 0;
  }

  end(): void {
    if (this.at < this.letters.length) throw new Error('The renderer put more than the source has.');
  }
}

function blocksOf(token: Token, reel: Reel): Placed[] {
  switch (token.type) {
    case 'heading': {
      const text = plain((token as Tokens.Heading).tokens);
      return flow(text, reel).map(({ page }) => ({ page, block: { kind: 'heading', text } }));
    }
    case 'paragraph':
      return flow(plain((token as Tokens.Paragraph).tokens), reel);
    case 'list':
      return listBlocks(token as Tokens.List, reel);
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap((inner) => {
        if (inner.type !== 'list') return blocksOf(inner, reel);
        return (inner as Tokens.List).items.flatMap((item) => flow(`• ${plain(item.tokens)}`, reel));
      });
    case 'table':
      return tableBlocks(token as Tokens.Table, reel);
    default:
      return [];
  }
}

function flow(text: string, reel: Reel): Placed[] {
  const parts = [...reel.take(text)];
  const [first, second] = parts;
  if (first && second)
    reel.overleaf.push({
      text: [...first[1].slice(-AROUND), ...second[1].slice(0, AROUND)].join(' '),
      page: first[0],
      lastPage: second[0],
    });
  return parts.map(([page, words]) => ({ page, block: { kind: 'text', text: words.join(' ') } }));
}

function listBlocks(list: Tokens.List, reel: Reel): Placed[] {
  const start = typeof list.start === 'number' ? list.start : 1;
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${start + index}.` : '•';
    const [head, ...rest] = item.tokens.filter((token) => token.type !== 'space');
    const first = flow(`${mark} ${head && head.type !== 'list' ? plain([head]) : ''}`, reel);
    const inner = head?.type === 'list' ? [head, ...rest] : rest;
    return [
      ...first,
      ...inner.flatMap((token) =>
        token.type === 'list' ? listBlocks(token as Tokens.List, reel) : flow(plain([token]), reel),
      ),
    ];
  });
}

/** A table's rows by page; its heading row was put again wherever it goes on overleaf. */
function tableBlocks(table: Tokens.Table, reel: Reel): Placed[] {
  const head = table.header.map((cell) => plain(cell.tokens));
  const pages = new Map<number, string[][]>();
  const add = (page: number, row: string[]) => pages.set(page, [...(pages.get(page) ?? []), row]);
  const take = (row: string[]) => {
    const page = reel.page();
    reel.take(row.join(' '));
    add(page, row);
    return page;
  };
  let page = take(head);
  for (const cells of table.rows) {
    if (reel.page() !== page && reel.comes(head.join(' '))) page = take(head);
    page = take(cells.map((cell) => plain(cell.tokens)));
  }
  return [...pages].map(([on, rows]) => ({ page: on, block: { kind: 'table', rows } }));
}

/** Inline Markdown as the renderer prints it. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      if (token.type === 'br') return ' ';
      if (token.type === 'codespan') return (token as Tokens.Codespan).text;
      if ('tokens' in token && token.tokens) return plain(token.tokens);
      return 'text' in token ? String(token.text) : '';
    })
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}
