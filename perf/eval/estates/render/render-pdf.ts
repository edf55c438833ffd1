import { lexer, type Token, type Tokens } from 'marked';
import { parseEstateSource, type EstateMeta } from '../document-source.ts';
import { drawTable, type TableLook } from './draw-table.ts';
import { INK, Leaf, NOTE, PALE, type Style } from './leaf.ts';
import { toRuns } from '#app/server/demo/longview/render/runs.ts';
import { breakLines, drawLines } from './draw-lines.ts';

const NOTE_LINE = /^\[\^(\d+)\]: (.+)$/gm;
/** `Term :: what it means`, one a line. */
const DEFINITION = /^(.+?) :: (.+)$/;
/** `4.2 A clause`: its number hangs at the left. */
const CLAUSE = /^(\d+\.\d+) /;

type Entry = { text: string; depth: number; page: number };

/** Draws one document; `known` are the places of its headings from a first pass, for the page of contents. */
class Drawing {
  readonly leaf: Leaf;
  readonly entries: Entry[] = [];
  private readonly known: Entry[];
  private readonly notes: Map<string, string>;
  private readonly body: Style;
  private look: TableLook = 'banded';
  private shares: number[] = [];

  constructor(leaf: Leaf, notes: Map<string, string>, known: Entry[]) {
    this.leaf = leaf;
    this.known = known;
    this.notes = notes;
    const { size, face } = leaf.meta;
    this.body = { face: face === 'serif' ? 'serif' : 'body', size, leading: size * 1.36 };
  }

  /** A title page of its own, or a band across the first page. */
  drawTitle(place: string, author: string): void {
    const { leaf } = this;
    const { meta } = leaf;
    leaf.newPage();
    const centre = meta.cover ? 300 : 64;
    leaf.doc.rect(0, centre - 50, leaf.pageWidth, meta.cover ? 190 : 130).fill(PALE);
    leaf.put(author.toUpperCase(), 58, centre - 30, 'bold', 9, meta.accent);
    leaf.put(meta.title, 58, centre - 10, 'serifBold', meta.cover ? 28 : 22, meta.accent);
    if (meta.subtitle) leaf.put(meta.subtitle, 58, centre + 30, 'body', 12);
    leaf.put(`${place}  |  ${meta.reference}  |  ${meta.date}`, 58, centre + 52, 'body', 9);
    if (meta.cover) leaf.leaveBare();
    leaf.y = 162;
    if (meta.cover) leaf.newPage();
    leaf.setColumns(1);
  }

  draw(token: Token): void {
    switch (token.type) {
      case 'space':
        return;
      case 'html':
        return this.obey((token as Tokens.HTML).text);
      case 'hr':
        return this.leaf.newPage();
      case 'heading':
        return this.drawHeading(token as Tokens.Heading);
      case 'paragraph':
        return this.drawParagraph(token as Tokens.Paragraph);
      case 'list':
        this.drawList(token as Tokens.List, 0);
        this.leaf.y += 5;
        return;
      case 'table': {
        const size = Math.min(this.body.size, 9.8);
        const cell = { ...this.body, face: 'body' as const, size, leading: size * 1.32 };
        return drawTable(this.leaf, token as Tokens.Table, this.look, this.shares, cell);
      }
      case 'blockquote':
        return this.drawCallout(token as Tokens.Blockquote);
      default:
        throw new Error(`A document may not hold a block of the kind "${token.type}".`);
    }
  }

  /** `<!-- columns 2 -->`, `<!-- landscape -->`, `<!-- table plain 1 2 3 -->`, `<!-- contents -->`. */
  private obey(comment: string): void {
    const [word, ...rest] = comment
      .replace(/<!--|-->/g, '')
      .trim()
      .split(/\s+/);
    if (word === 'columns') this.leaf.setColumns(Number(rest[0]));
    else if (word === 'landscape' || word === 'portrait') this.leaf.turn(word === 'landscape');
    else if (word === 'table') {
      this.look = rest[0] as TableLook;
      this.shares = rest.slice(1).map(Number);
    } else if (word === 'contents') this.drawContents();
    else throw new Error(`"${comment}" is no direction that the renderer knows.`);
  }

