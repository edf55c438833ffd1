import { expect, test } from 'vitest';
import { markdownToBlocks } from './markdown-to-blocks.ts';

const read = (text: string) =>
  markdownToBlocks(text)
    .blocks.filter((block) => block.kind !== 'finding')
    .map((block) => ('text' in block ? `${block.kind}: ${block.text}` : block.kind));

test.each([
  ['underlined headings', 'Water\n=====\n\nStopcock\n--------', ['heading: Water', 'heading: Stopcock']],
  [
    'numbers from where the list begins',
    '3. Open it.\n4. Push.\n5. Close.',
    ['item: 3. Open it.', 'item: 4. Push.', 'item: 5. Close.'],
  ],
  [
    'lists in lists',
    '- Type A\n  1. Press.\n  2. Wait.\n- Type B',
    ['item: • Type A', 'item: 1. Press.', 'item: 2. Wait.', 'item: • Type B'],
  ],
  ['paragraphs of an item', '- Press.\n\n  Then wait.', ['item: • Press.', 'prose: Then wait.']],
  [
    'a table’s bars and marks',
    '| Part | Where |\n|---|:-:|\n| **Fuse** | `A\\|B` |',
    ['row: Part | Where', 'row: Fuse | A|B'],
  ],
  ['rows without a rule', '| Type | Pump |\n| A | AW5 |', ['row: Type | Pump', 'row: A | AW5']],
  ['links by reference', 'See the [guide][g].\n\n[g]: https://x.ie', ['prose: See the guide (https://x.ie).']],
  ['entities, not in code', 'Tea &amp; 5&nbsp;&euro; `&amp;`', ['prose: Tea & 5\u00a0€ &amp;']],
  ['pictures and addresses', '![The *board*](a.png) <https://x.ie>', ['prose: The board https://x.ie']],
  ['escaped signs', '2 \\* 3 and \\_x\\_', ['prose: 2 * 3 and _x_']],
  [
    'HTML in between',
    '<table><tr><td>A</td><td>63 A</td></tr></table>\n\nPress <b>R</b>.<br>Wait.',
    ['row: A | 63 A', 'prose: Press R.\nWait.'],
  ],
  ['comments, ended or not', 'a <!-- b --> c\n\nd <!-- e', ['prose: a  c', 'prose: d <!-- e']],
  ['quotes in quotes', '> > Hot.\n> Water', ['prose: Hot. Water']],
  ['code, a line each', '```\nA: 1\n\nB: 2\n```', ['prose: A: 1', 'prose: B: 2']],
  [
    'indented text as text',
    'Parts:\n\n    Pump      AW5\n    Board     14 ways',
    ['prose: Parts:', 'row: Pump | AW5', 'row: Board | 14 ways'],
  ],
  ['form feeds', 'a\fb\f', ['prose: a', 'page-break', 'prose: b', 'page-break']],
  ['words cut at a line’s end', 'The ventil-\nation unit', ['prose: The ventilation unit']],
])('reads %s', (_name, text, blocks) => expect(read(text)).toEqual(blocks));

