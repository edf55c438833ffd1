/** Text files come without a declared encoding. Pure. */

// eslint-disable-next-line no-control-regex -- looking for control characters is the point
const BINARY = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;

function decodeAs(label: string, bytes: Uint8Array, partial: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: partial });
  } catch {
    return null;
  }
}

function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.02) return 'utf-16be';
  return null;
}

/**
 * A text file's content: UTF-8, UTF-16 (with or without a byte order mark), else
 * Windows-1252. Null when the bytes are no text: a NUL, or control characters that no text has. `partial`:
 * the bytes are the beginning of a file, whose last character may be cut in half.
 */
export function decodeText(bytes: Uint8Array, partial = false): string | null {
  let text: string | null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) text = decodeAs('utf-16le', bytes, partial);
  else if (bytes[0] === 0xfe && bytes[1] === 0xff) text = decodeAs('utf-16be', bytes, partial);
  else {
    const wide = looksLikeUtf16(bytes);
    text = wide
      ? decodeAs(wide, bytes, partial)
      : (decodeAs('utf-8', bytes, partial) ?? new TextDecoder('windows-1252').decode(bytes));
  }
  if (text === null || text.includes('\0')) return null;
  const allowed = Math.max(2, text.length / 500);
  let odd = 0;
  for (const _ of text.matchAll(BINARY)) {
    odd += 1;
    if (odd > allowed) return null;
  }
  return text;
}