  private drawContents(): void {
    const { leaf } = this;
    leaf.put('Contents', leaf.left, leaf.y, 'serifBold', 18, leaf.meta.accent);
    leaf.y += 34;
    for (const { text, depth, page } of this.known) {
      const style: Style = { ...this.body, face: depth === 1 ? 'bold' : 'body' };
      const number = { text: String(page), face: 'body' } as const;
      leaf.put(text, leaf.left + (depth - 1) * 16, leaf.y, style.face, style.size);
      leaf.put(number.text, leaf.left + leaf.width - leaf.widthOf(number, style.size), leaf.y, 'body', style.size);
      leaf.y += depth === 1 ? 19 : 16;
    }
    leaf.newPage();
  }

  private drawHeading(heading: Tokens.Heading): void {
    const { leaf } = this;
    const { depth } = heading;
    const question = depth === 3 && leaf.meta.third === 'question';
    if (depth === 1 && leaf.meta.chapters === 'page' && !leaf.fresh) leaf.newPage();
    const size = [20, 14, question ? 10.8 : 11.6][depth - 1] ?? 11;
    const style: Style = {
      face: depth === 1 ? 'serifBold' : question ? 'boldItalic' : 'bold',
      size,
      leading: size * 1.26,
      colour: question ? INK : leaf.meta.accent,
    };
    const lines = breakLines(leaf, toRuns(heading.tokens, style.face), leaf.width, style);
    leaf.need(lines.length * style.leading + 12 + 3 * this.body.leading);
    if (!leaf.fresh) leaf.y += depth === 3 ? 4 : 10;
    if (depth < 3) this.entries.push({ text: heading.text, depth, page: leaf.pages });
    drawLines(leaf, lines, 0, style);
    leaf.y += depth === 1 ? 9 : 4;
  }

  private drawParagraph({ tokens, raw }: Tokens.Paragraph): void {
    const { leaf, body } = this;
    const rows = raw
      .trim()
      .split('\n')
      .map((line) => DEFINITION.exec(line));
    if (rows.every((row) => row !== null)) {
      for (const row of rows) this.drawDefinition(row?.[1] ?? '', row?.[2] ?? '');
      return;
    }
    const clause = CLAUSE.exec(raw)?.[1];
    const indent = clause ? 34 : 0;
    const runs = toRuns(tokens, body.face);
    if (clause && runs[0]) runs[0].text = runs[0].text.slice(clause.length + 1);
    const lines = breakLines(leaf, runs, leaf.width - indent, body);
    this.keepNotes(raw, lines.length);
    if (clause) {
      leaf.need(Math.min(2, lines.length) * body.leading);
      leaf.put(clause, leaf.left, leaf.y, 'bold', body.size);
    }
    drawLines(leaf, lines, indent, body);
    leaf.y += 6;
  }

  /** The notes that a text refers to stand at the foot of its page. */
  private keepNotes(raw: string, lines: number): void {
    const { leaf } = this;
    const set = [...raw.matchAll(/\[\^(\d+)\]/g)].flatMap(([, mark = '']) => {
      const text = this.notes.get(mark);
      if (!text) throw new Error(`There is no note [^${mark}].`);
      return breakLines(leaf, [{ text: `${mark} ${text}`, face: 'body' }], leaf.pageWidth - 116, NOTE);
    });
    if (set.length === 0) return;
    leaf.need(lines * this.body.leading + set.length * NOTE.leading + 14);
    leaf.addNotes(set);
  }

