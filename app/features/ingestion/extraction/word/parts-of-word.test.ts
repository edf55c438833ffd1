import { expect, test } from 'vitest';
import { cell, para, part, readWordOf, row, run, styled, table } from '../testing/make-word.ts';

const text = async (body: string) => (await readWordOf(body)).texts[0];
const box = (inside: string) =>
  `<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx>` +
  `<w:txbxContent>${inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>` +
  '</w:drawing></w:r>';
const oldBox = (inside: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
const choice = (newer: string, older: string) =>
  `<mc:AlternateContent><mc:Choice Requires="wps">${newer}</mc:Choice>` +
  `<mc:Fallback>${older}</mc:Fallback></mc:AlternateContent>`;
const field = (code: string, result?: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r>` +
  (result === undefined ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}`) +
  '<w:r><w:fldChar w:fldCharType="end"/></w:r>';

const LOAD = para(run('At most 85 kg.'));

test.each([
  ['a box', box(LOAD)],
  ['a box of an older file', oldBox(LOAD)],
  ['a box in both forms', `<w:r>${choice(box(LOAD).slice(5, -6), oldBox(LOAD).slice(5, -6))}</w:r>`],
  ['a newer form that says nothing', `<w:r>${choice('<w:drawing/>', oldBox(LOAD).slice(5, -6))}</w:r>`],
  ['a box in a box', box(para(box(LOAD)))],
])('text in %s is read once, behind its paragraph', async (_what, drawn) => {
  expect(await text(para(run('Before use.') + drawn) + para(run('Then lift.')))).toBe(
    'Before use.\n\nAt most 85 kg.\n\nThen lift.',
  );
});

test('a box in a cell is text of the cell, a table in a box is a table', async () => {
  const rows = [row(cell(para(run('A') + box(para(run('in the box'))))), cell(para(run('B'))))];
  expect(await text(table(rows))).toBe('A in the box | B');
  expect(await text(para(box(table([row(cell(para(run('C'))), cell(para(run('D'))))]))))).toBe('C | D');
});

test('fields give their result, inner fields no code', async () => {
  const nested = field(`IF ${field('MERGEFIELD type', run('A'))} = "A"`, run('four bar'));
  const simple = `<w:fldSimple w:instr=" DOCPROPERTY serial ">${run('KX-20')}</w:fldSimple>`;
  expect(await text(para(run('Set ') + nested + run(' on ') + simple))).toBe('Set four bar on KX-20');
  expect(await text(para(run('Press ') + field('MACROBUTTON NoMacro the red key')))).toBe('Press the red key');
});

test('a field that never ends hides nothing', async () => {
  const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>';
  expect(await text(para(run('One.') + open) + para(run('Two ') + field('REF a', run('three'))))).toBe(
    'One.\n\nTwo three',
  );
});

test('boxes and choices of old forms are as they were left', async () => {
  const form = (data: string, code: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r><w:r>` +
    `<w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const list = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="gas"/><w:listEntry w:val="oil"/></w:ddList>';
  const body =
    para(form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', ' FORMCHECKBOX ') + run(' bypass open')) +
    para(form('<w:checkBox><w:default w:val="1"/></w:checkBox>', ' FORMCHECKBOX ') + run(' filled')) +
    para(
      form('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', 'FORMCHECKBOX') + run(' tested'),
    ) +
    para(run('Fuel: ') + form(list, ' FORMDROPDOWN '));
  expect(await text(body)).toBe('☒ bypass open\n☒ filled\n☐ tested\n\nFuel: oil');
});

test('content controls are read at every level, boxes by their state', async () => {
  const control = (inside: string, properties = '') =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
  const checkbox = (state: string) => `<w14:checkbox><w14:checked w14:val="${state}"/></w14:checkbox>`;
  const body =
    control(para(run('A whole paragraph.'))) +
    para(control(run('x'), checkbox('1')) + run(' oiled ') + control(run('x'), checkbox('0')) + run(' tested')) +
    table([control(row(control(cell(para(run('cell')))), cell(control(para(run('inside'))))))]);
  expect(await text(body)).toBe('A whole paragraph.\n\n☒ oiled ☐ tested\n\ncell | inside');
});

test('links tell their address, unless the text does or it is in the document', async () => {
  const link = (id: string, words: string) => `<w:hyperlink r:id="${id}">${run(words)}</w:hyperlink>`;
  const body =
    para(run('See ') + link('a', 'the register') + run('.')) +
    para(link('b', 'www.example.com')) +
    para(`<w:hyperlink w:anchor="x">${run('below')}</w:hyperlink> ${link('c', 'call')}`) +
    para(field(' HYPERLINK "https://example.com/old" ', run('here'))) +
    para(link('d', 'run it') + link('e', ''));
  const { texts } = await readWordOf({
    body,
    related: [
      ['a', 'hyperlink', 'https://example.com/register?a=1&amp;b=2', true],
      ['b', 'hyperlink', 'http://www.example.com/', true],
      ['c', 'hyperlink', 'tel:+35361555000', true],
      ['d', 'hyperlink', 'javascript:alert(1)', true],
      ['e', 'hyperlink', 'https://example.com/picture', true],
    ],
  });
  expect(texts[0]?.split('\n\n')).toEqual([
    'See the register (https://example.com/register?a=1&b=2).',
    'www.example.com',
    'belowcall (+35361555000)',
    'here (https://example.com/old)',
    'run it',
  ]);
});

test('notes stand in their sentence, wherever their mark is', async () => {
  const note = (id: number, words: string) => `<w:footnote w:id="${id}">${para(run(words))}</w:footnote>`;
  const mark = (id: number, kind = 'footnote') => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
  const footnotes = part(
    'w:footnotes',
    '<w:footnote w:type="separator" ' +
      `w:id="0">${para(run('-----'))}</w:footnote>${note(2, 'Not before March.')}${note(3, 'Ask first.')}`,
  );
  const endnotes = part('w:endnotes', `<w:endnote w:id="2">${para(run('See EN 13384'))}</w:endnote>`);
  const { texts } = await readWordOf({
    body:
      para(run('The flue is swept yearly.') + mark(2) + run(' It is hot.')) +
      para(run('The flue') + mark(3) + run(' is swept. It is hot.')) +
      table([row(cell(para(run('Flue') + mark(2, 'endnote'))), cell(para(run('150 mm') + mark(9))))]),
    parts: { 'footnotes.xml': footnotes, 'endnotes.xml': endnotes },
    related: [
      ['f', 'footnotes', 'footnotes.xml'],
      ['e', 'endnotes', 'endnotes.xml'],
    ],
  });
  expect(texts[0]?.split('\n\n')).toEqual([
    'The flue is swept yearly (Not before March). It is hot.',
    'The flue is swept (Ask first). It is hot.',
    'Flue (See EN 13384) | 150 mm',
  ]);
});

test('pictures are told with what is said of them, and are the text of a document that has no other', async () => {
  const picture = (words: string) =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${words}"/><a:graphic>` +
    '<a:graphicData><pic:pic>' +
    '<pic:nvPicPr><pic:cNvPr id="0" name="a.png"/></pic:nvPicPr></pic:pic></a:graphicData></a:graphic>' +
    '</wp:inline></w:drawing></w:r>';
  const old = '<w:r><w:pict><v:shape alt="The valve"><v:imagedata r:id="x"/></v:shape></w:pict></w:r>';
  const { pages } = await readWordOf(para(run('Shut it.') + picture('The stopcock') + picture('') + old));
  expect(pages[0]).toMatchObject({
    text: 'Shut it.',
    findings: [{ kind: 'picture', text: 'The stopcock' }, { kind: 'picture' }, { kind: 'picture', text: 'The valve' }],
  });
  expect(await text(para(picture('The stopcock is under the sink')))).toBe('The stopcock is under the sink');
});

test('what cannot be read is counted: charts, objects, parts in files of their own', async () => {
  const object = (program: string) =>
    `<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject ProgID="${program}"/></w:object></w:r>`;
  const chart =
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="C" descr="Use by month"/><a:graphic>' +
    '<a:graphicData><c:chart r:id="c"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
  const { pages } = await readWordOf(
    para(run('Text.') + chart + object('Equation.3') + object('Excel.Sheet.12')) + '<w:altChunk r:id="none"/>',
  );
  expect(pages[0]?.findings?.map(({ kind, text: said }) => `${kind} ${said}`)).toEqual([
    'drawing Chart. Use by month',
    'equation Equation.3',
    'embedded-file Excel.Sheet.12',
    'embedded-file A part in another format',
  ]);
});

test('drawings of text and parts of HTML are read', async () => {
  const smart =
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="S"/><a:graphic><a:graphicData><dgm:relIds ' +
    'r:dm="d"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
  const point = (words: string) => `<dgm:pt><dgm:t><a:p><a:r><a:t>${words}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
  const { texts } = await readWordOf({
    body: para(run('Order:') + smart) + '<w:altChunk r:id="h"/>',
    parts: {
      'diagrams/data1.xml': part('dgm:dataModel', point('Drain') + point('Refill')),
      'afchunk.html': '<html><body><h2>Care</h2><p>Wipe it &amp; dry it.</p></body></html>',
    },
    related: [
      ['d', 'diagramData', 'diagrams/data1.xml'],
      ['h', 'aFChunk', 'afchunk.html'],
    ],
  });
  expect(texts[0]).toBe('Order:\n\nDrain\n\nRefill\n\nCare\n\nWipe it & dry it.');
});

test('lines that a paragraph breaks are lines, unless a sentence runs on', async () => {
  const lines = (...parts: string[]) => para(parts.map((words) => run(words)).join('<w:r><w:br/></w:r>'));
  expect(await text(lines('Site office', 'Tel: 061 555 0188', 'Mon-Fri 08:30'))).toBe(
    'Site office\nTel: 061 555 0188\nMon-Fri 08:30',
  );
  expect(await text(lines('Keep the pressure', 'at 1.5 bar.'))).toBe('Keep the pressure at 1.5 bar.');
  expect(await text(styled('H1', 'A').replace('</w:r>', '<w:br/><w:t>B</w:t></w:r>'))).toBe('A B');
});

test('tabs make a table of lines below one another, and typed numbers are numbers', async () => {
  const tabs = (...cells: string[]) => para(cells.map((words) => run(words)).join('<w:r><w:tab/></w:r>'));
  expect(await text(tabs('NAME', 'TEL') + tabs('Drains', '061 555 0122'))).toBe('NAME | TEL\nDrains | 061 555 0122');
  expect(await text(tabs('1.', 'Open it.') + tabs('2.', 'Shut it.'))).toBe('1. Open it.\n2. Shut it.');
});
