import { describe, expect, it } from 'vitest';
import { linesOf, useMadePdfs } from '../../testing/read-made.ts';

const read = useMadePdfs();
const PITCH = 21;

/** Rows with a shade behind every second one, under a head without any; returns where they end. */
function banded(doc: PDFKit.PDFDocument, top: number, rows: string[][], places: number[]): number {
  let y = top;
  for (const [at, row] of rows.entries()) {
    if (at % 2 === 1) doc.rect(58, y, 480, PITCH).fill('#eef2f3').fillColor('#222');
    doc.font(at === 0 ? 'Helvetica-Bold' : 'Helvetica').fontSize(10);
    for (const [column, cell] of row.entries()) if (cell) doc.text(cell, places[column], y + 5, { lineBreak: false });
    y += PITCH;
  }
  return y;
}

const written = (rows: string[][]) => rows.map((row) => row.join(' | ').trim());

it('C9: rows under a ruled head stay apart where a cell of one goes on in a second line', async () => {
  const { pages } = await read((doc) => {
    doc.font('Helvetica').fontSize(11);
    for (const y of [66, 85, 146]) doc.moveTo(55, y).lineTo(425, y).stroke('#333');
    for (const [y, ...cells] of [
      [70, 'Item', 'Care', 'Months'],
      [90, 'Gutter', 'Clear leaves and moss, check', '12'],
      [103, '', 'brackets', ''],
      [116, 'Drain', 'Rod and flush', '24'],
      [129, 'Fan', 'Wipe the blades with a cloth', '6'],
    ] as const)
      for (const [at, cell] of cells.entries())
        if (cell) doc.text(cell, [60, 140, 384][at] ?? 0, y, { lineBreak: false });
  });
  expect(linesOf(pages[0]?.text)).toEqual([
    'Item | Care | Months',
    'Gutter | Clear leaves and moss, check brackets | 12',
    'Drain | Rod and flush | 24',
    'Fan | Wipe the blades with a cloth | 6',
  ]);
});

describe('C9: tables of shaded rows under a ruled running head', () => {
  it.each([
    ['right under a title', 24],
    ['under a title with more room', 60],
  ])('keep their head apart from what stands above it: %s', async (_where, gap) => {
    const rows = [
      ['No.', 'Serves', 'Breaker'],
      ...Array.from({ length: 7 }, (_, at) => [`${at + 1}`, `Sockets of room ${at + 1}`, `${at + 6} A`]),
    ];
    const { pages } = await read((doc) => {
      doc.moveTo(58, 50).lineTo(538, 50).stroke('#335');
      doc.font('Helvetica-Bold').fontSize(20).text('Circuits in the mews', 58, 72);
      banded(doc, 72 + gap, rows, [64, 140, 400]);
    });
    expect(pages[0]?.headings).toEqual(['Circuits in the mews']);
    expect(linesOf(pages[0]?.text)).toEqual(['Circuits in the mews', ...written(rows)]);
  });

  it('keep a head whose first cell is empty, below text', async () => {
    const rows = [
      ['', 'In office hours', 'At other times'],
      ['Outer door', 'Ring the factor', 'Ring the night line'],
      ['Close door', 'Ring the factor', 'Ring the night line'],
      ['Your own door', 'A locksmith', 'A locksmith'],
    ];
    const said = 'The door is only on the latch before the key is turned. '.repeat(8).trim();
    const { pages } = await read((doc) => {
      doc.moveTo(58, 50).lineTo(538, 50).stroke('#335');
      doc.fontSize(11).text(said, 58, 72, { width: 480 });
      const end = banded(doc, doc.y + 20, rows, [64, 206, 364]);
      doc
        .font('Helvetica')
        .fontSize(11)
        .text('Nobody else holds a key.', 58, end + 10);
    });
    expect(linesOf(pages[0]?.text)).toEqual([said, ...written(rows), 'Nobody else holds a key.']);
  });

  it.each([
    ['a title below them', 3, 24],
    ['their number', 16, 0],
  ])('keep a head whose first cell is empty, below steps that are told from rows by %s', async (_by, count, title) => {
    const rows = [
      ['', 'Terrace', 'Barns'],
      ['Tank', 'Awel 1500', 'Awel 5000'],
      ['Feeds', 'Outside tap', 'WCs and outside taps'],
      ['When empty', 'Nothing comes', 'Mains water is let in'],
      ['Pump', 'None, by gravity', 'In the tank'],
    ];
    const { pages } = await read((doc) => {
      doc.moveTo(58, 50).lineTo(538, 50).stroke('#335');
      doc.font('Helvetica').fontSize(10);
      for (let step = 1; step <= count; step += 1) {
        doc.text(`${step}`, 58, 55 + step * 17, { lineBreak: false });
        doc.text(`Lift lid number ${step} and hose what lies beneath into the tank.`, 78, 55 + step * 17);
      }
      const end = 85 + count * 17;
      if (title > 0) doc.font('Helvetica-Bold').fontSize(20).text('Rainwater', 58, end);
      banded(doc, end + title, rows, [64, 206, 364]);
    });
    const lines = linesOf(pages[0]?.text);
    expect(lines.slice(-rows.length)).toEqual(written(rows));
    expect(lines.slice(0, -rows.length).join('\n')).toContain(`Lift lid number ${count} and`);
  });

  it('keep a last row without a shade, its wrapped lines too', async () => {
    const rows = [
      ['Price from April', ''],
      ['Charging, each kWh', '32 p'],
      ['Standing on', '10 p a minute'],
      ['At night', 'Free'],
      ['Longest stay', '8 hours, and on Sundays'],
    ];
    const { pages } = await read((doc) => {
      const end = banded(doc, 100, rows, [64, 350]);
      doc
        .font('Helvetica')
        .fontSize(10)
        .text('12 hours', 350, end - PITCH + 18, { lineBreak: false });
      doc.fontSize(11).text('Prices may change.', 58, end + 30);
    });
    expect(linesOf(pages[0]?.text)).toEqual([
      ...written(rows).slice(0, -1),
      'Longest stay | 8 hours, and on Sundays 12 hours',
      'Prices may change.',
    ]);
  });
});

