import { seededRandom } from '#app/platform/seeded-random.ts';
import { deflateSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Zip, ZipDeflate, strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

/** Documents made for the tests of this folder; nothing here is taken from anywhere. */

/** A folder of its own for a test file, and what removes it. */
export async function fixtureFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'openhouse-extraction-'));
  return {
    async write(name: string, data: Uint8Array | string) {
      const file = path.join(folder, name);
      await writeFile(file, data);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Draws a PDF and gives its bytes. */
export function makePdf(
  draw: (doc: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', ...options });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const made = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(parts))));
  draw(doc);
  doc.end();
  return made;
}

export const SENTENCES = [
  'The fuse board is under the stairs, behind the white press door in the hall.',
  'Keep the pressure of the heating system at about 1.5 bar when it is cold.',
  'Turn the stopcock clockwise until it stops, and open a tap to check that the water is off.',
  'The ventilation unit in the attic runs all day and uses no more than a light bulb.',
  'Call the office during working hours when a fault comes back after a reset.',
];

/** `pages` pages of plain prose under a heading each. */
export function makeManual(pages: number, options?: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  return makePdf((doc) => {
    for (let page = 1; page <= pages; page += 1) {
      if (page > 1) doc.addPage();
      doc.font('Helvetica-Bold').fontSize(18).text(`Chapter ${page}`).moveDown(0.5);
      doc.font('Helvetica').fontSize(11);
      for (let i = 0; i < 6; i += 1) {
        doc
          .text(`${SENTENCES[(page + i) % SENTENCES.length]} ${SENTENCES[(page + i + 2) % SENTENCES.length]}`)
          .moveDown();
      }
    }
  }, options);
}

/** The objects of a PDF written by hand, with a cross-reference table that fits. */
export function rawPdf(objects: (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [i, body] of objects.entries()) {
    offsets.push(length());
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n'));
  }
  const start = length();
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A one-page PDF whose content stream is `content`. */
export function pdfOfContent(content: Buffer, dictionary = ''): Buffer {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${content.length} ${dictionary} >>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A one-page PDF of about a thousandth of the `megabytes` that its content inflates to. */
export function inflateBomb(megabytes: number): Buffer {
  return pdfOfContent(deflateSync(Buffer.alloc(megabytes * 1_048_576, 0x20)), '/Filter /FlateDecode');
}

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default ' +
  'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default ' +
  'Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ' +
  'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELS =
  '<?xml version="1.0"?><Relationships ' +
  'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ' +
  'Target="word/document.xml"/></Relationships>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const element = (name: string, ...inside: string[]) => `<w:${name}>${inside.join('')}</w:${name}>`;
export const paragraph = (text: string, style?: string) =>
  element(
    'p',
    (style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : '') + `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`,
  );
export const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
export const wordTable = (rows: string[][]) =>
  element('tbl', ...rows.map((row) => element('tr', ...row.map((cell) => element('tc', paragraph(cell))))));

const HEADINGS = [1, 2, 3].map(
  (n) => `<w:style w:type="paragraph" w:styleId="Heading${n}"><w:name w:val="heading ${n}"/></w:style>`,
);
const STYLES = `<?xml version="1.0"?><w:styles ${W}>${HEADINGS.join('')}</w:styles>`;

/** A Word document of this body. */
export function makeDocx(body: string): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(TYPES),
    '_rels/.rels': strToU8(RELS),
    'word/_rels/document.xml.rels': strToU8(
      '<?xml version="1.0"?><Relationships ' +
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" ' +
        'Target="styles.xml"/></Relationships>',
    ),
    'word/styles.xml': strToU8(STYLES),
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`),
  });
}

/** A Word document of a few hundred kilobytes whose main part inflates to `megabytes`. */
export const docxBomb = (megabytes: number): Promise<Buffer> =>
  streamDocx(
    'word/document.xml',
    (function* () {
      const block = strToU8(paragraph('a'.repeat(1000)).repeat(1000));
      yield strToU8(`<?xml version="1.0"?><w:document ${W}><w:body>`);
      for (let i = 0; i < megabytes; i += 1) yield block;
      yield strToU8('</w:body></w:document>');
    })(),
  );

/** A Word document of this body with a picture that inflates to `megabytes`. */
export const docxWithPicture = (body: string, megabytes: number): Promise<Buffer> =>
  streamDocx(
    'word/media/image1.bmp',
    (function* () {
      const block = new Uint8Array(1_048_576);
      for (let i = 0; i < megabytes; i += 1) yield block;
    })(),
    body,
  );

/** A Word document with one part that is never held as a whole. */
function streamDocx(name: string, chunks: Iterable<Uint8Array>, body?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    const zip = new Zip((error, part, final) => {
      if (error) reject(error);
      else {
        parts.push(part);
        if (final) resolve(Buffer.concat(parts));
      }
    });
    const add = (entryName: string, pieces: Iterable<Uint8Array>) => {
      const entry = new ZipDeflate(entryName, { level: 1 });
      zip.add(entry);
      for (const piece of pieces) entry.push(piece);
      entry.push(new Uint8Array(0), true);
    };
    add('[Content_Types].xml', [strToU8(TYPES)]);
    add('_rels/.rels', [strToU8(RELS)]);
    add(name, chunks);
    if (body !== undefined)
      add('word/document.xml', [
        strToU8(`<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`),
      ]);
    zip.end();
  });
}

/** A copy with 1 to 40 bits flipped, and at times a run of bytes overwritten or left out. */
export function mutate(data: Buffer, seed: number): Buffer {
  const random = seededRandom(seed);
  let copy = Buffer.from(data);
  const flips = 1 + Math.floor(random() * 40);
  for (let i = 0; i < flips; i += 1) {
    const at = Math.floor(random() * copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  const at = Math.floor(random() * copy.length);
  const run = Math.min(Math.floor(random() * 200), copy.length - at);
  if (random() < 0.25) copy.fill(Math.floor(random() * 256), at, at + run);
  if (random() < 0.15) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + run)]);
  return copy;
}
