import { describe, expect, it } from 'vitest';

import { linesOf, readCase as read, useMadePdfs } from '../testing/read-made.ts';

/** What a person sees on the page is what is read (C9, C11): files that were once read otherwise, and their kin. */

const KINDS = ['Belt', 'Lid', 'Fan', 'Seal', 'Cord'];
const readMade = useMadePdfs();

describe('C9: turned and mirrored text', () => {
  it('keeps the rows of a table that is printed sideways', async () => {
    const { pages } = await read('p02_sideways_table');
    expect(linesOf(pages[0]?.text)).toEqual([
      'Trickle vent schedule',
      'The schedule below is printed sideways.',
      'Room | Vent model | Free area',
      'Pantry | Zelvo 4012 | 2500 mm2',
      'Study | Zelvo 5510 | 5000 mm2',
      'Utility | Zelvo 7033 | 8000 mm2',
      'The Zelvo vents in the pantry must be closed by hand before the blower test, and opened again on the same ' +
        'evening.',
    ]);
  });

  it.each([
    ['downwards, column by column', 90],
    ['upwards, column by column', -90],
    ['upside down', 180],
  ])('keeps the rows of a table that is printed %s', async (_, angle) => {
    const { pages } = await readMade((doc) => {
      doc.rotate(angle, { origin: [300, 400] }).fontSize(11);
      for (const [column, cells] of [
        ['Room', 'Hall', 'Loft'],
        ['Part', 'AX-1', 'AX-2'],
        ['Torque', '4 Nm', '9 Nm'],
      ].entries())
        for (const [row, cell] of cells.entries())
          doc.text(cell, 150 + column * 110, 300 + row * 24, { lineBreak: false });
    });
    expect(linesOf(pages[0]?.text)).toEqual(['Room | Part | Torque', 'Hall | AX-1 | 4 Nm', 'Loft | AX-2 | 9 Nm']);
  });

  it('reads Hebrew in the order in which it is read', async () => {
    const { pages } = await read('p03_rtl');
    expect(pages[0]?.text).toContain('מספר החלק של המסנן הוא 4471 ויש להחליפו כל 6 חודשים.');
    expect(pages[0]?.text).toContain('Hebrew note for the Zamir household.');
  });
});

describe('C9: form fields, notes, links and files inside', () => {
  it('reads what a form holds beside its labels', async () => {
    const { pages } = await read('p01_acroform');
    expect(linesOf(pages[0]?.text).slice(2)).toEqual([
      'Softener serial number: KX-20417-B',
      'Resin volume (litres): 18',
      'Hardness setting: 14 dH',
      'Commissioned by: Orla Byrne',
      'Bypass valve left open: yes',
    ]);
  });

  it('reads fields that have no look of their own, and several lines', async () => {
    const { pages } = await readMade((doc) => {
      doc.font('Helvetica').fontSize(11).initForm();
      doc.text('Pump model:', 60, 100).formText('model', 180, 96, 200, 18, { value: 'Grebe 40' });
      doc
        .text('Notes:', 60, 140)
        .formText('notes', 180, 136, 250, 60, { value: 'Valve stiff.\nAsk Una.', multiline: true });
      doc.text('Colour:', 60, 280).formCombo('colour', 180, 276, 200, 18, { select: ['red', 'blue'], value: 'blue' });
    });
    const lines = linesOf(pages[0]?.text);
    expect(lines).toContain('Pump model: Grebe 40');
    expect(lines.join(' ')).toMatch(/Notes:.*Valve stiff\. Ask Una\./);
    expect(lines).toContain('Colour: blue');
  });

  it('reads what was written over the page, and notes that are printed', async () => {
    const { pages } = await read('p01c_freetext');
    expect(pages[0]?.text).toContain('Diverter filter mesh is 350 micron, colour violet.');
    const made = await readMade((doc) => {
      doc.fontSize(11).text('The pump stands behind the shed.', 60, 100);
      doc.textAnnotation(60, 140, 300, 20, 'Its filter is the amber one.');
      doc.note(60, 180, 20, 20, 'Service due in May.', { F: 4 } as object);
      doc.note(60, 220, 20, 20, 'Not to be printed.', { F: 0 } as object);
    });
    expect(linesOf(made.pages[0]?.text)).toEqual([
      'The pump stands behind the shed.',
      'Its filter is the amber one.',
      'Note: Service due in May.',
    ]);
  });

  it('tells where a link leads, unless its words say so', async () => {
    const { pages } = await read('p20_link');
    expect(pages[0]?.text).toBe('Download the Dunlin pump app here (https://apps.example.com/dunlin).');
    const made = await readMade((doc) => {
      doc.fontSize(11).text('See ', 60, 100, { continued: true });
      doc.text('www.example.com/pump', { link: 'https://www.example.com/pump/', continued: true });
      doc.text(' or write to ', { link: null, continued: true });
      doc.text('the office', { link: 'mailto:office@example.com', continued: true }).text('.', { link: null });
    });
    expect(made.pages[0]?.text).toBe('See www.example.com/pump or write to the office (office@example.com).');
  });

  it('names the files inside that were not read', async () => {
    const { pages, warnings } = await read('p08_portfolio');
    expect(pages[0]?.findings).toEqual([{ kind: 'embedded-file', text: 'ferrow.pdf' }]);
    expect(warnings.join()).toContain('ferrow.pdf');
  });
});

