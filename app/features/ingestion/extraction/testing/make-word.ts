import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { RawPage, ReadResult } from '../extracted-document.ts';
import { readDocx } from '../word/read-docx.ts';

/** Word documents made part by part, and read in this process. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const NAMESPACES = Object.entries({
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: `${OFFICE}/relationships`,
  m: `${OFFICE}/math`,
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  dgm: 'http://schemas.openxmlformats.org/drawingml/2006/diagram',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export const part = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} ${NAMESPACES}>${inside}</${root}>`;

/** A run of text with these properties. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const para = (inside: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${inside}</w:p>`;
export const styled = (style: string, text: string): string => para(run(text), `<w:pStyle w:val="${style}"/>`);
export const numbered = (list: number, text: string, level = 0): string =>
  para(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
export const cell = (inside: string, properties = ''): string =>
  `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ''}${inside}</w:tc>`;
export const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const table = (rows: string[], grid = ''): string => `<w:tbl>${grid}${rows.join('')}</w:tbl>`;
/** A level of a list. */
export const level = (at: number, format: string, text: string, more = '', start = 1): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText ` +
  `w:val="${text}"/></w:lvl>`;
export const list = (id: number, levels: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
export const instance = (id: number, of: number, overrides = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;

export type WordParts = {
  body: string;
  /** `w:style` elements, beside those of headings. */
  styles?: string;
  /** `w:abstractNum` and `w:num` elements. */
  numbering?: string;
  /** Other parts in `word/`, whole. */
  parts?: Record<string, string | Uint8Array>;
  /** Relationships of the document: id, type, target, and whether it is an address. */
  related?: [id: string, type: string, target: string, external?: boolean][];
  contentType?: string;
};

const HEADINGS = [1, 2, 3]
  .map((n) => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="heading ${n}"/></w:style>`)
  .join('');

export function makeWord({
  body,
  styles = '',
  numbering,
  parts = {},
  related = [],
  contentType,
}: WordParts): Uint8Array {
  const relationships: typeof related = [
    ['rIdStyles', 'styles', 'styles.xml'],
    ...(numbering === undefined ? [] : ([['rIdNumbering', 'numbering', 'numbering.xml']] as typeof related)),
    ...related,
  ];
  const rels = (entries: typeof related) =>
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    entries
      .map(
        ([id, type, target, external]) =>
          `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" ` +
          `Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
      )
      .join('') +
    '</Relationships>';
  const main = contentType ?? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      `<Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': rels([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': rels(relationships),
    'word/styles.xml': part('w:styles', HEADINGS + styles),
    ...(numbering === undefined ? {} : { 'word/numbering.xml': part('w:numbering', numbering) }),
    'word/document.xml': part('w:document', `<w:body>${body}</w:body>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, data]) => [`word/${name}`, data])),
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data]),
    ),
  );
}

export type ReadWord = ReadResult & { pages: RawPage[]; texts: string[] };

/** Reads a document's bytes; pages as the reader gives them. */
export async function readBytes(bytes: Uint8Array): Promise<ReadWord> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openhouse-word-'));
  try {
    const file = path.join(folder, 'a.docx');
    await writeFile(file, bytes);
    const pages: RawPage[] = [];
    const options = { maxPages: 2_000, tooMany: (count: number) => new Error(`${count} pages`) };
    const result = await readDocx(file, options, async (page) => void pages.push(page));
    return { ...result, pages, texts: pages.map((page) => page.text) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads a document of this body or of these parts. */
export const readWordOf = (parts: WordParts | string): Promise<ReadWord> =>
  readBytes(makeWord(typeof parts === 'string' ? { body: parts } : parts));
