import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { linesOf, readCase as read, useMadePdfs } from '../testing/read-made.ts';

/** What goes on overleaf, what belongs together on a page, and what is never quoted (C9, C11). */

const readMade = useMadePdfs();

/** A grey picture, as PNG. */
function picture(): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(60, 0);
  head.writeUInt32BE(40, 4);
  head[8] = 8;
  const pixels = deflateSync(Buffer.alloc(61 * 40, 0x99).map((value, at) => (at % 61 === 0 ? 0 : value)));
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

describe('C9: what goes on overleaf', () => {
  it('joins a sentence over a page break, and keeps a hyphen that belongs', async () => {
    const { passages, pages } = await read('p11_hyphen_pagebreak');
    const passage = passages.find((one) => one.text.includes('you must at once shut the blue lever on the left'));
    expect(passage).toMatchObject({ page: 1, lastPage: 2 });
    expect(passages.filter((one) => one.text.includes('blue lever'))).toHaveLength(1);
    expect(pages[0]?.text).toContain('an anti-legionella cycle');
  });

  it('joins a list over a page break, past header and footer', async () => {
    const { passages } = await readMade((doc) => {
      for (let page = 1; page <= 4; page += 1) {
        if (page > 1) doc.addPage();
        doc.fontSize(8).text('Grebe manual', 60, 30).text(`Page ${page} of 4`, 60, 770, { lineBreak: false });
        doc.fontSize(11);
        if (page === 2)
          doc.text('To reset the pump:', 60, 660).text('1. Close the tap.', 60, 680).text('2. Wait.', 60, 700);
        else if (page === 3) doc.text('3. Hold the amber key.', 60, 80).text('4. Open the tap.', 60, 100);
        else doc.text(`The ${['Belt', '', '', 'Lid'][page - 1]} is washed in May.`, 60, 80);
      }
    });
    const list = passages.find((one) => one.text.includes('To reset the pump'));
    expect(list?.text).toBe(
      'To reset the pump:\n1. Close the tap.\n2. Wait.\n3. Hold the amber key.\n4. Open the tap.',
    );
    expect(list).toMatchObject({ page: 2, lastPage: 3 });
  });

  it('carries the head of a table overleaf', async () => {
    const { passages, pages } = await readMade((doc) => {
      for (let page = 1; page <= 2; page += 1) {
        if (page > 1) doc.addPage();
        doc.fontSize(11).font('Helvetica-Bold');
        if (page === 1) doc.text('Room', 60, 640).text('Valve', 220, 640).text('Turns', 380, 640);
        doc.font('Helvetica');
        for (let row = 1; row <= 4; row += 1) {
          const y = (page === 1 ? 640 : 60) + row * 22;
          doc.text(`Room ${page}${row}`, 60, y).text(`GV-${page}${row}`, 220, y).text(`${row} turns`, 380, y);
        }
      }
    });
    expect(linesOf(pages[1]?.text)[0]).toBe('Room 21 | GV-21 | 1 turns');
    expect(passages.find((one) => one.text.includes('GV-23'))).toMatchObject({
      page: 2,
      text: expect.stringMatching(/^Room \| Valve \| Turns\nRoom 21/),
    });
  });
});

