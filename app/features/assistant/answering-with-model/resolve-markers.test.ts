import { expect, test } from 'vitest';
import { createMarkerGate, resolveMarkers } from './resolve-markers.ts';

test('E9: markers are numbered by mention, and those of no passage are dropped', () => {
  expect(resolveMarkers('Under the stairs [3]. Reset it [1][3] or [9]. See [2, 3], [0].', 3)).toEqual({ text: 'Under the stairs [1]. Reset it [2] [1] or. See [3][1],.', cited: [3, 1, 2] });
  expect(resolveMarkers('No source at all.', 4)).toEqual({ text: 'No source at all.', cited: [] });
});

test.each([
  ['ranges', 'Turn it [2-4].', 'Turn it [1][2][3].', [2, 3, 4]],
  ['a range that leaves the passages', 'Turn it [3–9] [0-1].', 'Turn it [1][2] [3].', [3, 4, 1]],
  ['a range of millions', 'Turn it [1-99999999].', 'Turn it [1][2][3][4].', [1, 2, 3, 4]],
  ['words in the brackets', 'Turn it [passage 2] [Passages 1 and 3].', 'Turn it [1] [2][3].', [2, 1, 3]],
  ['other brackets', 'Turn it 【2†source】.', 'Turn it [1].', [2]],
  ['numbers of no passage', 'Turn it [100] [7] [-1].', 'Turn it [-1].', []],
  ['no marks', 'See [the manual], 2 [of] 3.', 'See [the manual], 2 [of] 3.', []],
  ['the word for "not in there"', 'Turn it [1]. NOT_IN_DOCUMENTS', 'Turn it [1].', [1]],
])('reads %s', (_name, text, resolved, cited) => {
  expect(resolveMarkers(text, 4)).toEqual({ text: resolved, cited });
});

test('F4: streamed in pieces of any size, the text is the same', () => {
  const text = 'The fuse board is under the stairs [2]. Push the switch up [7], then test it [1, 2], NOT a NOT_IN_DOCUMENTS [see the manual].\n1. One\n2. Two [passage 3] 【1†x】';
  const whole = resolveMarkers(text, 3).text;
  for (const size of [1, 2, 3, 5, 8, 200]) {
    const gate = createMarkerGate(3);
    let streamed = '';
    for (let at = 0; at < text.length; at += size) streamed += gate.push(text.slice(at, at + size));
    expect(streamed + gate.rest(), `pieces of ${size}`).toBe(whole);
  }
});
