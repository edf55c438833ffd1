import { expect, test } from 'vitest';
import { createMarkerGate, resolveMarkers } from './resolve-markers.ts';

test('E9: markers are numbered by mention, and those of no passage are dropped', () => {
  expect(resolveMarkers('Under the stairs [3]. Reset it [1][3] or [9]. See [2, 3], [0].', 3)).toEqual({ text: 'Under the stairs [1]. Reset it [2] [1] or. See [3][1],.', cited: [3, 1, 2] });
  expect(resolveMarkers('No source at all.', 4)).toEqual({ text: 'No source at all.', cited: [] });
});

test('streamed in pieces of any size, the text is the same', () => {
  const text = 'The fuse board is under the stairs [2]. Push the switch up [7], then test it [1, 2].\n1. One\n2. Two [3]';
  const whole = resolveMarkers(text, 3).text;
  for (const size of [1, 2, 3, 5, 8, 200]) {
    const gate = createMarkerGate(3);
    let streamed = '';
    for (let at = 0; at < text.length; at += size) streamed += gate.push(text.slice(at, at + size));
    expect(streamed + gate.rest(), `pieces of ${size}`).toBe(whole);
  }
});
