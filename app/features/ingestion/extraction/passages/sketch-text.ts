/** Values of a sketch, a byte each. */
const VALUES = 128;
/** Words in a row that are compared as one. */
const SHINGLE = 4;
/** A text of fewer words says too little to be another's version. */
const FEWEST_WORDS = 20;
/** Words that are looked at: a book of some thousand pages. */
const MOST_WORDS = 500_000;

/** Odd numbers without a pattern, one for each value: the same in every process, since sketches are kept. */
const FACTORS = Uint32Array.from({ length: VALUES }, (_, index) => mix(index + 1) | 1);

/**
 * What a text's sequences of four words leave of themselves: of two texts about as large a share of the bytes is the
 * same as of the sequences that either has (MinHash, its lowest byte each). 256 hexadecimal digits; null for a text of
 * fewer than twenty words. Letters and figures count, their case and what stands between them do not. Linear in the
 * text.
 */
export function sketchText(pages: Iterable<string>): string | null {
  const lowest = new Uint32Array(VALUES).fill(0xffff_ffff);
  const last: number[] = [];
  let words = 0;
  for (const page of pages) {
    for (const [word] of page.toLowerCase().matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (words === MOST_WORDS) break;
      words += 1;
      last.push(hashOf(word));
      if (last.length < SHINGLE) continue;
      const shingle = last.reduce((hash, value) => mix(Math.imul(hash, 31) ^ value), SHINGLE);
      last.shift();
      for (let index = 0; index < VALUES; index += 1) {
        const value = mix(Math.imul(shingle, FACTORS[index]!));
        if (value < lowest[index]!) lowest[index] = value;
      }
    }
  }
  return words < FEWEST_WORDS ? null : Buffer.from(lowest.map((value) => value & 0xff)).toString('hex');
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), 0x0100_0193);
  return hash >>> 0;
}

/** Each bit of the answer hangs on each bit of `value` (Murmur3's last step). */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
