import { expect, test } from 'vitest';
import { linesOf, useMadePdfs } from '../testing/read-made.ts';

/** Letters that are set large, small, high or apart, and text in panels and between rules (C9). */

const readMade = useMadePdfs();

type Draw = (doc: PDFKit.PDFDocument) => void;

const at = (doc: PDFKit.PDFDocument, text: string, x: number, y: number, size = 11) =>
  doc.fontSize(size).text(text, x, y, { lineBreak: false });

/** Writes parts one after the other; a part that begins with ^ is set small and high. */
function raised(doc: PDFKit.PDFDocument, parts: string[], y: number): void {
  let x = 60;
  for (const part of parts) {
    const up = part.startsWith('^');
    at(doc, up ? part.slice(1) : part, x, y, up ? 6 : 11);
    x += doc.widthOfString(up ? part.slice(1) : part);
  }
}

/** Lines of prose below `y`, so that a page has a body to compare with. */
function prose(doc: PDFKit.PDFDocument, y: number, x = 60): void {
  for (const [i, line] of [
    'The amber pump stands in the shed behind the house.',
    'It is washed in spring with rain water by its owner.',
    'A blue valve hangs over the sink of the utility room.',
  ].entries())
    at(doc, line, x, y + i * 15);
}

const CASES: [name: string, draw: Draw, lines: string[]][] = [
  [
    'two raised figures of one line, the second at its end',
    (doc) => raised(doc, ['The hall has 20 m', '^2', ' of floor and 60 m', '^3'], 80),
    ['The hall has 20 m² of floor and 60 m³'],
  ],
  [
    'a raised figure in each of several lines',
    (doc) => {
      for (const [i, room] of ['hall', 'kitchen', 'attic'].entries())
        raised(doc, [`The ${room} has ${i + 4} m`, '^2', ', no more.'], 80 + i * 30);
    },
    ['The hall has 4 m², no more.', 'The kitchen has 5 m², no more.', 'The attic has 6 m², no more.'],
  ],
  [
    'a large first letter that reaches down beside three lines',
    (doc) => {
      at(doc, 'T', 60, 88, 50);
      at(doc, 'he amber lever of the pump is turned to the left', 96, 86);
      at(doc, 'before the winter, and back again when the frost', 96, 101);
      at(doc, 'has gone.', 96, 116);
      prose(doc, 160);
    },
    ['The amber lever of the pump is turned to the left before the winter, and back again when the frost has gone.'],
  ],
  [
    'letters that are set apart',
    (doc) => {
      doc.fontSize(16).text('WARRANTY', 60, 80, { characterSpacing: 7, lineBreak: false });
      prose(doc, 130);
    },
    ['WARRANTY'],
  ],
  [
    'a card beside the text, as a whole',
    (doc) => {
      doc.rect(330, 72, 200, 70).fillAndStroke('#eef3ee', '#557755').fillColor('#000000');
      for (const [i, line] of ['Call the office', 'when the red lamp', 'goes on at night.'].entries())
        at(doc, line, 342, 82 + i * 15);
      for (const [i, line] of [
        'The lever is amber and stands beside',
        'the pump of the house; it is turned',
        'to the left before a long journey.',
      ].entries())
        at(doc, line, 60, 82 + i * 15);
      prose(doc, 180);
    },
    [
      'The lever is amber and stands beside the pump of the house; it is turned to the left before a long journey.',
      'Call the office when the red lamp goes on at night.',
    ],
  ],
  [
    'a table whose rows are parted by level lines alone, one cell of two lines',
    (doc) => {
      for (const y of [74, 98, 138, 162]) doc.moveTo(60, y).lineTo(500, y).stroke();
      doc.font('Helvetica-Bold');
      for (const [text, x] of [
        ['Part', 62],
        ['Work', 200],
        ['When', 400],
      ] as const)
        at(doc, text, x, 80);
      doc.font('Helvetica');
      for (const [text, x, y] of [
        ['Filter', 62, 104],
        ['Washed in warm water', 200, 104],
        ['and dried in the air', 200, 119],
        ['May', 400, 104],
        ['Belt', 62, 144],
        ['Looked at', 200, 144],
        ['June', 400, 144],
      ] as const)
        at(doc, text, x, y);
      prose(doc, 200);
    },
    ['Part | Work | When', 'Filter | Washed in warm water and dried in the air | May', 'Belt | Looked at | June'],
  ],
  [
    'words that a line strikes through, and none that it underlines or marks',
    (doc) => {
      at(doc, 'It is serviced every six months.', 60, 80);
      at(doc, 'It is cleaned every year.', 60, 110);
      at(doc, 'It is oiled every week.', 60, 140);
      const width = (text: string) => doc.fontSize(11).widthOfString(text);
      const from = 60 + width('It is serviced every ');
      doc
        .moveTo(from, 85.5)
        .lineTo(from + width('six months'), 85.5)
        .lineWidth(0.7)
        .stroke();
      doc
        .moveTo(60, 121)
        .lineTo(60 + width('It is cleaned'), 121)
        .stroke();
      doc.rect(60, 145, width('It is oiled'), 6).fill('#ffee66').fillColor('#000000');
      at(doc, 'It is oiled', 60, 140);
      prose(doc, 200);
    },
    ['It is serviced every ~~six months.~~', 'It is cleaned every year.'],
  ],
  [
    'words that two lines strike through',
    (doc) => {
      at(doc, 'The pump is blue.', 60, 80);
      at(doc, 'The pump is green.', 60, 110);
      for (const y of [84, 85.8])
        doc
          .moveTo(60, y)
          .lineTo(60 + doc.fontSize(11).widthOfString('The pump is blue.'), y)
          .lineWidth(0.5)
          .stroke();
      prose(doc, 200);
    },
    ['~~The pump is blue.~~', 'The pump is green.'],
  ],
  [
    'words that an annotation strikes through',
    (doc) => {
      at(doc, 'The pump runs at 1400 turns.', 60, 80);
      const from = 60 + doc.fontSize(11).widthOfString('The pump runs at ');
      doc.strike(from, 78, doc.widthOfString('1400'), 13);
      prose(doc, 200);
    },
    ['The pump runs at ~~1400~~ turns.'],
  ],
];

test.each(CASES)('C9: %s', async (_name, draw, lines) => {
  const { pages } = await readMade(draw);
  const read = linesOf(pages[0]?.text);
  for (const line of lines) expect(read).toContain(line);
});