test.each([
  ['words in angle brackets', 'Ask <house owner> or\n<site office>.', ['prose: Ask <house owner> or <site office>.']],
  [
    'words in angle brackets on a line of their own',
    '<house owner>\n\nSigned',
    ['prose: <house owner>', 'prose: Signed'],
  ],
  ['a table without edge bars', 'Part | No\n-----|---\nrope | RR-55\\|8', ['row: Part | No', 'row: rope | RR-55|8']],
  ['task boxes', '* [x] oiled\n* [ ] tested', ['item: • ☑ oiled', 'item: • ☐ tested']],
  [
    'notes in their sentence',
    'Sweep it.[^1] It[^n] is hot.\n\n[^1]: In October,\n    not later.\n[^n]: The *flue*.\n\nEnd.',
    ['prose: Sweep it (In October, not later). It is hot (The flue).', 'prose: End.'],
  ],
  ['a note that nothing refers to', 'A.\n\n[^x]: Left over.', ['prose: A.', 'prose: Left over.']],
  ['a note that names itself', 'A[^1].\n\n[^1]: See [^1].', ['prose: A (See).']],
  ['no notes in code', '```\n[^1]: x\n```', ['prose: [^1]: x']],
  ['lines that are broken on purpose', 'Line one  \nLine two\\\nthree', ['prose: Line one\nLine two\nthree']],
  [
    'addresses behind links',
    '[here](https://x.ie/a "t"), [mail](mailto:a@x.ie), [up](#up)',
    ['prose: here (https://x.ie/a), mail (a@x.ie), up'],
  ],
  ['what is struck through', 'Use ~~petrol~~ paper, 10<sup>2</sup> times', ['prose: Use ~~petrol~~ paper, 10² times']],
  ['paths', 'C:\\Rowan\\[logs]\\a_b and 2 \\* 3', ['prose: C:\\Rowan\\[logs]\\a_b and 2 * 3']],
  ['what is folded away', '<details><summary>More</summary>Behind it.</details>', ['prose: More', 'prose: Behind it.']],
])('reads %s', (_name, text, blocks) => expect(read(text)).toEqual(blocks));

test.each<[string, string, string[]]>([
  [
    'its values',
    '---\nserial: PV-88213\ninstaller_phone: "1800 333"\n---\nText',
    ['prose: serial: PV-88213\ninstaller phone: 1800 333', 'prose: Text'],
  ],
  ['lists in it', '---\ntypes:\n  - A\n  - B\ntags: [x, y]\n---\n', ['prose: types: A, B\ntags: x, y']],
  ['a rule first', '---\n\nNote: keep it shut.\n\n---\n\nText', ['prose: Note: keep it shut.', 'prose: Text']],
  ['a rule before a heading', '---\n## Gate\n---\nText', ['heading: Gate', 'prose: Text']],
  ['one that never ends', '---\na: b\n\nText', ['prose: a: b', 'prose: Text']],
  ['text between rules', '---\nThe gate stops.\n---\nText', ['heading: The gate stops.', 'prose: Text']],
])('front matter: %s', (_name, text, blocks) => expect(read(text)).toEqual(blocks));

test('what is not seen, and pictures, are told', () => {
  const { blocks } = markdownToBlocks('Text. <!-- ask Orla --> ![The board](a.png)\n\n<p hidden>draft</p>');
  expect(blocks.flatMap((block) => (block.kind === 'finding' ? [block.finding] : []))).toEqual([
    { kind: 'invisible', text: 'ask Orla' },
    { kind: 'picture', text: 'The board' },
    { kind: 'invisible', text: 'draft' },
  ]);
});

test('a box of a warning has its name', () => {
  expect(read('> [!WARNING]\n> Hot water.')).toEqual(['prose: Warning: Hot water.']);
});

test('the title is that of the front matter, else the first heading', () => {
  expect(markdownToBlocks('---\ntitle: "Water"\n---\n# Heating').title).toBe('Water');
  expect(markdownToBlocks('Text.\n\n# *Heating*').title).toBe('Heating');
  expect(markdownToBlocks('Text.').title).toBeUndefined();
});

test.each(['> ', '- ', '>', '1. ', '* > '])('10,000 levels of %j are read', (mark) => {
  expect(read(`${mark.repeat(10_000)} Hot.`).join()).toContain('Hot.');
});

test('300 levels by indent are read', () => {
  const lines = Array.from({ length: 300 }, (_, level) => `${'  '.repeat(level)}- level ${level}`);
  expect(read(lines.join('\n')).join()).toContain('level 299');
});

test('emphasis of a long paragraph is read, nothing of it is lost', () => {
  const words = Array.from({ length: 2_000 }, (_, at) => (at % 7 === 0 ? `**w${at}**` : `w${at}`));
  expect(read(words.join(' '))).toEqual([`prose: ${words.join(' ').replaceAll('**', '')}`]);
});
