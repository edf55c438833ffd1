import { expect, test } from 'vitest';
import type { Word } from '../pdf/lay-out/page-words.ts';
import { layOutSeen } from './lay-out-seen.ts';
import type { PixelBox, Seen } from './recognition-engine.ts';

const seenLine = (at: number, ...words: [text: string, confidence: number][]) => {
  const line = { baseline: { x0: 100, y0: at, x1: 900, y1: at }, size: 30 };
  let x1 = 90;
  return words.map(([text, confidence]) => {
    const x0 = x1 + 10;
    x1 = x0 + text.length * 15;
    return { text, confidence, line, box: { x0, y0: at - 25, x1, y1: at } };
  });
};
const read = (...words: ReturnType<typeof seenLine>[number][]) => readWith([], words);
const readWith = (
  layer: Word[],
  words: ReturnType<typeof seenLine>[number][],
  strokes: Pick<Seen, 'bars' | 'strikes'> & { rules?: PixelBox[] } = {},
) =>
  layOutSeen({
    seen: { words, rules: [], ...strokes },
    width: 1_240,
    height: 1_754,
    dotsAPoint: 150 / 72,
    look: { turn: 0, tilt: 0, coarse: false },
    text: { words: layer, rules: [], bars: [], pictures: [], width: 595, height: 842, hidden: [] },
  });

test('C10: what was hard to make out is marked where it is quoted; a rule beside a word is no letter', () => {
  const { text, lines, findings } = read(
    ...seenLine(300, ['The', 96], ['loss', 95], ['was', 96], ['3.21', 41], ['watts.', 92]),
    ...seenLine(360, ['|Length', 94], ['is', 95], ['14.2', 93], ['mtrs|', 50]),
  );
  expect(text).toContain('The loss was 3.21(?) watts.');
  expect(text).toContain('Length is 14.2 mtrs(?)');
  expect(text).not.toContain('|');
  expect(lines?.map((word) => word.text)).toContain('3.21(?)');
  expect(findings).toEqual([{ kind: 'doubtful', text: '3.21, mtrs', count: 2 }]);
});

test('C10: the letters of a stamp do not make headings of what the picture says', () => {
  const stamp = Array.from({ length: 80 }, (_, at): Word => {
    const [x0, y] = [40 + (at % 10) * 50, 700 + Math.floor(at / 10) * 9];
    return { text: 'stamped', x0, x1: x0 + 44, y, size: 7, bold: false, spaced: true, angle: 0 };
  });
  const shown = stamp.map(({ text, x0, x1, y }) => {
    const dots = (points: number) => (points * 150) / 72;
    const line = { baseline: { x0: dots(40), y0: dots(y), x1: dots(534), y1: dots(y) }, size: dots(7) };
    return { text, confidence: 90, line, box: { x0: dots(x0), y0: dots(y - 6), x1: dots(x1), y1: dots(y) } };
  });
  const { text, headings } = readWith(stamp, [
    ...seenLine(300, ['The', 96], ['pump', 95], ['is', 95], ['cleaned', 96], ['every', 96], ['eleven', 96]),
    ...seenLine(345, ['weeks', 96], ['by', 95], ['its', 95], ['owner.', 96]),
    ...shown,
  ]);
  expect(text).toContain('The pump is cleaned every eleven weeks by its owner.');
  expect(headings).toEqual([]);
});

test('C10: a drawn table on a scan has the cells that its lines make', () => {
  const across = [260, 320, 380].map((y) => ({ x0: 95, x1: 500, y0: y, y1: y + 2 }));
  const down = [95, 240, 500].map((x) => ({ x0: x, x1: x, y0: 260, y1: 381 }));
  const { text } = readWith(
    [],
    [
      ...seenLine(300, ['Zone', 96], ['I', 96], ['Pressure', 96], ['in', 96], ['bar', 96]),
      ...seenLine(360, ['Hall', 96], ['and', 96], ['5.5', 96]),
    ].map((word) => (word.text === '5.5' ? { ...word, box: { ...word.box, x0: 300, x1: 345 } } : word)),
    { rules: across, bars: down },
  );
  expect(text).toBe('Zone I | Pressure in bar\nHall and | 5.5');
});

test('C10: what a line strikes out is told as struck, and where it was not made out the builder is told', () => {
  const { text, findings } = readWith(
    [],
    [
      ...seenLine(300, ['The', 96], ['fee', 96], ['is', 96], ['30', 96], ['euro.', 96]),
      ...seenLine(500, ['Pay', 96], ['it', 96]),
    ],
    {
      strikes: [
        { x0: 95, x1: 400, y0: 290, y1: 290 },
        { x0: 95, x1: 400, y0: 390, y1: 390 },
      ],
    },
  );
  expect(text).toBe('~~The fee is 30 euro.~~\n\nPay it');
  expect(findings).toEqual([{ kind: 'picture', text: 'Text that is struck through', count: 1 }]);
});
