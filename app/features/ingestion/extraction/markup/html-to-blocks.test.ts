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
    'cells over several rows and columns in each that they cover',
    '<table><tr><th>Fan</th><th>Speed</th><th>Hours</th></tr><tr><td rowspan="2">Bath</td><td>2</td><td>6</td></tr>' +
      '<tr><td colspan="2">none</td></tr><tr><td colspan="3">Closed in June</td></tr></table>',
    [
      ['row', 'Fan | Speed | Hours'],
      ['row', 'Bath | 2 | 6'],
      ['row', 'Bath | none | none'],
      ['prose', 'Closed in June'],
    ],
  ],
  [
    'what is struck through',
    '<p>Pay <del>10</del> <s>20 euro</s> now.</p><del><p>One.</p><p>Two.</p></del><p>Three.</p>',
    [
      ['prose', 'Pay ~~10~~ ~~20 euro~~ now.'],
      ['prose', '~~One.~~'],
      ['prose', '~~Two.~~'],
      ['prose', 'Three.'],
    ],
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

test.each([
  [
    'where links lead',
    '<p>See <a href="https://x.ie/a">this</a>, <a href="#b">that</a>.</p>',
    'See this (https://x.ie/a), that.',
  ],
  ['raised figures', '<p>10<sup>2</sup> m<sup>3</sup>, 1<sup>st</sup></p>', '10² m³, 1st'],
  ['words in angle brackets', '<p>Ring <site office> & <house owner>.</p>', 'Ring <site office> & <house owner>.'],
  [
    'nothing hidden',
    '<p>Seen.<span hidden>no</span><b style="display : none">nor <i>this</i></b></p>',
    // Within a page what was left out is told in no order with its text.
    'finding / finding / Seen.',
  ],
  ['lines of their own', '<details><summary>More</summary>Behind it.</details>', 'More / Behind it.'],
  [
    'lists from where they start',
    '<ol start="5"><li>five<li value="8">eight<li>nine</ol>',
    '5. five / 8. eight / 9. nine',
  ],
  ['boxes', '<p><input type="checkbox" checked> oiled <input type="checkbox"> tested</p>', '☑ oiled ☐ tested'],
])('reads %s', (_name, html, text) => {
  expect(
    htmlToBlocks(html)
      .map((block) => ('text' in block ? block.text : block.kind))
      .join(' / '),
  ).toBe(text);
});

test('elements that nobody closes lose no text', () => {
  const html = `${'<b>'.repeat(50_000)}deep${'</i>'.repeat(50_000)}`;
  expect(htmlToBlocks(html)).toEqual([{ kind: 'prose', text: 'deep' }]);
});
