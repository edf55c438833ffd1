import { describe, expect, test } from 'vitest';
import { linesOf, useMadePdfs } from '../testing/read-made.ts';

/** What is drawn beside the letters and changes what they say: strokes, boxes, bullets, signs (C9). */

const readMade = useMadePdfs();

type Doc = PDFKit.PDFDocument;

const at = (doc: Doc, text: string, x: number, y: number, size = 11) =>
  doc.fontSize(size).text(text, x, y + size * 0.72, { lineBreak: false, baseline: 'alphabetic' });
const widthOf = (doc: Doc, text: string) => doc.fontSize(11).widthOfString(text);
const stroke = (doc: Doc, x0: number, y0: number, x1: number, y1: number, width = 1) =>
  doc.moveTo(x0, y0).lineTo(x1, y1).lineWidth(width).stroke();
/** Lines of prose, so that a page has a body to compare with. */
function prose(doc: Doc, y: number): void {
  for (const [i, line] of [
    'The amber pump stands in the shed behind the house.',
    'It is washed in spring with rain water by its owner.',
    'A blue valve hangs over the sink of the utility room.',
  ].entries())
    at(doc, line, 60, y + i * 15);
}
async function linesFrom(draw: (doc: Doc) => void): Promise<string[]> {
  const { pages } = await readMade((doc) => {
    draw(doc);
    prose(doc, 600);
  });
  return linesOf(pages[0]?.text);
}

describe('C9: words are struck', () => {
  const TEXT = 'Dogs may run free on Sundays.';

  test.each<[string, (doc: Doc, width: number) => void]>([
    ['by an X from corner to corner', (doc, w) => stroke(stroke(doc, 60, 80, 60 + w, 92), 60, 92, 60 + w, 80)],
    ['by a line that slants', (doc, w) => stroke(doc, 60, 90, 60 + w, 82)],
    [
      'by dashes that are drawn one by one',
      (doc, w) => {
        for (let x = 0; x < w; x += 6) stroke(doc, 60 + x, 85, 64 + x, 85);
      },
    ],
    [
      'letter by letter',
      (doc) => {
        let x = 60;
        for (const letter of TEXT) {
          stroke(doc, x, 85, x + widthOf(doc, letter) - 0.2, 85);
          x += widthOf(doc, letter);
        }
      },
    ],
  ])('%s', async (_, strike) => {
    const lines = await linesFrom((doc) => {
      at(doc, TEXT, 60, 80);
      strike(doc, widthOf(doc, TEXT));
      at(doc, 'Cats may sleep on the wall.', 60, 120);
    });
    expect(lines.slice(0, 2)).toEqual([`~~${TEXT}~~`, 'Cats may sleep on the wall.']);
  });

  test('all that an X over a paragraph crosses out, line by line, and nothing beside it', async () => {
    const lines = await linesFrom((doc) => {
      at(doc, 'The old swing may be used by small', 60, 80);
      at(doc, 'children, two of them at a time.', 60, 95);
      stroke(stroke(doc, 55, 76, 250, 110), 55, 110, 250, 76);
      at(doc, 'The new slide is open all year.', 60, 140);
    });
    expect(lines[0]).toBe('~~The old swing may be used by small children, two of them at a time.~~');
    expect(lines[1]).toBe('The new slide is open all year.');
  });

  test('cell by cell, where a line runs through a row of a drawn table', async () => {
    const lines = await linesFrom((doc) => {
      for (const [row, cells] of [
        ['Item', 'Day', 'Price'],
        ['Grill', 'Saturday', '20 euro'],
        ['Tent', 'Friday', '35 euro'],
      ].entries())
        for (const [column, cell] of cells.entries()) {
          doc.rect(60 + column * 90, 80 + row * 20, 90, 20).stroke();
          at(doc, cell, 64 + column * 90, 85 + row * 20);
        }
      stroke(doc, 60, 110, 330, 110);
    });
    expect(lines.slice(0, 3)).toEqual([
      'Item | Day | Price',
      '~~Grill~~ | ~~Saturday~~ | ~~20 euro~~',
      'Tent | Friday | 35 euro',
    ]);
  });

  test('by no line as thick as a marker, upon which white letters are read too', async () => {
    const lines = await linesFrom((doc) => {
      doc.strokeColor('#fe0');
      stroke(doc, 58, 85, 240, 85, 14);
      doc.strokeColor('#135');
      stroke(doc, 58, 125, 240, 125, 16);
      at(doc, 'The marked pump is blue.', 60, 80);
      at(doc.fillColor('#fff'), 'The white pump is green.', 60, 120);
      doc.fillColor('#000');
    });
    expect(lines.slice(0, 2)).toEqual(['The marked pump is blue.', 'The white pump is green.']);
  });
});

