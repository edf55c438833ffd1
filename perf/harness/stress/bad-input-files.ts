import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPictures } from '#app/features/ingestion/extraction/recognition/draw-page.ts';
import {
  docxBomb,
  docxWithPicture,
  inflateBomb,
  makePdf,
  pdfOfContent,
  rawPdf,
} from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { makeWord, para, part, run } from '#app/features/ingestion/extraction/testing/make-word.ts';
import { inkOf, pdfOfRawPictures } from '#app/features/ingestion/extraction/testing/pictures.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';

/** A file of broken or extreme input; `cancels`: staff end its recognition once pages of it were read. */
export type BadFile = { what: string; name: string; make: () => Promise<Uint8Array>; cancels?: boolean };

const SAID = 'The stopcock is in the hall press.';
const A0 = [2384, 3370] as const;
const box = (inside: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
const word = async (body: string, parts?: Record<string, string>) => makeWord({ body, ...(parts ? { parts } : {}) });

function page(more: string, catalog: string, content: string): Buffer {
  return rawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
      `/Resources << /Font << /F1 5 0 R >> ${more} >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /OCG >>',
  ]);
}
const text = `BT /F1 12 Tf 72 700 Td (${SAID}) Tj ET`;

const bigTable = () =>
  makePdf(
    (doc) => {
      doc.fontSize(6);
      for (let y = 0; y < 500; y += 1) {
        if (y > 0 && y % 50 === 0) doc.addPage();
        for (let x = 0; x < 20; x += 1) doc.text(`r${y}c${x}`, 20 + x * 40, 20 + (y % 50) * 11, { lineBreak: false });
      }
    },
    { layout: 'landscape', margin: 10 },
  );

async function sheet(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-sheet-'));
  try {
    const path = join(folder, 'sheet.pdf');
    await writeFile(path, await makePdf((doc) => doc.fontSize(24).text(SAID, 200, 300), { size: [...A0] }));
    const { draw } = await (await openPictures(path)).page(1);
    const drawn = await draw({ turn: 0, tilt: 0, coarse: false });
    return pdfOfRawPictures([{ ...inkOf(drawn, Math.ceil(600 / 72 / drawn.dotsAPoint)), page: [...A0] }]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const scan = async () => photocopy(await makePdf((doc) => doc.fontSize(14).text(SAID)));

export const BAD_FILES: BadFile[] = [
  { what: 'a form without fields', name: 'form.pdf', make: async () => page('', '/AcroForm << /Fields [] >>', text) },
  {
    what: 'a layer without a name',
    name: 'layer.pdf',
    make: async () =>
      page(
        '/Properties << /L1 6 0 R >>',
        '/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>',
        `/OC /L1 BDC ${text} EMC BT /F1 12 Tf 72 600 Td (Shown.) Tj ET`,
      ),
  },
  { what: 'a table of 10,000 cells', name: 'table.pdf', make: bigTable },
  { what: 'an A0 scan of 600 dpi', name: 'sheet.pdf', make: sheet },
  {
    what: '300 scanned pages, cancelled by staff',
    name: 'scans.pdf',
    make: async () => pdfOfPages(Array<Buffer>(300).fill(await scan())),
    cancels: true,
  },
  { what: 'a DOCX with a 200 MB picture', name: 'picture.docx', make: () => docxWithPicture(para(run(SAID)), 200) },
  {
    what: 'a DOCX of 150 MB',
    name: 'huge.docx',
    make: async () =>
      makeWord({ body: para(run(SAID)), parts: { 'media/image1.bin': randomBytes(150_000_000).toString('base64') } }),
  },
  {
    what: 'text boxes in text boxes',
    name: 'boxes.docx',
    make: () => word(para(box(para(run(SAID) + box(para(run('In it.'))))))),
  },
  {
    what: 'text boxes 5,000 deep',
    name: 'deep.docx',
    make: () => word(Array.from({ length: 5_000 }).reduce<string>((inner) => para(box(inner)), para(run(SAID)))),
  },
  {
    what: 'an encoding that does not exist',
    name: 'encoding.docx',
    make: () =>
      word('', {
        'document.xml': part('w:document', `<w:body>${para(run(SAID))}</w:body>`).replace('UTF-8', 'x-klingon-8'),
      }),
  },
  { what: 'a PDF that inflates to 1 GB', name: 'bomb.pdf', make: async () => inflateBomb(1_000) },
  { what: 'a DOCX that inflates to 1 GB', name: 'bomb.docx', make: async () => docxBomb(1_000) },
  {
    what: 'a picture that claims 3.6 thousand million dots',
    name: 'claims.pdf',
    make: async () => pdfOfRawPictures([{ dots: [60_000, 60_000], filter: 'FlateDecode', data: randomBytes(1_000) }]),
  },
  { what: 'a page of noise', name: 'noise.pdf', make: async () => pdfOfContent(randomBytes(200_000)) },
];
