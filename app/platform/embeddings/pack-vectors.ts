import { createHash } from 'node:crypto';

/*
 * Vectors of many texts in few bytes: each text by 8 bytes of its digest, its vector in 8 bits a number. Layout: the
 * numbers of each vector (uint16, little endian), then for each text its digest, the scale (float32) and the numbers.
 */

const DIGEST = 8;
const HEAD = 2;

const digestOf = (text: string) => createHash('sha256').update(text).digest().subarray(0, DIGEST);

/** Zeros at the end of all vectors are left out. */
export function packVectors(vectors: ReadonlyMap<string, readonly number[]>): Uint8Array {
  const length = Math.max(
    0,
    ...[...vectors.values()].map((vector) => vector.findLastIndex((value) => value !== 0) + 1),
  );
  const packed = Buffer.alloc(HEAD + vectors.size * (DIGEST + 4 + length));
  packed.writeUInt16LE(length, 0);
  let at = HEAD;
  for (const [text, vector] of vectors) {
    const scale = Math.max(...vector.map(Math.abs)) / 127 || 1;
    digestOf(text).copy(packed, at);
    packed.writeFloatLE(scale, at + DIGEST);
    for (let index = 0; index < length; index += 1)
      packed.writeInt8(Math.round((vector[index] ?? 0) / scale), at + DIGEST + 4 + index);
    at += DIGEST + 4 + length;
  }
  return packed;
}

/** Finds the vector of a text among several packings; undefined when none holds it. */
export function unpackVectors(packings: readonly Uint8Array[]): (text: string) => number[] | undefined {
  const places = new Map<string, () => number[]>();
  for (const bytes of packings) {
    const packed = Buffer.from(bytes);
    if (packed.length < HEAD) continue;
    const length = packed.readUInt16LE(0);
    const size = DIGEST + 4 + length;
    for (let at = HEAD; at + size <= packed.length; at += size)
      places.set(packed.toString('latin1', at, at + DIGEST), () => {
        const scale = packed.readFloatLE(at + DIGEST);
        return Array.from({ length }, (_, index) => packed.readInt8(at + DIGEST + 4 + index) * scale);
      });
  }
  return (text) => places.get(digestOf(text).toString('latin1'))?.();
}