  private drawDefinition(term: string, meaning: string): void {
    const { leaf, body } = this;
    const runs = toRuns(lexer(meaning)[0]?.type === 'paragraph' ? inlineOf(lexer(meaning)[0]) : [], body.face);
    const lines = breakLines(leaf, runs, leaf.width - 18, body);
    leaf.need((1 + Math.min(lines.length, 2)) * body.leading);
    leaf.put(term, leaf.left, leaf.y, 'bold', body.size, leaf.meta.accent);
    leaf.y += body.leading;
    leaf.fresh = false;
    drawLines(leaf, lines, 18, body);
    leaf.y += 5;
  }

  private drawList(list: Tokens.List, indent: number): void {
    const { leaf, body } = this;
    const start = typeof list.start === 'number' ? list.start : 1;
    list.items.forEach((item, index) => {
      const [head, ...rest] = item.tokens.filter(({ type }) => type !== 'space');
      const lines = breakLines(leaf, toRuns(inlineOf(head), body.face), leaf.width - indent - 20, body);
      leaf.need(Math.min(lines.length, 4) * body.leading);
      const marker = list.ordered ? `${start + index}` : '–';
      leaf.put(marker, leaf.left + indent, leaf.y, list.ordered ? 'bold' : 'body', body.size, leaf.meta.accent);
      drawLines(leaf, lines, indent + 20, body);
      for (const block of rest)
        if (block.type === 'list') this.drawList(block as Tokens.List, indent + 20);
        else
          drawLines(
            leaf,
            breakLines(leaf, toRuns(inlineOf(block), body.face), leaf.width - indent - 20, body),
            indent + 20,
            body,
          );
      leaf.y += 2.5;
    });
  }

  /** A box with a bar at its left. */
  private drawCallout(box: Tokens.Blockquote): void {
    const { leaf } = this;
    const style: Style = { ...this.body, face: 'body' };
    const lines = box.tokens
      .filter(({ type }) => type !== 'space')
      .flatMap((block) => breakLines(leaf, toRuns(inlineOf(block), 'body'), leaf.width - 26, style));
    const height = lines.length * style.leading + 16;
    leaf.need(height + 6);
    leaf.y += 2;
    leaf.doc.rect(leaf.left, leaf.y, leaf.width, height).fill(PALE);
    leaf.doc.rect(leaf.left, leaf.y, 4, height).fill(leaf.meta.accent);
    lines.forEach((line, at) => leaf.drawLine(line, leaf.left + 15, leaf.y + 8 + at * style.leading, style));
    leaf.y += height + 9;
    leaf.fresh = false;
  }
}

function inlineOf(token: Token | undefined): Token[] {
  if (!token || !('tokens' in token) || !token.tokens) throw new Error('Only text may stand here.');
  return token.tokens;
}

export type Estate = { name: string; place: string; builder: string };

/**
 * Renders a document (front matter and Markdown) as a PDF; the same source always gives the same bytes. Throws on what
 * the renderer does not know.
 */
export async function renderPdf(source: string, estate: Estate): Promise<{ meta: EstateMeta; file: Buffer }> {
  const { meta, body } = parseEstateSource(source);
  const notes = new Map([...body.matchAll(NOTE_LINE)].map(([, mark = '', text = '']) => [mark, text]));
  const tokens = lexer(body.replaceAll(NOTE_LINE, ''));
  const drawn = (known: Entry[]) => {
    const drawing = new Drawing(new Leaf(meta, estate.name, estate.builder), notes, known);
    drawing.drawTitle(estate.place, estate.builder);
    for (const token of tokens) drawing.draw(token);
    return drawing;
  };
  const first = drawn(
    tokens.flatMap((token) =>
      token.type === 'heading' && (token as Tokens.Heading).depth < 3
        ? [{ text: (token as Tokens.Heading).text, depth: (token as Tokens.Heading).depth, page: 0 }]
        : [],
    ),
  );
  return { meta, file: await drawn(first.entries).leaf.finish() };
}
