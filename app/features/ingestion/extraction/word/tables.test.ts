import { expect, test } from 'vitest';
import { cell, para, readWordOf, row, run, styled, table } from '../testing/make-word.ts';

const text = async (body: string) => (await readWordOf(body)).texts[0];
const td = (words: string, properties = '') => cell(para(run(words)), properties);
const span = (count: number) => `<w:gridSpan w:val="${count}"/>`;
const FIRST = '<w:vMerge w:val="restart"/>';
const BELOW = '<w:vMerge/>';

test('values merged both ways are told in each row and column', async () => {
  const rows = [
    row(td('Day'), td('Hours', span(2)), td('Note')),
    row(td(''), td('Morning'), td('Afternoon'), td('')),
    row(td('Weekdays', FIRST), td('09:00'), td('14:00'), td('A', FIRST)),
    row(td('', BELOW), td('10:00'), td('15:00'), td('', BELOW)),
    row(td('Sunday'), td('closed', span(2)), td('B')),
  ];
  expect(await text(table(rows))).toBe(
    'Day | Hours | Hours | Note\n | Morning | Afternoon | \nWeekdays | 09:00 | 14:00 | A\nWeekdays | 10:00 | 15:00 | ' +
      'A\nSunday | closed | closed | B',
  );
});

test('a bar that is typed between words makes no cell, in a cell neither', async () => {
  const typed = para(run('Ring for any leak | day or night.'));
  expect(await text(typed + table([row(td('Line'), td('Hours')), row(td('a | b'), td('9 | 17'))]))).toBe(
    'Ring for any leak · day or night.\n\nLine | Hours\na · b | 9 · 17',
  );
  expect(await text(styled('H1', 'Water | Gas') + typed)).toMatch(/^Water · Gas\n/);
});

test('the older way of merging across is read', async () => {
  const merged = row(td('Both', '<w:hMerge w:val="restart"/>'), td('', '<w:hMerge/>'), td('C'));
  expect(await text(table([row(td('1'), td('2'), td('3')), merged]))).toBe('1 | 2 | 3\nBoth | Both | C');
});

test('edges drawn a little off are no columns, and a form of uneven rows repeats nothing', async () => {
  const grid = '<w:tblGrid><w:gridCol w:w="2880"/><w:gridCol w:w="40"/><w:gridCol w:w="2880"/></w:tblGrid>';
  expect(await text(table([row(td('A', span(2)), td('B')), row(td('C'), td('D', span(2)))], grid))).toBe(
    'A | B\nC | D',
  );
  const form = [row(td('Name', span(2)), td('Date', span(2))), row(td('Place'), td('Signed by', span(3)))];
  expect(await text(table(form))).toBe('Name | Date\nPlace | Signed by');
});

test('a value across the whole table is a line of its own', async () => {
  const rows = [row(td('Room'), td('Filter')), row(td('Ground floor', span(2))), row(td('Hall'), td('KF-11'))];
  expect(await text(table(rows))).toBe('Room | Filter\n\nGround floor\n\nHall | KF-11');
});

test('a table in a cell is rows beside what stands beside it, in either direction', async () => {
  const inner = table([row(td('rope'), td('PR-1')), row(td('glass'), td('PR-2'))]);
  expect(await text(table([row(td('Spares'), cell(inner + para(''))), row(td('Tools'), td('none'))]))).toBe(
    'Spares | rope | PR-1\nSpares | glass | PR-2\nTools | none',
  );
  expect(await text(table([row(cell(inner), td('2031'))]))).toBe('rope | PR-1 | 2031\nglass | PR-2 | 2031');
  expect(await text(table([row(td('A'), cell(para(run('See:')) + inner))]))).toBe(
    'A | See:\nA | rope | PR-1\nA | glass | PR-2',
  );
});

test('a box made of one cell is text, with its headings', async () => {
  const { pages } = await readWordOf(table([row(cell(styled('H2', 'Safety') + para(run('Keep it shut.'))))]));
  expect(pages[0]).toMatchObject({ text: 'Safety\n\nKeep it shut.', headings: ['Safety'] });
});

test('a page that is laid out by a table is read as text', async () => {
  const left = styled('H2', 'Heating') + para(run('Turn the left wheel.'));
  const right = styled('H2', 'Water') + para(run('Turn the right wheel.'));
  const { pages } = await readWordOf(table([row(cell(left), cell(right))]));
  expect(pages[0]?.headings).toEqual(['Heating', 'Water']);
  expect(pages[0]?.text).toBe('Heating\n\nTurn the left wheel.\n\nWater\n\nTurn the right wheel.');
});

test('removed rows and cells are gone, hidden rows are not seen', async () => {
  const rows = [
    row(td('A'), td('1')),
    '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p/></w:tc></w:tr>',
    `<w:tr><w:trPr><w:hidden/></w:trPr>${td('B')}${td('2')}</w:tr>`,
    row(td('C'), td('gone', '<w:cellDel w:id="3"/>'), td('3')),
  ];
  expect(await text(table(rows))).toBe('A | 1\nC | 3');
});

test('a table that goes on overleaf repeats its header there, as Word does', async () => {
  const header = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${td('Room')}${td('Filter')}</w:tr>`;
  const broken = row(cell(para(`<w:r><w:lastRenderedPageBreak/><w:t>Pantry</w:t></w:r>`)), td('KF-12'));
  expect((await readWordOf(table([header, row(td('Hall'), td('KF-11')), broken]))).texts).toEqual([
    'Room | Filter\nHall | KF-11',
    'Room | Filter\nPantry | KF-12',
  ]);
});

test('10,000 cells are read, and a span without end takes no room', async () => {
  const rows = Array.from({ length: 100 }, (_, y) => row(...Array.from({ length: 100 }, (_c, x) => td(`${y}.${x}`))));
  const { texts } = await readWordOf(table(rows));
  expect(texts.join('\n')).toContain('99.98 | 99.99');
  expect(await text(table([row(td('A', span(100_000)), td('B')), row(td('C'), td('D'))]))).toBe('A | B\nC | D');
});

test('of two tables below each other each has its own head', async () => {
  const two = [[row(td('Part'), td('Number')), row(td('Rope'), td('RR-5'))], [row(td('Key'), td('Means'))]];
  expect(await text(two.map((rows) => table(rows)).join('<w:p/>'))).toBe('Part | Number\nRope | RR-5\n\nKey | Means');
});
