import { expect, test } from 'vitest';
import { cell, para, part, readWordOf, row, run, styled, table } from '../testing/make-word.ts';

const read = async (body: string, styles = '') => {
  const { pages } = await readWordOf({ body, styles });
  return { text: pages[0]?.text, findings: (pages[0]?.findings ?? []).map(({ kind, text }) => `${kind}: ${text}`) };
};
const style = (id: string, type: string, rPr: string, more = '') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${more}<w:rPr>${rPr}</w:rPr></w:style>`;
const SEEN = run('The price is agreed. ');
const SECRET = 'DRAFT 9,400';
const WHITE = '<w:color w:val="FFFFFF"/>';

test.each([
  ['hidden', para(SEEN + run(SECRET, '<w:vanish/>')), ''],
  [
    'hidden by a character style',
    para(SEEN + run(SECRET, '<w:rStyle w:val="Gone"/>')),
    style('Gone', 'character', '<w:vanish/>'),
  ],
  [
    'hidden by a paragraph style that another is based on',
    para(SEEN) + styled('Child', SECRET),
    style('Parent', 'paragraph', '<w:vanish/>') + style('Child', 'paragraph', '', '<w:basedOn w:val="Parent"/>'),
  ],
  ['white', para(SEEN + run(SECRET, WHITE)), ''],
  ['nearly white', para(SEEN + run(SECRET, '<w:color w:val="fdfdfd"/>')), ''],
  ['white by style', para(SEEN + run(SECRET, '<w:rStyle w:val="W"/>')), style('W', 'character', WHITE)],
  [
    'white on a cell shaded white',
    table([row(cell(para(SEEN)), cell(para(run(SECRET, WHITE)), '<w:shd w:val="clear" w:fill="FFFFFF"/>'))]),
    '',
  ],
  ['black on black', para(SEEN + run(SECRET, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')), ''],
  ['a point high', para(SEEN + run(SECRET, '<w:sz w:val="2"/>')), ''],
])('text that is %s is not read, and told', async (_what, body, styles) => {
  const { text, findings } = await read(body, styles);
  expect(text?.replace(/[\s|]+$/, '')).toBe('The price is agreed.');
  expect(findings).toEqual([`invisible: ${SECRET}`]);
});

test.each([
  [
    'white on a dark cell',
    table([row(cell(para(run('Room', WHITE)), '<w:shd w:val="clear" w:fill="1F3864"/>'), cell(para(run('x'))))]),
  ],
  [
    'white in a table whose style shades',
    '<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/>' +
      `</w:tblPr>${row(cell(para(run('Room', WHITE))), cell(para(run('x'))))}</w:tbl>`,
  ],
  ['white on a shaded paragraph', para(run('Room', WHITE), '<w:shd w:val="clear" w:fill="C00000"/>')],
  ['white on a dark highlight', para(run('Room', `${WHITE}<w:highlight w:val="darkBlue"/>`))],
  ['hidden and shown again', para(run('Room', '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Hidden"/>')],
  ['switched off', para(run('Room', '<w:vanish w:val="false"/>'))],
  ['hidden twice over by styles', para(run('Room', '<w:rStyle w:val="Gone"/>'), '<w:pStyle w:val="Hidden"/>')],
  ['of no colour of its own', para(run('Room', '<w:color w:val="auto"/>'))],
])('text that is %s is read', async (_what, body) => {
  const styles =
    style('Hidden', 'paragraph', '<w:vanish/>') +
    style('Gone', 'character', '<w:vanish/>') +
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd ' +
    'w:val="clear" w:fill="000080"/></w:tcPr></w:tblStylePr></w:style>';
  expect((await read(body, styles)).text).toContain('Room');
});

test('tracked changes read as when they are accepted, moved text once', async () => {
  const ins = (text: string) => `<w:ins w:id="1">${run(text)}</w:ins>`;
  const del = (text: string) => `<w:del w:id="2"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
  const moved = (name: string, inside: string) => `<w:${name} w:id="3">${inside}</w:${name}>`;
  const body =
    para(run('Set it to ') + del('70') + ins('60') + run(' degrees.')) +
    para(moved('moveFrom', run('Shut the tap.')), '<w:rPr><w:moveFrom w:id="4"/></w:rPr>') +
    para(run('Open the door.')) +
    para(moved('moveTo', run('Shut the tap.'))) +
    para(run('One line'), '<w:rPr><w:del w:id="5"/></w:rPr>') +
    para(run(' that was two.')) +
    para(run('Kept.'), '<w:pPrChange w:id="6"><w:pPr><w:pStyle w:val="H1"/><w:pageBreakBefore/></w:pPr></w:pPrChange>');
  const { text, findings } = await read(body);
  expect(text?.split('\n\n')).toEqual([
    'Set it to 60 degrees.',
    'Open the door.',
    'Shut the tap.',
    'One line that was two.',
    'Kept.',
  ]);
  expect(findings).toContain('invisible: Deleted, as tracked: 70');
});

test('comments are told, not read', async () => {
  const body = para(run('Oil the hinge.') + '<w:r><w:commentReference w:id="0"/></w:r>');
  const comment = part('w:comments', `<w:comment w:id="0">${para(run('Is that so?'))}</w:comment>`);
  const { pages } = await readWordOf({
    body,
    parts: { 'comments.xml': comment },
    related: [['rId9', 'comments', 'comments.xml']],
  });
  expect(pages[0]).toMatchObject({
    text: 'Oil the hinge.',
    findings: [{ kind: 'invisible', text: 'Comment: Is that so?' }],
  });
});

test('text that is struck through is told as such', async () => {
  const { text, findings } = await read(para(run('Do not use ') + run('petrol ', '<w:strike/>') + run('paper.')));
  expect(text).toBe('Do not use ~~petrol~~ paper.');
  expect(findings).toEqual([]);
});

test.each([
  ['8', '10⁴'],
  ['3', '10⁴'],
  ['2', '104'],
  ['0', '104'],
  ['-8', '104'],
  ['1e9', '104'],
])('figures that stand above their line by %s half-points are raised so: %s', async (position, read_) => {
  const body = para(run('A load of 10') + run('4', `<w:position w:val="${position}"/><w:sz w:val="14"/>`) + run(' N'));
  expect((await read(body)).text).toBe(`A load of ${read_} N`);
});

test('raised figures stay raised, signs of symbol fonts are what they look like', async () => {
  const body =
    para(
      run('A load of 10') +
        run('2', '<w:vertAlign w:val="superscript"/>') +
        run(' N on 3 m') +
        run('2', '<w:vertAlign w:val="superscript"/>'),
    ) +
    para(
      run('The 1') +
        run('st', '<w:vertAlign w:val="superscript"/>') +
        run(' floor, CO') +
        run('2', '<w:vertAlign w:val="subscript"/>'),
    ) +
    para(
      run('&#xF0FE;', '<w:rFonts w:ascii="Wingdings"/>') +
        run(' oiled ') +
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
    );
  expect((await read(body)).text?.split('\n\n')).toEqual([
    'A load of 10² N on 3 m²',
    'The 1st floor, CO2',
    '☑ oiled →',
  ]);
});
