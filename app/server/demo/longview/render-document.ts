import { lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import { parseDocumentSource } from './document-meta.ts';
import type { DocumentMeta } from './document-meta.ts';
import { AMBER, CONTENT_WIDTH, GOLD, INK, IVORY, PAGE, Sheet } from './render/page.ts';
import { drawScan } from './render/scan.ts';
import { drawTable } from './render/table.ts';
import type { Line } from './render/runs.ts';
import type { TextStyle } from './render/text.ts';
import { BODY, drawBlock, drawFlow, layLines } from './render/text.ts';

const HEADINGS: Record<number, { style: TextStyle; before: number; after: number }> = {
  1: { style: { face: 'serifBold', size: 22, leading: 27 }, before: 0, after: 10 },
  2: { style: { face: 'serifBold', size: 16, leading: 21 }, before: 10, after: 5 },
  3: { style: { face: 'bold', size: 12, leading: 16, colour: GOLD }, before: 6, after: 3 },
};
const INDENT = 22;
const BOX: TextStyle = { face: 'body', size: 11, leading: 15 };

export interface RenderedDocument {
  meta: DocumentMeta;
  pdf: Buffer;
  pages: number;
}

/**
 * Renders a pilot document (YAML front matter and Markdown) as an A4 PDF.
 * The same source always gives the same bytes. Throws on malformed front matter,
 * on Markdown that the house style does not know, and on a scan that overruns its page.
 * `makeSheet` makes what it is drawn on.
 */
export async function renderDocument(
  source: string,
  makeSheet: (meta: DocumentMeta) => Sheet = (meta) => new Sheet(meta),
): Promise<RenderedDocument> {
  const { meta, body } = parseDocumentSource(source);
  const sheet = makeSheet(meta);
  const tokens = lexer(body).filter((token) => token.type !== 'space' && token.type !== 'html');
  sheet.newPage();
  sheet.drawCover();
  let breakNext = false;
  for (const token of tokens) {
    if (token.type === 'hr') {
      breakNext = true;
      continue;
    }
    if (breakNext && !sheet.fresh && !isScan(token)) sheet.newPage();
    breakNext = false;
    drawToken(sheet, token);
  }
  const pdf = await sheet.finish();
  return { meta, pdf, pages: sheet.pages };
}

function isScan(token: Token): token is Tokens.Code {
  return token.type === 'code' && (token as Tokens.Code).lang === 'scan';
}

function drawToken(sheet: Sheet, token: Token): void {
  if (isScan(token)) return drawScan(sheet, token.text);
  switch (token.type) {
    case 'heading':
      return drawHeading(sheet, token as Tokens.Heading);
    case 'paragraph': {
      drawFlow(sheet, layLines(sheet, (token as Tokens.Paragraph).tokens, CONTENT_WIDTH, BODY), PAGE.left, BODY);
      sheet.y += 7;
      return;
    }
    case 'list':
      drawList(sheet, token as Tokens.List, PAGE.left);
      sheet.y += 6;
      return;
    case 'table':
      sheet.need(60);
      sheet.y += 2;
      return drawTable(sheet, token as Tokens.Table);
    case 'blockquote':
      return drawBox(sheet, token as Tokens.Blockquote);
    default:
      throw new Error(
        `A document may not hold a block of the kind "${token.type}". Write it as text, a list or a table.`,
      );
  }
}

function drawHeading(sheet: Sheet, heading: Tokens.Heading): void {
  const look = HEADINGS[heading.depth];
  if (!look) throw new Error(`Use headings of level 1 to 3 only; "${heading.text}" is level ${heading.depth}.`);
  if (heading.depth === 1 && !sheet.fresh) sheet.newPage();
  const lines = layLines(sheet, heading.tokens, CONTENT_WIDTH, look.style);
  // A heading stays with at least three lines of what follows it.
  sheet.need(look.before + lines.length * look.style.leading + look.after + 3 * BODY.leading);
  if (!sheet.fresh) sheet.y += look.before;
  if (heading.depth < 3) sheet.doc.outline.addItem(heading.text);
  drawFlow(sheet, lines, PAGE.left, look.style);
  sheet.y += look.after;
}

function drawList(sheet: Sheet, list: Tokens.List, x: number): void {
  const start = typeof list.start === 'number' ? list.start : 1;
  list.items.forEach((item, index) => {
    const width = PAGE.left + CONTENT_WIDTH - x - INDENT;
    const blocks = item.tokens.filter((token) => token.type !== 'space');
    const [head, ...rest] = blocks;
    const lines = head && head.type !== 'list' ? layLines(sheet, inlineOf(head), width, BODY) : [];
    sheet.need(Math.min(lines.length, 6) * BODY.leading);
    const marker = list.ordered ? `${start + index}.` : '•';
    sheet.put(marker, x + (list.ordered ? 0 : 5), sheet.y, list.ordered ? 'bold' : 'body', BODY.size, GOLD);
    drawFlow(sheet, lines, x + INDENT, BODY);
    for (const block of rest) {
      if (block.type === 'list') drawList(sheet, block as Tokens.List, x + INDENT);
      else drawFlow(sheet, layLines(sheet, inlineOf(block), width, BODY), x + INDENT, BODY);
    }
    sheet.y += 2;
  });
}

function inlineOf(token: Token): Token[] {
  if (!('tokens' in token) || !token.tokens)
    throw new Error('A list item holds text and lists only. Move other blocks out of it.');
  return token.tokens;
}

/** A boxed tip; one that opens with "Warning" or "Danger" stands on amber. */
function drawBox(sheet: Sheet, box: Tokens.Blockquote): void {
  const pad = 11;
  const width = CONTENT_WIDTH - 2 * pad - 3;
  const lines: Line[] = box.tokens
    .filter((token) => token.type !== 'space')
    .flatMap((token) => {
      if (token.type !== 'list') return layLines(sheet, inlineOf(token), width, BOX);
      return (token as Tokens.List).items.flatMap((item) =>
        layLines(sheet, [{ type: 'text', raw: '', text: '• ' } as Tokens.Text, ...item.tokens], width, BOX),
      );
    });
  const height = lines.length * BOX.leading + 2 * pad - 3;
  sheet.need(height + 8);
  sheet.y += 2;
  const stern = /^\W*(warning|danger|caution)/i.test(box.text);
  sheet.doc.rect(PAGE.left, sheet.y, CONTENT_WIDTH, height).fill(stern ? AMBER : IVORY);
  sheet.doc.rect(PAGE.left, sheet.y, 3, height).fill(stern ? '#b3541e' : GOLD);
  drawBlock(sheet, lines, PAGE.left + pad + 3, sheet.y + pad, { ...BOX, colour: INK });
  sheet.y += height + 10;
  sheet.fresh = false;
}
