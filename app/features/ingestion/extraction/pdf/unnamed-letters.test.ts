import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fontBytes } from '#app/platform/fonts.ts';
import { collectDocument, collectWithScans } from '../testing/collect-document.ts';
import { fixtureFolder, makePdf, SENTENCES } from '../testing/fixtures.ts';

/* A file that does not say which letters its glyphs are is read from what it shows (C9, C10). */

vi.setConfig({ testTimeout: 200_000 });

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

/** A PDF whose fonts have lost the names of their letters. */
async function withoutNames(draw: (doc: PDFKit.PDFDocument) => void): Promise<string> {
  const pdf = await makePdf(draw, { compress: false });
  const text = pdf.toString('latin1').replace(/\/ToUnicode \d+ 0 R/g, (found) => ' '.repeat(found.length));
  return folder.write('unnamed.pdf', Buffer.from(text, 'latin1'));
}

it('C10: a page of such letters is recognised, and its codes are quoted nowhere', async () => {
  const path = await withoutNames((doc) => {
    doc.registerFont('own', fontBytes('body')).font('own').fontSize(13);
    doc
      .text('The gate motor has a fuse of ten amps.', 60, 80)
      .text('It is kept in the shed of the caretaker.', 60, 110);
  });
  const { pages, passages } = await collectWithScans(path);
  expect(pages[0]?.text).toContain('The gate motor has a fuse of ten amps.');
  expect(passages.map(({ text }) => text).join(' ')).toContain('in the shed of the caretaker');
});

it('C9: some of them beside other text are left out and told', async () => {
  const path = await withoutNames((doc) => {
    doc.fontSize(11).text(SENTENCES.join(' '), 60, 80, { width: 450 });
    doc.registerFont('own', fontBytes('body')).font('own').text('A few odd words', 60, 300);
  });
  const { pages, waitingPages } = await collectDocument({ path, kind: 'pdf' });
  expect(waitingPages).toEqual([]);
  expect(pages[0]?.text).toBe(SENTENCES.join(' '));
  expect(pages[0]?.findings).toEqual([{ kind: 'picture', text: 'Some letters, which the file does not name' }]);
});
