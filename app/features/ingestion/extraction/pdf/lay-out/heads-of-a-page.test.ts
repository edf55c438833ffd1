import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();
const ANSWER =
  'Yes, where the wall is of brick, and never above or below a switch. The manual of the house says which.';

describe('C11: printed questions are headings, and their answers the text under them', () => {
  it.each([1, 1.02, 0.98])('where they are bold, %d of the size of the text', async (ratio) => {
    const questions = ['May I hang things on the walls?', 'Where does the rubbish of the whole house have to go?'];
    const { pages, passages } = await read((doc) => {
      doc.fontSize(20).text('Everybody asks').moveDown();
      for (const question of questions) {
        doc
          .font('Helvetica-BoldOblique')
          .fontSize(11 * ratio)
          .text(question, { width: 240 });
        doc.font('Helvetica').fontSize(11).text(ANSWER, { width: 240 }).moveDown();
      }
    });
    expect(pages[0]?.headings).toEqual(['Everybody asks', ...questions]);
    expect(passages.map(({ section, text }) => [section, text])).toEqual(
      questions.map((question) => [['Everybody asks', question], ANSWER]),
    );
  });

  it('so are the sentences that are set as they are', async () => {
    const asked = ['Can I get a gas hob?', 'I hear my neighbour at night.', 'Why is there no lift?'];
    const { pages } = await read((doc) => {
      for (const heading of asked) {
        doc.font('Helvetica-Bold').fontSize(11.3).text(heading);
        doc.font('Helvetica').fontSize(11).text(ANSWER).moveDown();
      }
      doc.font('Helvetica-Bold').fontSize(11).text('Never cover the vent.').moveDown();
      doc.font('Helvetica').text(ANSWER);
    });
    expect(pages[0]?.headings).toEqual(asked);
  });
});

describe('C11: the band of a title', () => {
  const titles = 'Parking Water Heating Bins Alarms Gas Windows Garden Attic Lift Meter Fire Paint Doors Keys'.split(
    ' ',
  );
  /** A page for each line, which stands in a band below a title. */
  const draw = (doc: PDFKit.PDFDocument, around: string[], framed = true) => {
    for (const [at, line] of around.entries()) {
      if (at > 0) doc.addPage();
      if (framed) doc.rect(0, 20, 612, 130).fill('#eef2f3').fillColor('#222');
      doc.fontSize(24).text(titles[at] ?? '', 60, 54);
      doc.fontSize(9).text(line, 60, 100, { lineBreak: false });
      doc.fontSize(18).text(`The ${titles[at]} room`, 60, 170);
      doc.fontSize(11).text(ANSWER, 60, 200);
    }
  };
  const shown = (line: string) => line.replaceAll('  |  ', ' · ');

  it('is shown and in no passage, and told, where it says nothing of its own', async () => {
    const around = [
      'CH-PC-06',
      '2026-04-06',
      '6th April 2026',
      'Aibreán 2026',
      '12/2026',
      'CH-WS-07  |  2026-05-06',
      'CORNICE HOMES  |  CH-PC-09',
      'The Parking Guide',
      'Mill Lane, Corran C4  |  CH-GS-01  |  7 April 2026',
    ];
    const { pages, passages } = await read(
      (doc) => {
        draw(doc, around);
        doc.addPage().fontSize(11).text(ANSWER).moveDown().text('Mill Lane').moveDown().text('Corran C4');
      },
      { info: { Title: 'The Parking Guide', Author: 'Cornice Homes' } },
    );
    for (const [at, line] of around.entries()) {
      expect.soft(linesOf(pages[at]?.text), line).toContain(shown(line));
      expect.soft(pages[at]?.findings, line).toEqual([{ kind: 'aside', text: shown(line) }]);
      expect
        .soft(
          passages.filter(({ page }) => page === at + 1).map(({ text }) => text),
          line,
        )
        .toEqual([ANSWER]);
    }
  });

  it('is content where it says something that stands nowhere else, by itself', async () => {
    const around = [
      'The yard is locked from ten at night.',
      'The stopcock is under the kitchen sink',
      'Ring us: 01632 960 100',
      '01632 960 111',
      'Behind the green door',
      'Fuse board under the stairs  |  CH-PC-06  |  2026-04-06',
      'PLANT ROOM, LEVEL 2',
      'Maximum height 2.10 m',
      'Space 14',
      'Serial KX-20417-B',
      'Never block the gate',
      'Open 7 to 19, 2026-04-06',
      'For Maple and Cherry',
      'Valid until 30 June 2031',
      'Fermez la vanne bleue',
    ];
    const { pages, passages } = await read((doc) => draw(doc, around));
    for (const [at, line] of around.entries()) {
      const own = passages.filter(({ page }) => page === at + 1);
      // By itself, so that no answer below the title is quoted with it.
      expect
        .soft(
          own.map(({ heading, section, text }) => [heading, section, text]),
          line,
        )
        .toContainEqual([null, [titles[at]], shown(line)]);
      expect.soft(pages[at]?.findings, line).toBeUndefined();
    }
  });

  it('is content where it is no band', async () => {
    const { passages } = await read((doc) => draw(doc, ['CH-PC-06'], false));
    expect(passages.map(({ text }) => text).join('\n')).toContain('CH-PC-06');
  });
});

