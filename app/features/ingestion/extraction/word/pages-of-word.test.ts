import { expect, test } from 'vitest';
import { para, part, readWordOf, run, styled, type WordParts } from '../testing/make-word.ts';

const BREAK = '<w:r><w:br w:type="page"/></w:r>';
const LAID_OUT = '<w:r><w:lastRenderedPageBreak/></w:r>';
const section = (inside = '') => `<w:sectPr>${inside}</w:sectPr>`;
const ends = (inside = '') => para('', section(inside));
const p = (words: string) => para(run(words));

test.each<[string, string, string[]]>([
  ['a break in a paragraph', para(run('one') + BREAK + run('two')), ['one', 'two']],
  ['a break that Word wrote down again', para(BREAK + LAID_OUT + run('two')), ['', 'two']],
  [
    'a break, and one before the next paragraph',
    p('one') + para(BREAK) + para(run('two'), '<w:pageBreakBefore/>'),
    ['one', 'two'],
  ],
  ['two breaks: an empty page', p('one') + para(BREAK) + para(BREAK) + p('three'), ['one', '', 'three']],
  ['a break before the first paragraph', para(run('one'), '<w:pageBreakBefore/>'), ['one']],
  ['sections on new pages', p('one') + ends() + p('two') + section(), ['one', 'two']],
  ['a section that goes on', p('one') + ends() + p('two') + section('<w:type w:val="continuous"/>'), ['one\n\ntwo']],
  [
    'a section on other paper',
    p('one') +
      ends('<w:pgSz w:w="1" w:h="2"/>') +
      p('two') +
      section('<w:type w:val="continuous"/><w:pgSz w:w="2" w:h="1"/>'),
    ['one', 'two'],
  ],
  [
    'a sentence that goes on overleaf',
    para(run('Shut the ') + LAID_OUT + run('blue lever.')),
    ['Shut the', 'blue lever.'],
  ],
  ['a break at the end', p('one') + para(BREAK), ['one']],
])('pages: %s', async (_what, body, texts) => expect((await readWordOf(body)).texts).toEqual(texts));

test('a page that Word laid out is not cut, one that nobody laid out is', async () => {
  const long = Array.from({ length: 60 }, (_, at) => p(`${at} ${'The lamp hangs in the hall. '.repeat(4)}`)).join('');
  expect((await readWordOf(p('one') + para(LAID_OUT) + long)).texts).toHaveLength(2);
  expect((await readWordOf(p('one') + long)).texts.length).toBeGreaterThan(2);
});

const surround = (sections: string, parts: Record<string, string>, more: Partial<WordParts> = {}) =>
  readWordOf({
    body: sections,
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, inside]) => [
        `${name}.xml`,
        part(name.startsWith('h') ? 'w:hdr' : 'w:ftr', inside),
      ]),
    ),
    related: Object.keys(parts).map((name) => [name, name.startsWith('h') ? 'header' : 'footer', `${name}.xml`]),
    ...more,
  });
const refer = (kind: 'header' | 'footer', id: string, type = 'default') =>
  `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`;

test('headers and footers are told once, on the first page, those that are printed only', async () => {
  const own =
    refer('header', 'h1') + refer('header', 'h2', 'first') + refer('header', 'h3', 'even') + refer('footer', 'f1');
  const parts = { h1: p('Line 1800 246'), h2: p('First page'), h3: p('Even page'), f1: p('Valid until 2031') };
  expect((await surround(p('one') + para(BREAK) + p('two') + section(own), parts)).texts).toEqual([
    'Line 1800 246\n\none\n\nValid until 2031',
    'two',
  ]);
  expect((await surround(p('one') + section(`${own}<w:titlePg/>`), parts)).texts).toEqual([
    'First page\n\nLine 1800 246\n\none\n\nValid until 2031',
  ]);
});

test('a later section tells what is new in it', async () => {
  const body = p('one') + ends(refer('header', 'h1')) + p('two') + ends(refer('header', 'h2')) + p('three') + section();
  expect((await surround(body, { h1: p('Part A'), h2: p('Part B') })).texts).toEqual([
    'Part A\n\none',
    'Part B\n\ntwo',
    'three',
  ]);
});

test('the number of the page is not told, what stands beside it is', async () => {
  const page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>';
  const pages =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUMPAGES</w:instrText>' +
    `</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('9')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const tab = '<w:r><w:tab/></w:r>';
  const footer =
    para(run('Rev 4') + tab + run('Page ') + page + run(' of ') + pages) + para(run('Form 17, page ') + page);
  expect((await surround(p('one') + section(refer('footer', 'f1')), { f1: footer })).texts).toEqual([
    'one\n\nRev 4\n\nForm 17, page',
  ]);
});

test('pages have the numbers that are printed on them', async () => {
  const page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>';
  const overleaf = para(LAID_OUT + run('More.'));
  const front = ends(`${refer('footer', 'f1')}<w:pgNumType w:fmt="lowerRoman"/>`);
  const body = p('Front.') + overleaf + front + p('One.') + overleaf + section('<w:pgNumType w:start="1"/>');
  expect((await surround(body, { f1: para(page) })).pages.map(({ label }) => label)).toEqual(['i', 'ii', '1', '2']);
  expect((await surround(body, { f1: p('No number') })).pages.map(({ label }) => label)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a header with a table and a picture; one that is damaged', async () => {
  const cells = `<w:tbl><w:tr><w:tc>${p('Fenwick')}</w:tc><w:tc>${p('FL-7741')}</w:tc></w:tr></w:tbl>`;
  const body = p('one') + section(refer('header', 'h1') + refer('footer', 'f1'));
  const { pages } = await surround(body, { h1: cells, f1: '<w:p>' });
  expect(pages[0]?.text).toBe('Fenwick | FL-7741\n\none');
  expect(pages[0]?.findings).toEqual([{ kind: 'object', text: 'A header or footer that is damaged' }]);
});

const contents = (words: string) => para(run(words), '<w:pStyle w:val="T1"/>');
const STYLES = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>';

test('a page of contents has that role, and no header hangs on it', async () => {
  const body =
    styled('H1', 'Contents') +
    contents('Heating 2') +
    contents('Water 3') +
    para(BREAK) +
    p('Heating is on.') +
    section(refer('header', 'h1'));
  const { pages } = await surround(body, { h1: p('Line 1800 246') }, { styles: STYLES });
  expect(pages.map(({ role, text }) => [role, text])).toEqual([
    ['contents', 'Contents\n\nHeating 2\n\nWater 3'],
    [undefined, 'Line 1800 246\n\nHeating is on.'],
  ]);
});

test('contents among other text are left out and told; a cover made by Word is a cover', async () => {
  const { pages } = await readWordOf({ body: contents('Heating 2') + p('Heating is on.'), styles: STYLES });
  expect(pages[0]).toMatchObject({ text: 'Heating is on.', findings: [{ kind: 'running-line', text: 'Heating 2' }] });
  const cover =
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>' +
    `</w:sdtPr><w:sdtContent>${p('Longview')}${para(BREAK)}</w:sdtContent></w:sdt>`;
  expect((await readWordOf(cover + p('Text.'))).pages.map(({ role }) => role)).toEqual(['cover', undefined]);
});
