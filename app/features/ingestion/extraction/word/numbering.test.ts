import { expect, test } from 'vitest';
import { instance, level, list, numbered, para, readWordOf, run, styled } from '../testing/make-word.ts';

const read = async (body: string, numbering: string, styles = '') =>
  (await readWordOf({ body, numbering, styles })).texts[0];

test.each([
  ['decimal', '3.', '4.'],
  ['decimalZero', '03.', '04.'],
  ['upperRoman', 'III.', 'IV.'],
  ['lowerRoman', 'iii.', 'iv.'],
  ['upperLetter', 'C.', 'D.'],
  ['lowerLetter', 'c.', 'd.'],
  ['ordinal', '3rd.', '4th.'],
  ['ordinalText', 'Third.', 'Fourth.'],
  ['cardinalText', 'Three.', 'Four.'],
  ['decimalEnclosedCircle', '③.', '④.'],
  ['someFutureFormat', '3.', '4.'],
])('a list in %s that starts at three', async (format, first, second) => {
  const body = numbered(1, 'Open it.') + numbered(1, 'Shut it.');
  expect(await read(body, list(1, level(0, format, '%1.', '', 3)) + instance(1, 1))).toBe(
    `${first} Open it.\n${second} Shut it.`,
  );
});

test('lists of one definition count on, one that starts anew does not', async () => {
  const starts = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
  const body =
    numbered(1, 'one') +
    numbered(1, 'two') +
    para(run('Wait.')) +
    numbered(2, 'three') +
    numbered(3, 'again') +
    numbered(3, 'next');
  const numbering = list(1, level(0, 'decimal', '%1)')) + instance(1, 1) + instance(2, 1) + instance(3, 1, starts);
  expect(await read(body, numbering)).toBe('1) one\n2) two\n\nWait.\n\n3) three\n1) again\n2) next');
});

test('inner levels start anew below each outer one, and print the outer numbers', async () => {
  const levels =
    level(0, 'upperRoman', '%1.') + level(1, 'decimal', '%1.%2', '<w:isLgl/>') + level(2, 'lowerLetter', '(%3)');
  const body = [
    numbered(1, 'A'),
    numbered(1, 'B', 1),
    numbered(1, 'C', 2),
    numbered(1, 'D', 1),
    numbered(1, 'E'),
    numbered(1, 'F', 1),
    numbered(1, 'G', 2),
  ].join('');
  const text = await read(body, list(1, levels) + instance(1, 1));
  expect(text?.split(/\n+/)).toEqual(['I. A', '1.1 B', '(a) C', '1.2 D', 'II. E', '2.1 F', '(a) G']);
});

test('a level that never restarts counts through', async () => {
  const levels = level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2)', '<w:lvlRestart w:val="0"/>');
  const body = numbered(1, 'A') + numbered(1, 'x', 1) + numbered(1, 'B') + numbered(1, 'y', 1);
  expect(await read(body, list(1, levels) + instance(1, 1))).toBe('1. A\na) x\n2. B\nb) y');
});

test('headings take their numbers from their styles', async () => {
  const styles = [1, 2]
    .map(
      (n) =>
        `<w:style w:type="paragraph" w:styleId="K${n}"><w:name w:val="Kapitel ${n}"/><w:basedOn w:val="H${n}"/>` +
        `<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>`,
    )
    .join('');
  const levels =
    level(0, 'decimal', '%1', '<w:pStyle w:val="K1"/>') + level(1, 'decimal', '%1.%2', '<w:pStyle w:val="K2"/>');
  const body =
    styled('K1', 'General') + styled('K1', 'Starting') + styled('K2', 'Before') + styled('K2', 'First start');
  const { pages } = await readWordOf({ body, styles, numbering: list(4, levels) + instance(7, 4) });
  expect(pages[0]?.headings).toEqual(['1 General', '2 Starting', '2.1 Before', '2.2 First start']);
  expect(pages[0]?.headingLevels).toEqual([1, 1, 2, 2]);
});

test('a list may be defined by a numbering style, and a paragraph may leave the list of its style', async () => {
  const styles =
    '<w:style w:type="numbering" w:styleId="Steps"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Step"><w:name w:val="Step"/><w:pPr><w:numPr><w:numId ' +
    'w:val="6"/></w:numPr></w:pPr></w:style>';
  const numbering =
    list(1, level(0, 'decimal', 'Step %1:')) +
    '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Steps"/></w:abstractNum>' +
    instance(5, 1) +
    instance(6, 2);
  const plain = para(run('No step.'), '<w:pStyle w:val="Step"/><w:numPr><w:numId w:val="0"/></w:numPr>');
  const text = await read(styled('Step', 'Open.') + plain + styled('Step', 'Shut.'), numbering, styles);
  expect(text).toBe('Step 1: Open.\n\nNo step.\n\nStep 2: Shut.');
});

test('bullets are bullets whatever their sign; ticks and crosses stay', async () => {
  const wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>';
  const bullet = (id: number, sign: string, font = '') =>
    list(id, `<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${sign}"/>${font}</w:lvl>`) +
    instance(id, id);
  const numbering = bullet(1, '\uF0B7') + bullet(2, 'o') + bullet(3, '\uF0FC', wingdings) + bullet(4, '–');
  const body = [1, 2, 3, 4].map((id) => numbered(id, `item ${id}`)).join('');
  expect(await read(body, numbering)).toBe('• item 1\n• item 2\n✓ item 3\n• item 4');
});

test('an empty numbered paragraph takes a number; one that was deleted takes none', async () => {
  const deleted =
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' +
    '<w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>';
  const body = numbered(1, 'one') + deleted + numbered(1, 'two') + numbered(1, '') + numbered(1, 'four');
  expect(await read(body, list(1, level(0, 'decimal', '%1.')) + instance(1, 1))).toBe('1. one\n2. two\n4. four');
});

test('a list that is nowhere defined is text', async () => {
  expect(await read(numbered(99, 'Open it.'), list(1, level(0, 'decimal', '%1.')))).toBe('Open it.');
});
