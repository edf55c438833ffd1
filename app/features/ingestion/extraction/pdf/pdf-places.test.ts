import { describe, expect, test } from 'vitest';
import { linesOf, useMadePdfs } from '../testing/read-made.ts';

/** Words that stand turned, askew, very near or far apart, and what they belong to (C9). */

const readMade = useMadePdfs();

type Doc = PDFKit.PDFDocument;

const at = (doc: Doc, text: string, x: number, y: number, size = 11) =>
  doc.fontSize(size).text(text, x, y, { lineBreak: false });
function column(doc: Doc, lines: string[], x: number, y: number, size = 11, step = 15): void {
  for (const [i, line] of lines.entries()) at(doc, line, x, y + i * step, size);
}
const PROSE = [
  'The amber pump stands in the shed behind the house.',
  'It is washed in spring with rain water by its owner.',
  'A blue valve hangs over the sink of the utility room.',
];
async function linesFrom(draw: (doc: Doc) => void): Promise<string[]> {
  const { pages } = await readMade((doc) => {
    draw(doc);
    column(doc, PROSE, 60, 640);
  });
  return linesOf(pages[0]?.text);
}

test.each([
  ['upwards', -90],
  ['downwards', 90],
])('C9: heads that are set %s stand over their columns', async (_, angle) => {
  const lines = await linesFrom((doc) => {
    for (const [i, head] of ['Floor area', 'Sockets', 'Radiators'].entries()) {
      const x = 160 + i * 50;
      doc.save().rotate(angle, { origin: [x + 25, 120] });
      at(doc, head, x - 5, 115).restore();
    }
    for (const y of [80, 160, 180, 200]) doc.moveTo(60, y).lineTo(310, y).stroke();
    for (const x of [60, 160, 210, 260, 310]) doc.moveTo(x, 80).lineTo(x, 200).stroke();
    for (const [row, cells] of [
      ['Kitchen', '14.2', '11', '2'],
      ['Study', '9.8', '6', '1'],
    ].entries())
      for (const [i, cell] of cells.entries()) at(doc, cell, i === 0 ? 64 : 114 + i * 50, 165 + row * 20);
  });
  expect(lines.slice(0, 3)).toEqual([
    '| Floor area | Sockets | Radiators',
    'Kitchen | 14.2 | 11 | 2',
    'Study | 9.8 | 6 | 1',
  ]);
});

test.each([2, -3, 6])('C9: a note that slants by %s degrees is read line by line', async (angle) => {
  const lines = await linesFrom((doc) => {
    at(doc, 'The gate is of oak.', 60, 80);
    doc.save().rotate(angle, { origin: [60, 200] });
    column(
      doc,
      ['Slanted note: the code of the gate is 7730 today.', 'It changes on the first of June, at noon.'],
      60,
      200,
    );
    doc.restore();
  });
  expect(lines.join(' ')).toContain(
    'Slanted note: the code of the gate is 7730 today. It changes on the first of June',
  );
});

test('C9: a framed box is read by itself though the text beside it stands a word’s space away', async () => {
  const lines = await linesFrom((doc) => {
    column(
      doc,
      ['The fan draws the warm air of', 'the roof out in summer. It stays', 'off until the next day at noon.'],
      60,
      80,
    );
    const edge = 60 + doc.fontSize(11).widthOfString('the roof out in summer. It stays');
    doc.rect(edge + 3, 76, 160, 48).stroke();
    column(doc, ['Danger: isolate the fan', 'before you open its case,', 'and wait five minutes.'], edge + 8, 80);
    column(doc, ['Its belt is changed every six years by the maker of the fan.'], 60, 130);
  });
  expect(lines).toContain('Danger: isolate the fan before you open its case, and wait five minutes.');
  expect(lines.join(' ')).toContain('summer. It stays off until the next day at noon.');
});

test('C9: dots lead from a name to its value, and are no part of either', async () => {
  const lines = await linesFrom((doc) => {
    for (const [i, [name, value]] of [
      ['Meter number', 'MN 88 X'],
      ['Roof colour', 'Slate blue'],
    ].entries()) {
      const dots = '.'.repeat(Math.floor((240 - doc.fontSize(11).widthOfString(name ?? '')) / 3.06));
      at(doc, `${name}${dots}`, 60, 80 + i * 18);
      at(doc, value ?? '', 304, 80 + i * 18);
    }
    at(doc, 'Serial: ____KX-77____ Signed: ________', 60, 140);
  });
  expect(lines.slice(0, 3)).toEqual(['Meter number: MN 88 X', 'Roof colour: Slate blue', 'Serial: KX-77 Signed:']);
});

test('C9: a raised mark a space before its note belongs to it, a letter too', async () => {
  const lines = await linesFrom((doc) => {
    at(doc, 'The tank holds 180 litres', 60, 80);
    const x = 60 + doc.fontSize(11).widthOfString('The tank holds 180 litres');
    at(doc, '1', x, 78, 7);
    at(doc, ' and its anode lasts four years', x + 4, 80);
    at(doc, 'a', x + 4 + doc.fontSize(11).widthOfString(' and its anode lasts four years'), 78, 7);
    column(doc, ['in water that is as soft as rain.'], 60, 95);
    at(doc, '1', 60, 699, 5);
    at(doc, '150 where a coil is fitted.', 66, 700, 8);
    at(doc, 'a', 60, 713, 5);
    at(doc, 'Two where it is hard.', 66, 714, 8);
  });
  expect(lines[0]).toContain('180 litres¹ and its anode lasts four years ᵃ');
  expect(lines).toContain('¹ 150 where a coil is fitted.');
  expect(lines).toContain('ᵃ Two where it is hard.');
});

