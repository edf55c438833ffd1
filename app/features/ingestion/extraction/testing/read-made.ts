import { afterAll, beforeAll } from 'vitest';
import { collectDocument } from './collect-document.ts';
import { fixtureFolder, makePdf } from './fixtures.ts';

/** Reads a kept case, `cases/<name>.pdf`. */
export const readCase = (name: string) =>
  collectDocument({ path: `${import.meta.dirname}/cases/${name}.pdf`, kind: 'pdf' });

/** Lines with something in them. */
export const linesOf = (text: string | undefined) => (text ?? '').split('\n').filter(Boolean);

/** Gives a test file what draws a PDF, in a folder of the file's own, and reads it. */
export function useMadePdfs() {
  let folder: Awaited<ReturnType<typeof fixtureFolder>>;
  beforeAll(async () => {
    folder = await fixtureFolder();
  });
  afterAll(() => folder.remove());
  return async (draw: (doc: PDFKit.PDFDocument) => void, options?: PDFKit.PDFDocumentOptions) =>
    collectDocument({
      path: await folder.write('made.pdf', await makePdf(draw, { margin: 60, ...options })),
      kind: 'pdf',
    });
}