describe('C9: what belongs together on a page', () => {
  it('puts a footnote behind its paragraph, and keeps raised figures apart', async () => {
    const { pages } = await readMade((doc) => {
      doc.fontSize(11).text('The pump wants 3 m of free wall', 60, 80, { continued: true });
      doc.fontSize(6).text('1', { rise: 4, continued: true } as PDFKit.Mixins.TextOptions);
      doc.fontSize(11).text('.', { continued: false });
      doc.text('It runs at 10', 60, 130, { lineBreak: false });
      const x = 60 + doc.widthOfString('It runs at 10');
      doc.fontSize(6).text('2', x, 130, { lineBreak: false });
      doc.fontSize(11).text('pascal.', x + 8, 130, { lineBreak: false });
      doc.fontSize(8).text('1 Measured from the render, not from the block.', 60, 740, { lineBreak: false });
    });
    const lines = linesOf(pages[0]?.text);
    expect(lines).toContain('It runs at 10² pascal.');
    expect(lines.indexOf('1 Measured from the render, not from the block.')).toBe(1);
    expect(lines[0]).toMatch(/^The pump wants 3 m of free wall/);
  });

  it('reads columns whose lines do not stand level', async () => {
    const left = [
      'The amber pump stands',
      'in the shed behind the',
      'house and is washed in',
      'spring with rain water',
      'by its owner.',
    ];
    const right = [
      'A blue valve hangs over',
      'the sink of the utility',
      'room; it must be closed',
      'before a journey, and is',
      'opened by hand.',
    ];
    const { pages } = await readMade((doc) => {
      doc.fontSize(11);
      for (const [i, line] of left.entries()) doc.text(line, 60, 100 + i * 14, { lineBreak: false });
      for (const [i, line] of right.entries()) doc.text(line, 320, 106 + i * 15.5, { lineBreak: false });
    });
    expect(linesOf(pages[0]?.text)).toEqual([left.join(' '), right.join(' ')]);
  });
});

describe('C11: what is never quoted', () => {
  it('knows a page of contents, and the lines of one', async () => {
    const { pages, passages } = await read('p13_toc');
    expect(pages.map((page) => page.role)).toEqual(['contents', undefined, undefined, undefined]);
    expect(passages.map((passage) => passage.page)).toEqual([2, 3, 4]);
    expect(linesOf(pages[0]?.text)).toHaveLength(4);
  });

  it('knows contents without dots, by the headings that they name', async () => {
    const titles = ['Filling the pump', 'Draining the pump', 'Winter care'];
    const { pages, passages } = await readMade((doc) => {
      doc.font('Helvetica-Bold').fontSize(18).text('Contents', 60, 60).font('Helvetica').fontSize(11);
      for (const [i, title] of titles.entries())
        doc.text(title, 60, 110 + i * 22).text(String(i + 2), 480, 110 + i * 22, { lineBreak: false });
      for (const title of titles) {
        doc.addPage().font('Helvetica-Bold').fontSize(18).text(title, 60, 60);
        doc.font('Helvetica').fontSize(11).text(`${title} is described in this sentence of the manual.`, 60, 100);
      }
    });
    expect(pages[0]?.role).toBe('contents');
    expect(passages.map((passage) => passage.page)).toEqual([2, 3, 4]);
  });

  it('knows a cover, but not a page that can be rung', async () => {
    const made = (line: string) =>
      readMade((doc) => {
        doc.fontSize(30).text('Grebe 40', 60, 200).fontSize(14).text('Owner manual', 60, 260).text(line, 60, 290);
        for (const kind of ['belt', 'lid', 'fan'])
          doc.addPage().fontSize(11).text(`The ${kind} of the pump is washed in May with rain water only.`, 60, 80);
      });
    expect((await made('Larkfield, phase two')).pages[0]?.role).toBe('cover');
    expect((await made('Emergencies 1800 246 8100')).pages[0]?.role).toBeUndefined();
  });

  it('keeps captions and call-outs out of passages', async () => {
    const { pages, passages } = await readMade((doc) => {
      doc.fontSize(11).text('The pump stands in the shed and is washed in May with rain water only.', 60, 80);
      doc.image(picture(), 60, 130, { width: 240, height: 160 });
      doc.fontSize(9).text('Amber lever', 120, 200).text('Figure 3 The pump from above', 60, 296);
      doc.fontSize(11).text('Its lid is held by four screws that are turned by hand.', 60, 360);
    });
    expect(pages[0]?.text).toContain('Figure 3 The pump from above');
    expect(pages[0]?.text).toContain('Amber lever');
    const all = passages.map((passage) => passage.text).join('\n');
    expect(all).not.toMatch(/Figure 3|Amber lever/);
    expect(all).toContain('four screws');
  });
});