test('C9: a time that a line’s end cuts is in one paragraph', async () => {
  const lines = await linesFrom((doc) =>
    column(
      doc,
      ['The desk is open on each of these days from 09:00–', '17:00. Ring 01 before you come, and bring a card.'],
      60,
      80,
    ),
  );
  expect(lines[0]).toBe(
    'The desk is open on each of these days from 09:00–17:00. Ring 01 before you come, and bring a card.',
  );
});

describe('C9: two sheets', () => {
  const draw = (doc: Doc) => {
    const foot = (page: number) => at(doc, `Issue 4 · page ${page} of 2`, 60, 770, 8);
    const row = (cells: string[], y: number) => {
      for (const [i, cell] of cells.entries()) {
        doc.rect(60 + i * 120, y, 120, 20).stroke();
        at(doc, cell, 64 + i * 120, y + 5);
      }
    };
    column(doc, PROSE, 60, 80);
    row(['Machine', 'Number', 'Until'], 660);
    for (const [i, name] of ['Hob', 'Oven', 'Dryer'].entries()) row([name, `SN-${i}`, `203${i}`], 680 + i * 20);
    foot(1);
    doc.addPage();
    for (const [i, name] of ['Kettle', 'Fridge'].entries()) row([name, `SN-${i + 5}`, `204${i}`], 60 + i * 20);
    column(doc, PROSE, 60, 200);
    foot(2);
  };

  test('tell their numbers, which keep no table from going on', async () => {
    const { pages, passages } = await readMade(draw);
    expect(pages.map((page) => page.text).join('\n')).not.toContain('Issue 4');
    expect(pages[1]?.findings).toContainEqual({ kind: 'running-line', text: 'Issue 4 · page 2 of 2' });
    const overleaf = passages.find((passage) => passage.page === 2 && passage.text.includes('Kettle'));
    expect(overleaf?.text).toContain('Machine | Number | Until\nKettle | SN-5 | 2040');
  });
});

test('C9: heads that stand a space apart are parted where their columns begin', async () => {
  const lines = await linesFrom((doc) => {
    for (const [row, cells] of [
      ['What', 'Years', 'Who to ring'],
      ['Roof and gutters', '10', 'Corrib Roofing'],
      ['Windows', '5', 'Glaze, on Tuesdays'],
      ['Boiler', '7', 'Vail'],
    ].entries()) {
      const xs = [62, 200, 200 + doc.fontSize(11).widthOfString('Years') + 5];
      for (const [i, cell] of cells.entries()) at(doc, cell, xs[i] ?? 0, 80 + row * 20);
      doc
        .moveTo(60, 94 + row * 20)
        .lineTo(400, 94 + row * 20)
        .stroke();
    }
  });
  expect(lines.slice(0, 2)).toEqual(['What | Years | Who to ring', 'Roof and gutters | 10 | Corrib Roofing']);
});

test('C9: short columns of sentences on shared baselines are no rows', async () => {
  const lines = await linesFrom((doc) => {
    for (const [i, own] of [
      ['Grit on the paths when it', 'freezes, lamps in the', 'stairs, and keys to the', 'roof of the house.'],
      ['Insurance of the block,', 'lifts and gates, and the', 'charge for the service', 'of all of them.'],
      ['Windows inside, balcony', 'drains, your own door', 'lock, its bell, and the', 'mat before the door.'],
    ].entries())
      column(doc, own, 60 + i * 165, 80, 10);
  });
  expect(lines.slice(0, 3)).toEqual([
    'Grit on the paths when it freezes, lamps in the stairs, and keys to the roof of the house.',
    'Insurance of the block, lifts and gates, and the charge for the service of all of them.',
    'Windows inside, balcony drains, your own door lock, its bell, and the mat before the door.',
  ]);
});

test('C9: drawn tables beside each other are tables each', async () => {
  const { pages } = await readMade((doc) => {
    for (const [table, rows] of [
      [
        ['Room', 'Lamp'],
        ['Hall', 'GU10'],
        ['Bath', 'G9'],
      ],
      [
        ['Switch', 'Turns on'],
        ['S1', 'Porch'],
        ['S2', 'Fan'],
      ],
    ].entries())
      for (const [row, cells] of rows.entries())
        for (const [i, cell] of cells.entries()) {
          doc.rect(60 + table * 200 + i * 80, 80 + row * 20, 80, 20).stroke();
          at(doc, cell, 64 + table * 200 + i * 80, 85 + row * 20);
        }
    column(doc, PROSE, 60, 300);
  });
  expect(pages[0]?.text).toContain('Bath | G9\n\nSwitch | Turns on\nS1 | Porch');
});