describe('C9: boxes that are drawn', () => {
  const frame = (doc: Doc, y: number, x = 60) => doc.lineWidth(1).rect(x, y, 10, 10).stroke();

  test('tell whether they are ticked', async () => {
    const lines = await linesFrom((doc) => {
      stroke(stroke(frame(doc, 80), 60, 80, 70, 90), 60, 90, 70, 80);
      at(doc, 'Alarm fitted', 76, 80);
      frame(doc, 100);
      at(doc, 'Sprinkler fitted', 76, 100);
      frame(doc, 120).moveTo(62, 125).lineTo(65, 128).lineTo(69, 121).stroke();
      at(doc, 'Ladder fitted', 76, 120);
      frame(doc, 140).rect(62, 142, 6, 6).fill('#000');
      at(doc, 'Lamp fitted', 76, 140);
      for (const [x0, y0, x1, y1] of [
        [60, 160, 70, 160],
        [60, 170, 70, 170],
        [60, 160, 60, 170],
        [70, 160, 70, 170],
      ] as const)
        stroke(doc, x0, y0, x1, y1);
      at(doc, 'x', 62.5, 160, 10);
      at(doc, 'Bell fitted', 76, 160);
    });
    expect(lines.slice(0, 5)).toEqual([
      '☒ Alarm fitted',
      '☐ Sprinkler fitted',
      '☑ Ladder fitted',
      '☑ Lamp fitted',
      '☒ Bell fitted',
    ]);
  });

  test('are none where they are cells, places of a number, or hold letters', async () => {
    const lines = await linesFrom((doc) => {
      at(doc, 'Code', 60, 80);
      for (const [i, figure] of ['4', '7', '', ''].entries()) {
        frame(doc, 80, 100 + i * 10);
        at(doc, figure, 102 + i * 10, 81, 8);
      }
      frame(doc, 110, 100);
      at(doc, 'K', 102, 111, 8);
      at(doc, 'is the key.', 120, 110);
    });
    expect(lines.join(' ')).not.toMatch(/[☐☑☒]/);
  });

  test('of a form are told once', async () => {
    const lines = await linesFrom((doc) => {
      doc.initForm();
      frame(doc, 80);
      doc.formCheckbox('agreed', 60, 80, 10, 10, { value: 'Yes', defaultValue: 'Yes' } as never);
      at(doc, 'Agreed', 76, 80);
    });
    expect(lines[0]).toMatch(/^[☐☑] Agreed$/);
  });
});

test.each<[string, (doc: Doc, y: number) => void]>([
  ['dots', (doc, y) => doc.circle(64, y + 5, 1.8).fill('#000')],
  ['rings', (doc, y) => doc.circle(64, y + 5, 2).stroke('#000')],
  ['small squares', (doc, y) => doc.rect(62, y + 3, 4, 4).fill('#000')],
])('C9: bullets that are drawn as %s begin items', async (_, bullet) => {
  const lines = await linesFrom((doc) => {
    for (const [i, item] of ['a filter of class M5', 'a hose with a brass end', 'two old towels'].entries()) {
      bullet(doc, 80 + i * 14);
      at(doc.fillColor('#000'), item, 76, 80 + i * 14);
    }
  });
  expect(lines.slice(0, 3)).toEqual(['• a filter of class M5', '• a hose with a brass end', '• two old towels']);
});

test('C9: signs of ZapfDingbats are read as they look', async () => {
  const lines = await linesFrom((doc) => {
    for (const [i, [sign, text]] of [
      ['4', 'Gas tested'],
      ['8', 'Oil tested'],
      ['n', 'Water tested'],
    ].entries()) {
      at(doc.font('ZapfDingbats'), sign ?? '', 60, 80 + i * 20);
      at(doc.font('Helvetica'), text ?? '', 80, 80 + i * 20);
    }
  });
  expect(lines.slice(0, 3)).toEqual(['✔ Gas tested', '✘ Oil tested', '■ Water tested']);
});

test('C9: an annotation that is hidden is not read', async () => {
  const lines = await linesFrom((doc) => {
    at(doc, 'The door is oak.', 60, 80);
    doc.annotate(60, 100, 200, 20, { Subtype: 'FreeText', Contents: new String('It costs 900 euro.'), F: 2 } as never);
    doc.annotate(60, 130, 200, 20, { Subtype: 'FreeText', Contents: new String('It opens inwards.'), F: 4 } as never);
  });
  expect(lines.join(' ')).toContain('It opens inwards.');
  expect(lines.join(' ')).not.toContain('900');
});
