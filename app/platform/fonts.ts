import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

export type Face = 'body' | 'bold' | 'italic' | 'boldItalic' | 'serif' | 'serifBold';

/** The app's own families as WOFF (fontkit cannot subset their WOFF2); Latin covers Irish accents, €, ° and ². */
const FILES: Record<Face, string> = {
  body: '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff',
  bold: '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
  italic: '@fontsource/source-sans-3/files/source-sans-3-latin-400-italic.woff',
  boldItalic: '@fontsource/source-sans-3/files/source-sans-3-latin-600-italic.woff',
  serif: '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
  serifBold: '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
};
export const FACES = Object.keys(FILES) as readonly Face[];

const require = createRequire(import.meta.url);
const unpacked = new Map<Face, Buffer>();

/** A face as TrueType bytes; unpacked once a process, since fontkit would inflate it for every document. */
export function fontBytes(face: Face): Buffer {
  const known = unpacked.get(face);
  if (known) return known;
  const bytes = unpackWoff(readFileSync(require.resolve(FILES[face])));
  unpacked.set(face, bytes);
  return bytes;
}

/** WOFF 1.0 to SFNT: the same tables in the same order, inflated. */
function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const log = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * 2 ** log, 6);
  head.writeUInt16BE(log, 8);
  head.writeUInt16BE(16 * count - 16 * 2 ** log, 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (let index = 0; index < count; index += 1) {
    const from = 44 + 20 * index;
    const start = woff.readUInt32BE(from + 4);
    const packed = woff.subarray(start, start + woff.readUInt32BE(from + 8));
    const length = woff.readUInt32BE(from + 12);
    const table = packed.length < length ? inflateSync(packed) : packed;
    const to = 12 + 16 * index;
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(offset, to + 8);
    head.writeUInt32BE(length, to + 12);
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    parts.push(table, padding);
    offset += length + padding.length;
  }
  return Buffer.concat(parts);
}