describe('C9: a column that ends early beside one that goes on', () => {
  it('is read after it', async () => {
    const left = Array.from({ length: 24 }, (_, at) => `then the left says sentence ${at + 1} of its own`).join(', ');
    const right = 'The right column holds no more than this, which is what was left of the text.';
    const { pages } = await read((doc) => {
      doc.fontSize(20).text('From the mews', 60, 70);
      doc.fontSize(10).text(left, 60, 104, { width: 220 });
      doc.text(right, 310, 102, { width: 220 });
    });
    expect(linesOf(pages[0]?.text)).toEqual(['From the mews', left, right]);
  });
});

describe('C9: the names and values of a form', () => {
  const fields = [
    ['Contractor:', 'Rathmoyle Electrical Services Ltd'],
    ['Site:', 'Longview Park, Midleton'],
    ['Date of test:', '24 February 2026'],
  ];

  it.each([[110], [180]])('belong together, %i points apart, and to no table below', async (indent) => {
    const { pages, passages } = await read((doc) => {
      doc.fontSize(16).text('Completion certificate', 60, 60);
      doc.fontSize(10);
      let y = 90;
      for (const row of fields) {
        doc.text(row[0] ?? '', 60, y, { lineBreak: false }).text(row[1] ?? '', 60 + indent, y, { lineBreak: false });
        y += 15;
      }
      for (const row of [
        ['Type', 'Board', 'Switch'],
        ['A', '14 ways', '63 A'],
        ['B', '18 ways', '80 A'],
      ]) {
        for (const [at, cell] of row.entries()) doc.text(cell, 60 + at * 130, y, { lineBreak: false });
        y += 15;
      }
    });
    expect(linesOf(pages[0]?.text)).toEqual([
      'Completion certificate',
      ...fields.map((row) => row.join(' ')),
      'Type | Board | Switch',
      'A | 14 ways | 63 A',
      'B | 18 ways | 80 A',
    ]);
    expect(passages[0]?.text).toContain(fields.map((row) => row.join(' ')).join('; '));
  });

  it.each([
    ['apart from a table of two columns', 34, ['Signed: S. Vaughan (PV) 25 February', 'Signed: K. Nunan 27 February']],
    ['in its rows', 15, ['Signed: S. Vaughan (PV) | 25 February', 'Signed: K. Nunan | 27 February']],
  ])('that stand %s', async (_where, gap, wanted) => {
    const rows = [
      ['Type', 'Leakage'],
      ['Oak', '2.4'],
      ['Ash', '2.6'],
      ['Signed: S. Vaughan (PV)', '25 February'],
      ['Signed: K. Nunan', '27 February'],
    ];
    const { pages } = await read((doc) => {
      doc.fontSize(10);
      for (const [at, row] of rows.entries())
        for (const [column, cell] of row.entries())
          doc.text(cell, 60 + column * 230, 90 + at * 15 + (at > 2 ? gap - 15 : 0), { lineBreak: false });
    });
    expect(linesOf(pages[0]?.text)).toEqual([...rows.slice(0, 3).map((row) => row.join(' | ')), ...wanted]);
  });

  it('are no paragraph where they are set without a gap', async () => {
    const lines = fields.map((row) => row.join(' '));
    const { pages } = await read((doc) => {
      doc.fontSize(10);
      for (const [at, line] of lines.entries()) doc.text(line, 60, 90 + at * 13, { lineBreak: false });
    });
    expect(linesOf(pages[0]?.text)).toEqual(lines);
  });
});
