import { guessCodePage, type CodePage } from './guess-code-page.ts';

/** A text file's content, and how sure it is. Text files come without a declared encoding. */
export type DecodedText = {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | CodePage;
  /** False where the letters beyond A to Z may be wrong: no encoding fits them well. */
  sure: boolean;
};

// eslint-disable-next-line no-control-regex -- looking for control characters is the point
const BINARY = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;
/** Bytes that are looked at to tell UTF-16 from others. */
const SAMPLE = 65_536;

/**
 * A text file's content: by its mark, else UTF-16 where its spaces say so, else UTF-8 when more of the bytes beyond
 * ASCII are valid in it than not (what is not valid is U+FFFD, a letter each), else the one of three code pages in
 * which it reads best. Null when the bytes are no text, since more control characters than some stray ones are among
 * them; a stray NUL is U+FFFD. `partial`: the bytes are the beginning of a file, whose last character may be cut in
 * half. Linear in the bytes. Pure.
 */
export function decodeText(bytes: Uint8Array, partial = false): DecodedText | null {
  const decoded = decode(bytes, partial);
  if (decoded === null) return null;
  const allowed = Math.max(2, decoded.text.length / 500);
  let odd = 0;
  for (const _ of decoded.text.matchAll(BINARY)) {
    odd += 1;
    if (odd > allowed) return null;
  }
  return odd === 0 ? decoded : { ...decoded, text: decoded.text.replaceAll('\0', '\uFFFD') };
}

/** Of the signs of a text so many are beyond ASCII, at the least, where it is written in another alphabet. */
const FOREIGN = 0.3;

/** Whether a text that was read by guess is of an alphabet that nothing here knows: hardly a word of it is right. */
export function isForeign({ text, sure }: DecodedText): boolean {
  if (sure) return false;
  let [signs, high] = [0, 0];
  for (const sign of text.slice(0, SAMPLE)) {
    if (/\s/.test(sign)) continue;
    signs += 1;
    if (sign > '\u007f') high += 1;
  }
  return high > signs * FOREIGN;
}

function decode(bytes: Uint8Array, partial: boolean): DecodedText | null {
  const as = (encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): DecodedText => ({
    text: new TextDecoder(encoding).decode(bytes, { stream: partial }),
    encoding,
    sure: true,
  });
  const mark = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (mark === 'fffe0000' || mark === '0000feff') return decodeWide(bytes, mark === 'fffe0000');
  if (mark.startsWith('fffe')) return as('utf-16le');
  if (mark.startsWith('feff')) return as('utf-16be');
  if (mark.startsWith('efbbbf')) return as('utf-8');
  const wide = unmarkedUtf16(bytes);
  if (wide) return as(wide);
  const { valid, wrong } = countUtf8(bytes, partial);
  if (wrong === 0 || valid >= wrong) return as('utf-8');
  const { codePage, text, sure } = guessCodePage(bytes);
  return { text, encoding: codePage, sure };
}

/** UTF-32, which no browser reads: four bytes a character, after the mark. */
function decodeWide(bytes: Uint8Array, little: boolean): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    parts.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD');
  }
  return { text: parts.join('').toWellFormed(), encoding: 'utf-32', sure: true };
}

/**
 * UTF-16 without a mark: text has no NUL bytes, UTF-16 of almost any language has, in its spaces and line ends at
 * least. Which half of each pair they are tells the order.
 */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.length < 4) return null;
  const ends = new Set([0x20, 0x0a, 0x0d, 0x09, 0x2c, 0x2e]);
  let [evenZeros, oddZeros, little, big] = [0, 0, 0, 0];
  for (let at = 0; at + 1 < sample.length; at += 2) {
    const [first = 1, second = 1] = [sample[at], sample[at + 1]];
    if (first === 0 && second === 0) return null;
    if (first === 0) evenZeros += 1;
    if (second === 0) oddZeros += 1;
    if (second === 0 && ends.has(first)) little += 1;
    if (first === 0 && ends.has(second)) big += 1;
  }
  const pairs = Math.floor(sample.length / 2);
  // Latin letters make zeros of one half; other alphabets only their spaces, one in twenty at the least.
  if (oddZeros > evenZeros * 20 && (oddZeros > pairs * 0.4 || little > Math.max(1, pairs / 20))) return 'utf-16le';
  if (evenZeros > oddZeros * 20 && (evenZeros > pairs * 0.4 || big > Math.max(1, pairs / 20))) return 'utf-16be';
  return null;
}

/** Characters beyond ASCII that are valid UTF-8, and bytes that are not. */
function countUtf8(bytes: Uint8Array, partial: boolean): { valid: number; wrong: number } {
  let valid = 0;
  let wrong = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length =
      byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 0;
    let taken = length === 0 ? 0 : 1;
    while (taken > 0 && taken < length && ((bytes[at + taken] ?? 0) & 0xc0) === 0x80) taken += 1;
    const cutOff = partial && taken > 0 && at + taken === bytes.length;
    if (taken > 0 && taken === length) valid += 1;
    else if (!cutOff) wrong += 1;
    at += Math.max(1, taken);
  }
  return { valid, wrong };
}
