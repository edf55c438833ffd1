/**
 * Pictures that a PDF's page holds, made coarser as they come from the decoder: a sheet of the largest size as it was
 * scanned has half a thousand million dots, which pdf.js would unfold to four bytes each before it draws them. Pure.
 */

/** pdf.js's picture: `kind` 1: eight dots a byte, white set; 2: RGB; 3: RGBA; none: a mask, eight dots a byte. */
export type Picture = { data: Uint8Array | Uint8ClampedArray; width: number; height: number; kind?: number };

/** Most dots of a picture that stays as it is. */
export const MOST_DOTS = 24_000_000;
const [ONE_BIT, RGB] = [1, 2];
/** Ink on this share of a mask's dots is ink on the dot in their place: strokes are thinner than the paper. */
const INK = 0.3;

const BITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let set = 0;
  for (let rest = byte; rest > 0; rest >>= 1) set += rest & 1;
  return set;
});

/** The same picture in at most `most` dots; itself where it has no more. */
export function shrinkPicture(picture: Picture, most = MOST_DOTS): Picture {
  const { width, height, kind } = picture;
  const by = Math.ceil(Math.sqrt((width * height) / most));
  if (by <= 1) return picture;
  const size = { width: Math.ceil(width / by), height: Math.ceil(height / by) };
  if (kind === RGB || kind === 3) return { ...picture, ...size, data: average(picture, by, kind === RGB ? 3 : 4) };
  const white = whiteShares(picture, by);
  if (kind === ONE_BIT) {
    const data = new Uint8ClampedArray(white.length * 3);
    for (const [i, share] of white.entries()) data.fill(share, i * 3, i * 3 + 3);
    return { ...picture, ...size, kind: RGB, data };
  }
  return { ...picture, ...size, data: pack(white, size) };
}

/** How many of the bits under each dot are set, 0 to 255. */
function whiteShares({ data, width, height }: Picture, by: number): Uint8Array {
  const [row, across, down] = [(width + 7) >> 3, Math.ceil(width / by), Math.ceil(height / by)];
  const shares = new Uint8Array(across * down);
  const sums = new Uint32Array(across);
  for (let y = 0; y < down; y += 1) {
    sums.fill(0);
    const rows = Math.min(by, height - y * by);
    for (let at = y * by * row, i = 0; i < rows; i += 1, at += row) countBits(data, at, width, by, sums);
    for (let x = 0; x < across; x += 1) {
      const dots = rows * Math.min(by, width - x * by);
      shares[y * across + x] = Math.round((255 * (sums[x] ?? 0)) / dots);
    }
  }
  return shares;
}

function countBits(data: Picture['data'], from: number, width: number, by: number, sums: Uint32Array): void {
  for (let x = 0; x < width; x += 8) {
    const byte = data[from + (x >> 3)] ?? 0;
    if (byte === 0) continue;
    const [first, last] = [Math.floor(x / by), Math.floor(Math.min(x + 7, width - 1) / by)];
    if (first === last && x + 8 <= width) {
      sums[first] = (sums[first] ?? 0) + (BITS[byte] ?? 0);
      continue;
    }
    for (let bit = 0; bit < 8 && x + bit < width; bit += 1) {
      const at = Math.floor((x + bit) / by);
      if (byte & (0x80 >> bit)) sums[at] = (sums[at] ?? 0) + 1;
    }
  }
}

/** A mask's clear bits are painted. */
function pack(white: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array {
  const row = (width + 7) >> 3;
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((white[y * width + x] ?? 0) > 255 * (1 - INK)) data[y * row + (x >> 3)]! |= 0x80 >> (x & 7);
  return data;
}

function average({ data, width, height }: Picture, by: number, channels: number): Uint8ClampedArray {
  const [across, down] = [Math.ceil(width / by), Math.ceil(height / by)];
  const small = new Uint8ClampedArray(across * down * channels);
  const sums = new Uint32Array(across * channels);
  for (let y = 0; y < down; y += 1) {
    sums.fill(0);
    const rows = Math.min(by, height - y * by);
    for (let i = 0; i < rows; i += 1) {
      const from = (y * by + i) * width * channels;
      for (let x = 0; x < width; x += 1) {
        const to = Math.floor(x / by) * channels;
        for (let c = 0; c < channels; c += 1) sums[to + c] = (sums[to + c] ?? 0) + (data[from + x * channels + c] ?? 0);
      }
    }
    for (let x = 0; x < across; x += 1) {
      const dots = rows * Math.min(by, width - x * by);
      for (let c = 0; c < channels; c += 1)
        small[(y * across + x) * channels + c] = Math.round((sums[x * channels + c] ?? 0) / dots);
    }
  }
  return small;
}
