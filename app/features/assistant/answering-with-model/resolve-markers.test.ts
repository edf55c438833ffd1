import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordCleaner } from './clean-words.ts';
import { createGroundedGate } from './keep-grounded.ts';
import { createMarkerGate, resolveMarkers } from './resolve-markers.ts';

test('E9: markers are numbered by mention, and those of no passage are dropped', () => {
  expect(resolveMarkers('Under the stairs [3]. Reset it [1][3] or [9]. See [2, 3], [0].', 3)).toEqual({
    text: 'Under the stairs [1]. Reset it [2] [1] or. See [3][1],.',
    cited: [3, 1, 2],
  });
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
  const text =
    'The fuse board is under the stairs [2]. Push the switch up [7], then test it [1, 2], NOT a NOT_IN_DOCUMENTS ' +
    '[see the manual].\n1. One\n2. Two [passage 3] 【1†x】';
  const whole = resolveMarkers(text, 3).text;
  for (const size of [1, 2, 3, 5, 8, 200]) {
    const gate = createMarkerGate(3);
    let streamed = '';
    for (let at = 0; at < text.length; at += size) streamed += gate.push(text.slice(at, at + size));
    expect(streamed + gate.rest(), `pieces of ${size}`).toBe(whole);
  }
});

const hostile = fc
  .array(
    fc.constantFrom(
      ' ',
      '\n',
      '\t',
      '   ',
      '[',
      ']',
      '【',
      '】',
      '[1]',
      '[2, 3]',
      '[9]',
      '[1-999999999]',
      '†x',
      '1',
      '2',
      '42',
      ',',
      '-',
      '–',
      'and',
      'passage ',
      '.',
      'a',
      'The ',
      'N',
      'NOT_',
      'NOT_IN_DOCUMENTS',
      '\u0000',
      '\u202e',
      '🏠',
      '\ud83c',
      'a.example ',
    ),
    { maxLength: 80 },
  )
  .map((parts) => parts.join(''));
const cuts = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 });

/** `text` cut at `at`. */
function pieces(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((place) => Math.min(place, text.length)).toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

/** What is shown of a text that comes in these pieces. */
function shownOf(parts: readonly string[]): string {
  const cleaner = createWordCleaner();
  const gate = createMarkerGate(3);
  const passages = [1, 2, 3].map((page) => ({ title: 'Guide', heading: null, page, text: 'Board 42 of a.example.' }));
  const grounded = createGroundedGate(passages, gate.cited);
  const shown = parts.flatMap((part) => grounded.push(gate.push(cleaner.push(part))));
  return [...shown, ...grounded.push(gate.rest()), ...grounded.rest()].join('');
}

test('F4: however a text is cut, it comes to the same; no mark of no passage, nothing unseen', () => {
  let marks = 0;
  fc.assert(
    fc.property(hostile, cuts, (text, at) => {
      const gate = createMarkerGate(3);
      expect(
        pieces(text, at)
          .map((piece) => gate.push(piece))
          .join('') + gate.rest(),
      ).toBe(resolveMarkers(text, 3).text);
      const shown = shownOf(pieces(text, at));
      expect(shown).toBe(shownOf([text]));
      const shownMarks = [...shown.matchAll(/\[(\d+)\]/g)].map(([, number]) => number);
      expect(shownMarks.filter((number) => !/^[123]$/.test(number!))).toEqual([]);
      marks += shownMarks.length;
      expect(shown).not.toContain('\u0000');
      expect(shown).not.toContain('\u202e');
      expect(shown.isWellFormed()).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(marks).toBeGreaterThan(100);
});

test('what is left out inside a bracket leaves no mark behind', () => {
  for (const text of ['x [[9]3]', 'x [1[9]2]', 'x [1 【8】2]', 'x [NOT_IN_DOCUMENTS3]']) {
    const { text: resolved, cited } = resolveMarkers(text, 3);
    expect(resolved).not.toMatch(/\[\d+\]/);
    expect(cited).toEqual([]);
  }
});

test.each([' ', '\n', '[', '[1', '[1,', '【', '1', 'N', 'NOT_IN_', '[1-', ' [', '[[1]', '\t['])(
  '%j, two hundred times over, in pieces of one character: no more is held back than a mark is long',
  (part) => {
    const gate = createMarkerGate(3);
    const text = part.repeat(200);
    let longest = 0;
    let out = 0;
    for (const [index, character] of [...text.replaceAll(/\s/g, ' ')].entries()) {
      out += gate.push(character).replaceAll(' ', '').length;
      longest = Math.max(longest, text.slice(0, index + 1).replaceAll(/\s|\[1\]/g, '').length - out);
    }
    // Marks that are shown again at each mention come out longer than they went in.
    expect(longest).toBeLessThanOrEqual(160);
  },
);

test('a megabyte of white space, brackets or digits is read in one go', () => {
  for (const part of [' ', '[', '[1', '1,', '[1,2,3,4,5,6,7,8,9]', '\n[ ', 'NOT_IN_']) {
    const { text, cited } = resolveMarkers(part.repeat(1_000_000 / part.length), 3);
    expect(cited.length).toBeLessThanOrEqual(3);
    expect(text.length).toBeLessThanOrEqual(1_200_000);
  }
});
