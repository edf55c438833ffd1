import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fontBytes } from '#app/platform/fonts.ts';
import { collectDocument, collectWithScans } from '../testing/collect-document.ts';
import { fixtureFolder, makePdf } from '../testing/fixtures.ts';

/* A file that names other letters than it shows is read from what it shows (C9, C10). */

vi.setConfig({ testTimeout: 200_000 });

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const SHOWN = ['The loft ladder carries one hundred and fifty kilograms.', 'Keep the hatch closed in winter.'];

/** A PDF whose fonts name the letter behind the one that they show. */
async function withNamesShifted(lines: readonly string[]): Promise<string> {
  const draw = (doc: PDFKit.PDFDocument) => {
    doc.registerFont('own', fontBytes('body')).font('own').fontSize(14);
    for (const [at, line] of lines.entries()) doc.text(line, 60, 80 + at * 30);
  };
  const pdf = (await makePdf(draw, { compress: false })).toString('latin1');
  // The map's values are the letters; they stay as long, so that nothing else moves.
  const shifted = pdf.replace(/beginbfrange[^]+?endbfrange/g, (map) =>
    map.replace(/\[[^\]]+\]/g, (values) =>
      values.replace(/<([0-9a-f]{4})>/g, (_, code: string) => {
        const next = (Number.parseInt(code, 16) + 1).toString(16).padStart(4, '0');
        return `<${next}>`;
      }),
    ),
  );
  expect(shifted).not.toBe(pdf);
  return folder.write('mistold.pdf', Buffer.from(shifted, 'latin1'));
}

describe('a page of letters that make no language', () => {
  it('waits for its picture, and its letters are quoted nowhere', async () => {
    const path = await withNamesShifted(SHOWN);
    const { passages, waitingPages } = await collectDocument({ path, kind: 'pdf' });
    expect(waitingPages).toEqual([1]);
    expect(passages).toEqual([]);
  });

  it('is read from its picture, which the builder is told', async () => {
    const { pages, passages, warnings } = await collectWithScans(await withNamesShifted(SHOWN));
    expect(pages[0]?.text).toContain('The loft ladder carries one hundred and fifty kilograms.');
    expect(passages.map(({ text }) => text).join(' ')).not.toMatch(/Uif|mpgu/);
    expect(warnings.join(' ')).toContain(
      'The page shows other letters than the file says, and was read from the picture',
    );
  });

  it('stays as it is when its picture shows the same, as of rare codes', async () => {
    const codes = ['xqzv bvkw jhgf qwrt', 'zxcb vnmk qjwx hkjd', 'pqxz wvbn kkjq gfdx'];
    const path = await folder.write(
      'codes.pdf',
      await makePdf((doc) => {
        doc.fontSize(14);
        for (const [at, line] of codes.entries()) doc.text(line, 60, 80 + at * 30);
      }),
    );
    const { pages, warnings, scannedPages } = await collectWithScans(path);
    expect(scannedPages).toEqual([1]);
    expect(pages[0]?.text.replaceAll(/\s+/g, ' ')).toContain('xqzv bvkw jhgf qwrt');
    expect(pages[0]?.confidence).toBeUndefined();
    expect(warnings).toEqual([]);
  });
});
