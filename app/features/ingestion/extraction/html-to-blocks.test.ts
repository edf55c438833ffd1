import { expect, test } from 'vitest';
import { htmlToBlocks } from './html-to-blocks.ts';

test.each([
  [
    'numbers of lists in lists',
    '<ol><li>Open.<ul><li>Door</li></ul></li><li>Push.</li></ol>',
    [
      ['item', '1. Open.'],
      ['item', '• Door'],
      ['item', '2. Push.'],
    ],
  ],
  ['entities', '<p>Tea &amp; &#x20AC;5 &eacute; &nosuch;</p>', [['prose', 'Tea & €5 é &nosuch;']]],
  [
    'a table in a cell as its text',
    '<table><tr><td>A<table><tr><td>1</td><td>2</td></tr></table></td><td>B</td></tr></table>',
    [['row', 'A 1 2 | B']],
  ],
  [
    'what no one closed',
    '<p>One<p>Two<li>Three',
    [
      ['prose', 'One'],
      ['prose', 'Two'],
      ['prose', 'Three'],
    ],
  ],
  ['neither scripts nor styles', '<style>p{}</style><p>Text</p><script>if (a < b) x()</script>', [['prose', 'Text']]],
  ['a text longer than a piece', `<p>${'word '.repeat(3_000)}end</p>`, [['prose', `${'word '.repeat(3_000)}end`]]],
])('reads %s', (_name, html, blocks) => {
  expect(htmlToBlocks(html).map((block) => [block.kind, 'text' in block && block.text])).toEqual(blocks);
});

test('a break in a paragraph ends the page after what stands before it', () => {
  const blocks = htmlToBlocks('<p>Before<hr />after</p>');
  expect(blocks.map((block) => ('text' in block ? block.text : block.kind))).toEqual(['Before', 'page-break', 'after']);
});

test('elements that nobody closes lose no text', () => {
  const html = `${'<b>'.repeat(50_000)}deep${'</i>'.repeat(50_000)}`;
  expect(htmlToBlocks(html)).toEqual([{ kind: 'prose', text: 'deep' }]);
});
