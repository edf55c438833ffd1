import { describe, expect, it } from 'vitest';
import { shrinkPicture, type Picture } from './shrink-picture.ts';

/** 32 by 6 dots of ink and paper: a bar of ink four wide and six high, and a dot at the end of the last row. */
function bar(clear: 0 | 1): Uint8Array {
  const data = new Uint8Array(4 * 6).fill(clear ? 255 : 0);
  for (let y = 0; y < 6; y += 1) data[y * 4 + 1]! ^= 0b0000_1111;
  data[5 * 4 + 3]! ^= 1;
  return data;
}

describe('C8: a picture of too many dots', () => {
  it('stays as it is where it has few enough', () => {
    const picture: Picture = { data: bar(1), width: 32, height: 6, kind: 1 };
    expect(shrinkPicture(picture, 192)).toBe(picture);
  });

  it('of ink and paper becomes shades of gray, a dot for a square of dots', () => {
    const small = shrinkPicture({ data: bar(1), width: 32, height: 6, kind: 1 }, 48);
    expect(small).toMatchObject({ width: 16, height: 3, kind: 2 });
    const row = (y: number) => Array.from({ length: 16 }, (_, x) => small.data[(y * 16 + x) * 3]);
    const paper = [255, 255, 255, 255, 255, 255];
    expect(row(0)).toEqual([...paper, 0, 0, ...paper, 255, 255]);
    expect(row(2)).toEqual([...paper, 0, 0, ...paper, 255, 191]);
  });

  it('that is a mask stays one, and its thin strokes stay painted', () => {
    const small = shrinkPicture({ data: bar(1), width: 32, height: 6 }, 22);
    expect(small).toMatchObject({ width: 11, height: 2 });
    expect(small.kind).toBeUndefined();
    // Dots 12 to 15 are painted: all of the fourth square, a third of the fifth, which is enough.
    expect([...small.data].map((byte) => byte.toString(2).padStart(8, '0'))).toEqual([
      '11110011',
      '11100000',
      '11110011',
      '11100000',
    ]);
  });

  it.each([
    [2, 3],
    [3, 4],
  ])('in colour (kind %i) is averaged channel by channel, cut squares at its edges too', (kind, channels) => {
    const dot = (of: number) => Array.from({ length: channels }, (_, channel) => of + channel);
    const data = Uint8Array.from([10, 20, 90, 30, 40, 110].flatMap(dot));
    const small = shrinkPicture({ data, width: 3, height: 2, kind }, 2);
    expect(small).toMatchObject({ width: 2, height: 1, kind });
    expect([...small.data]).toEqual([25, 100].flatMap(dot));
  });
});
