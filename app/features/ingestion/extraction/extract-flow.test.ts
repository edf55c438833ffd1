import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';

import { collectDocument as extractDocument } from './testing/collect-document.ts';
import {
  docxWithPicture,
  fixtureFolder,
  makeDocx,
  PAGE_BREAK,
  paragraph,
  SENTENCES,
  wordTable,
} from './testing/fixtures.ts';

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const extract = async (kind: 'docx' | 'txt' | 'md', data: Uint8Array | string) =>
  extractDocument({ path: await folder.write(`a.${kind}`, data), kind });

describe('C1: extractDocument of DOCX, TXT and MD', () => {
  it('reads headings, tables, lists and page breaks of a Word document', async () => {
    const document = await extract(
      'docx',
      makeDocx(
        paragraph('Heating', 'Heading1') +
          paragraph('Keep it at 1.5 bar &amp; warm.') +
          wordTable([
            ['Type', 'Pump'],
            ['A', 'AW5'],
          ]) +
          PAGE_BREAK +
          paragraph('Water', 'Heading2') +
          paragraph('Stopcock below the sink.'),
      ),
    );
    expect(document.pages.map((page) => page.text)).toEqual([
      'Heating\n\nKeep it at 1.5 bar & warm.\n\nType | Pump\nA | AW5',
      'Water\n\nStopcock below the sink.',
    ]);
    expect(document.pages.map((page) => page.headings)).toEqual([['Heating'], ['Water']]);
    expect(document.title).toBe('Heating');
  });

  it('pages a long Word document in bounded sections', async () => {
    const document = await extract(
      'docx',
      makeDocx(Array.from({ length: 200 }, (_, i) => paragraph(`${i}. ${SENTENCES[i % 5]}`)).join('')),
    );
    expect(document.pageCount).toBeGreaterThan(3);
    expect(document.pages.map((page) => page.number)).toEqual(document.pages.map((_, i) => i + 1));
    for (const page of document.pages) expect(page.text.length).toBeLessThan(4500);
    expect(document.pages.map((page) => page.text).join('\n')).toContain('199. ');
  });

  it.each([
    ['a zip without a Word document', zipSync({ 'a.txt': strToU8('a') }), 'not-a-document'],
    ['no zip at all', Buffer.from('just text'), 'not-a-document'],
    ['a cut-off archive', makeDocx(paragraph('x'.repeat(5000))).slice(0, 700), 'truncated'],
    [
      'a protected document',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    ['an old .doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'not-a-document'],
    ['a document without words', makeDocx('<w:p/>'), 'no-text'],
    ['broken XML', makeDocx('<w:p><w:r>'), 'damaged'],
  ])('reports %s', async (_, data, code) => {
    await expect(extract('docx', data)).rejects.toMatchObject({ name: 'ExtractionError', code });
  });

  it('takes form feeds of a text for pages and joins hard-wrapped lines', async () => {
    const document = await extract(
      'txt',
      'The fuse board of this house is under the stairs in the hall, behind\nthe white press door. Keep the way ' +
        'to it clear for the ventil-\nation engineer.\n\n1. Open it.\n2. Push the switch.\fSecond page.',
    );
    expect(document.pages.map((page) => page.text)).toEqual([
      'The fuse board of this house is under the stairs in the hall, behind the white press door. Keep the way ' +
        'to it clear for the ventilation engineer.\n\n1. Open it.\n2. Push the switch.',
      'Second page.',
    ]);
  });

  it('reads Windows-1252 and UTF-16', async () => {
    expect((await extract('txt', Buffer.from('caf\xe9 \x80 5', 'latin1'))).pages[0]?.text).toBe('café € 5');
    expect((await extract('txt', Buffer.from('\uFEFFwide é', 'utf16le'))).pages[0]?.text).toBe('wide é');
  });

  it.each([
    ['binary', Buffer.from([1, 2, 0, 3, 4, 5, 0, 0, 255]), 'not-a-document'],
    ['blank', '  \n\n ', 'no-text'],
    ['empty', '', 'empty-file'],
  ])('reports %s text', async (_, data, code) => {
    await expect(extract('txt', data)).rejects.toMatchObject({ name: 'ExtractionError', code });
  });

  it('reads Markdown: front matter, headings, tables, lists, inline marks', async () => {
    const document = await extract(
      'md',
      '---\ntitle: Water\n---\n# Water and *drainage*\n\nThe **stopcock** is\nbelow the [sink](x.html).\n\n| ' +
        'Type | Where |\n|---|---|\n| A | sink |\n\n- one\n- two_three_four\n\n## Faults\n\n> **Warning.** Hot.\n',
    );
    expect(document.title).toBe('Water');
    expect(document.pages[0]?.text).toBe(
      'Water and drainage\n\nThe stopcock is below the sink.\n\nType | Where\nA | sink\n\n• one\n• ' +
        'two_three_four\n\nFaults\n\nWarning. Hot.',
    );
    expect(document.pages[0]?.headings).toEqual(['Water and drainage', 'Faults']);
    expect(document.pages[0]?.headingLevels).toEqual([1, 2]);
  });

  /** Tables within tables. */
  const nested = (depth: number) =>
    '<w:tbl><w:tr><w:tc>'.repeat(depth) +
    paragraph('The stopcock is under the sink.') +
    '<w:p/></w:tc></w:tr></w:tbl>'.repeat(depth);

  it.each([
    [
      'a Markdown file without text',
      'md',
      '\n \n',
      'no-text',
      /^No text was found in this document\. Check that it is the file you meant/,
    ],
    [
      'a text file without text',
      'txt',
      ' ',
      'no-text',
      /^No text was found in this document\. Check that it is the file you meant/,
    ],
    [
      'a Word file without text',
      'docx',
      makeDocx('<w:p/>'),
      'no-text',
      /save it as PDF, run text recognition \(OCR\) on that/,
    ],
    [
      'a whole Word file that is nested deeply',
      'docx',
      makeDocx(nested(20_000)),
      'too-large',
      /too deep to be read, such as tables within tables\. Save it as PDF in Word/,
    ],
    [
      'a small Word file of one letter',
      'docx',
      makeDocx(paragraph('a'.repeat(2_500)).repeat(2_000)),
      'too-large',
      /unpacks to far more text than a file of its size holds/,
    ],
  ] as const)('C5: tells the right reason for %s', async (_what, kind, data, code, reason) => {
    const failure = extract(kind, data);
    await expect(failure).rejects.toMatchObject({
      name: 'ExtractionError',
      code,
      message: expect.stringMatching(reason),
    });
  });

  it('C5: tells of no gap where a section says nothing', async () => {
    const { warnings } = await extract('md', `${'. '.repeat(4_000)}\n\nThe stopcock is under the sink.`);
    expect(warnings).toEqual([]);
  });

  it('reads a Word file that says the same on a hundred pages', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => [`Room ${n}`, SENTENCES[n % 5] ?? '', 'Checked']);
    const document = await extract('docx', makeDocx(`${wordTable(rows)}${PAGE_BREAK}`.repeat(100)));
    expect(document.pageCount).toBeGreaterThanOrEqual(100);
  });

  it('C8: takes no memory for a picture, however large', async () => {
    const path = await folder.write('picture.docx', await docxWithPicture(paragraph('The lamp hangs here.'), 200));
    const document = await extractDocument({ path, kind: 'docx', limits: { maxRssMb: 200 } });
    expect(document.pages[0]?.text).toBe('The lamp hangs here.');
  });
});