describe('C9: page labels', () => {
  it('gives the number that is printed on a page', async () => {
    const { pages } = await read('p06_labels');
    expect(pages.map((page) => page.label)).toEqual(['i', 'ii', 'iii', '1', '2']);
    expect(pages[3]?.text).toBe('The Quillan damper is cleaned with a dry brush every spring.');
  });

  it('reads it off the page where the file does not tell', async () => {
    const { pages } = await readMade((doc) => {
      for (let i = 0; i < 4; i += 1) {
        if (i > 0) doc.addPage();
        doc.fontSize(11).text(`The ${KINDS[i]} is cleaned every spring.`, 60, 80);
        doc.fontSize(9).text(`Page ${i + 17}`, 280, 770, { lineBreak: false });
      }
    });
    expect(pages.map((page) => page.label)).toEqual(['17', '18', '19', '20']);
    expect(pages[0]?.text).toBe('The Belt is cleaned every spring.');
  });
});

describe('C9: layers', () => {
  it('leaves out a layer that is switched off, and says so', async () => {
    const { pages } = await read('p04_ocg_off');
    expect(pages[0]?.text).toBe('Pergola electrics\n\nThe pergola lights are fed from circuit 11 of the garage board.');
    expect(pages[0]?.findings).toEqual([
      { kind: 'hidden-layer', text: expect.stringContaining('Superseded: The pergola'), count: expect.any(Number) },
    ]);
  });
});

describe('C11: running lines are told by place and sameness', () => {
  it('keeps what counts with the pages', async () => {
    const { pages, passages } = await read('p05_plots');
    expect(pages.map((page) => linesOf(page.text)[0])).toEqual([1, 2, 3, 4, 5, 6].map((plot) => `Plot ${plot}`));
    expect(passages.find((passage) => passage.text.includes('Plot 3'))).toMatchObject({ page: 3 });
    expect(passages[2]?.text).toContain('QM-3391');
    expect(pages[2]?.findings).toEqual([{ kind: 'running-line', text: 'Meter register of Larkfield phase two' }]);
  });

  it('takes a header for no row of the table below it, and a heading for a heading', async () => {
    const { pages } = await read('p21_header_heading_table');
    expect(linesOf(pages[1]?.text)).toEqual([
      'Fault codes of the Merganser',
      'Code | Meaning',
      'M1 | Merganser belt slack',
      'M2 | Merganser lid open',
    ]);
    expect(pages[1]?.headings).toEqual(['Fault codes of the Merganser']);
    expect(pages[1]?.findings).toEqual([{ kind: 'running-line', text: 'Merganser guide Larkfield' }]);
  });

  it('parts page numbers, headers, repeated table heads and counted headings', async () => {
    const { pages } = await readMade((doc) => {
      for (const [i, kind] of KINDS.entries()) {
        if (i > 0) doc.addPage();
        doc.font('Helvetica').fontSize(8).text('Grebe manual', 60, 30).text('Rev. C', 480, 30);
        doc.text(`– ${i + 1} –`, 280, 790, { lineBreak: false });
        doc
          .font('Helvetica-Bold')
          .fontSize(11)
          .text(`Step ${i + 1}`, 60, 70);
        doc.fontSize(11).text('Part', 60, 110).text('Number', 300, 110);
        doc.font('Helvetica');
        for (const at of [1, 2, 3])
          doc.text(`${kind} ${at}`, 60, 110 + at * 20).text(`GR-${i}${at}`, 300, 110 + at * 20);
      }
    });
    expect(pages).toHaveLength(KINDS.length);
    for (const [i, page] of pages.entries()) {
      expect(linesOf(page.text)).toEqual([
        `Step ${i + 1}`,
        'Part | Number',
        ...[1, 2, 3].map((at) => `${KINDS[i]} ${at} | GR-${i}${at}`),
      ]);
      expect(page.findings?.map((finding) => finding.text)).toEqual(['Grebe manual Rev. C', `– ${i + 1} –`]);
    }
  });
});