it('C9: sections of a form that lines part are no rows: each of their lines is one', async () => {
  const { pages } = await read((doc) => {
    const section = (top: number, rows: string[][], places: number[]) => {
      for (const [at, row] of rows.entries())
        for (const [column, cell] of row.entries())
          doc.fontSize(10).text(cell, places[column], top + at * 18, { lineBreak: false });
      doc
        .moveTo(60, top + rows.length * 18)
        .lineTo(520, top + rows.length * 18)
        .stroke();
    };
    doc.moveTo(60, 74).lineTo(520, 74).stroke();
    section(
      80,
      [
        ['Contractor:', 'Rathkeel Wiring'],
        ['Site:', 'Quay House'],
        ['Date of test:', '24 June 2026'],
      ],
      [60, 320],
    );
    section(
      146,
      [
        ['Type', 'Board', 'Switch', 'Earth'],
        ['A', '14 ways', '63 A', 'TN-S'],
        ['B', '18 ways', '80 A', 'TN-S'],
      ],
      [60, 200, 300, 400],
    );
    section(
      212,
      [
        ['Test', 'A', 'B'],
        ['Loop, ohm', '0.31', '0.28'],
        ['Trip, ms', '21', '24'],
      ],
      [60, 180, 300],
    );
  });
  expect(pages[0]?.text).toBe(
    [
      'Contractor: Rathkeel Wiring\nSite: Quay House\nDate of test: 24 June 2026',
      'Type | Board | Switch | Earth\nA | 14 ways | 63 A | TN-S\nB | 18 ways | 80 A | TN-S',
      'Test | A | B\nLoop, ohm | 0.31 | 0.28\nTrip, ms | 21 | 24',
    ].join('\n\n'),
  );
});

describe('C9: a table with rules above and below its head alone', () => {
  const ruled = (doc: PDFKit.PDFDocument, rows: string[][], last: number) => {
    doc.fontSize(10);
    for (const [at, row] of rows.entries())
      for (const [column, cell] of row.entries()) doc.text(cell, 80 + column * 90, 100 + at * 12, { lineBreak: false });
    for (const y of [97, 110, last]) doc.moveTo(78, y).lineTo(340, y).stroke();
  };

  it.each([
    [
      'of three rows',
      [
        ['Valve', 'Turns', 'Torque'],
        ['V1', '3.5', '12.0'],
        ['V2', '11.25', '8.0'],
        ['V3', '0.5', '120.75'],
      ],
    ],
    [
      'of two',
      [
        ['Part', 'Number'],
        ['Flap', 'GW-1'],
        ['Grate', 'GW-2'],
      ],
    ],
  ])('has a row in each line: %s', async (_name, rows) => {
    const { pages } = await read((doc) => ruled(doc, rows, 100 + rows.length * 12));
    expect(pages[0]?.text).toBe(rows.map((row) => row.join(' | ')).join('\n'));
  });

  it('keeps the lines of a cell together that go on in small letters', async () => {
    const { pages } = await read((doc) =>
      ruled(
        doc,
        [
          ['Room', 'Floor'],
          ['Hall and the', 'Wool carpet of'],
          ['landing above', 'the darker grey'],
        ],
        136,
      ),
    );
    expect(pages[0]?.text).toBe('Room | Floor\nHall and the landing above | Wool carpet of the darker grey');
  });
});