describe('C11: running lines beside tables', () => {
  it('takes a header that stands over the columns for none of the table, and a price for no page number', async () => {
    const { pages } = await readMade((doc) => {
      for (const [i, kind] of KINDS.entries()) {
        if (i > 0) doc.addPage();
        doc
          .fontSize(9)
          .text('Grebe Homes', 60, 40)
          .text('Handover file', 300, 40)
          .text(`${i + 1}/5`, 500, 40);
        doc.fontSize(10);
        for (const [row, cells] of [
          ['Part', 'Valve', 'Price'],
          [kind, `GV-${i}`, `${i + 1}.00`],
          ['Lamp', 'GV-9', '5.00'],
        ].entries())
          for (const [column, cell] of cells.entries()) doc.text(cell, [60, 300, 500][column] ?? 0, 66 + row * 16);
      }
    });
    expect(pages).toHaveLength(KINDS.length);
    for (const [i, page] of pages.entries())
      expect(linesOf(page.text)).toEqual([
        'Part | Valve | Price',
        `${KINDS[i]} | GV-${i} | ${i + 1}.00`,
        'Lamp | GV-9 | 5.00',
      ]);
  });
});

describe('C9: tables', () => {
  it('reads a drawn table whose gutters are no wider than a space', async () => {
    const { pages } = await read('p16_tight_grid');
    expect(linesOf(pages[0]?.text).slice(2)).toEqual([
      'Appliance | Fitted by | Guarantee | Service',
      'Wexel dryer | Tarn Homes Limited | 24 calendar months | Once in every year by the maker',
      'Wexel kiln | Borrow Electrical | 60 calendar months | Never needed',
      'Wexel hood | Tarn Homes Limited | 12 calendar months | Filters washed monthly by the owner',
    ]);
  });

  it('repeats a value that spans rows', async () => {
    const { pages } = await read('p17_rowspan');
    expect(linesOf(pages[0]?.text).slice(1)).toEqual([
      'Floor | Room | Sensor',
      'Ground | Hall | YT-11',
      'Ground | Pantry | YT-12',
      'First | Landing | YT-21',
      'First | Nursery | YT-22',
    ]);
  });

  it('keeps a head whose first cell is empty', async () => {
    const { pages } = await readMade((doc) => {
      doc.fontSize(11).text('Summer', 200, 80).text('Winter', 340, 80);
      for (const [row, cells] of [
        ['Bathroom', 'VX-1', 'VX-2'],
        ['Utility', 'VX-3', 'VX-4'],
      ].entries())
        for (const [column, cell] of cells.entries()) doc.text(cell, 60 + column * 140, 104 + row * 24);
    });
    expect(linesOf(pages[0]?.text)).toEqual(['| Summer | Winter', 'Bathroom | VX-1 | VX-2', 'Utility | VX-3 | VX-4']);
  });

  it('reads a table of 10,000 cells', async () => {
    const { pages } = await readMade(
      (doc) => {
        doc.fontSize(4);
        for (let row = 0; row < 100; row += 1)
          for (let column = 0; column < 100; column += 1) {
            doc.rect(20 + column * 5.5, 20 + row * 8, 5.5, 8).stroke();
            doc.text(String((row * column) % 10), 21 + column * 5.5, 22 + row * 8, { lineBreak: false });
          }
      },
      { margin: 0 },
    );
    const rows = linesOf(pages[0]?.text);
    expect(rows).toHaveLength(100);
    expect(rows[7]).toBe(Array.from({ length: 100 }, (_, column) => (7 * column) % 10).join(' | '));
  });

  it('parts rows by their lines where columns alone are drawn, and repeats what spans wrapped rows', async () => {
    const { pages } = await readMade((doc) => {
      doc.fontSize(10);
      for (const [row, cells] of [
        ['Room', 'Valve', 'Turns'],
        ['Hall', 'GV-1', '3'],
        ['Utility room', 'GV-2', '4'],
        ['Loft', 'GV-3', '5'],
      ].entries())
        for (const [column, cell] of cells.entries())
          doc.text(cell, 64 + column * 120, 84 + row * 16, { lineBreak: false });
      doc.rect(60, 80, 360, 68).stroke();
      for (const x of [180, 300]) doc.moveTo(x, 80).lineTo(x, 148).stroke();
      doc.moveTo(60, 98).lineTo(420, 98).stroke();
      doc.y = 220;
      doc.x = 60;
      doc.table({
        data: [
          ['Floor', 'Room', 'Note'],
          [{ text: 'Ground', rowSpan: 2 }, 'Hall', 'a longer note that wraps over two lines in its cell of this table'],
          ['Pantry', 'GX-2'],
        ],
      });
    });
    expect(linesOf(pages[0]?.text)).toEqual([
      'Room | Valve | Turns',
      'Hall | GV-1 | 3',
      'Utility room | GV-2 | 4',
      'Loft | GV-3 | 5',
      'Floor | Room | Note',
      'Ground | Hall | a longer note that wraps over two lines in its cell of this table',
      'Ground | Pantry | GX-2',
    ]);
  });
});
