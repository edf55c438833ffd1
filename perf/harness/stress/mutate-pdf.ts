/** Ways to break a PDF. */
export const MUTATIONS = [
  'flip bits',
  'zero a stretch',
  'cut short',
  'remove a stretch',
  'double a stretch',
  'insert noise',
  'wrong numbers',
  'other keywords',
  'swap halves',
  'lose the cross-reference',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** A broken copy of `pdf`; the same for the same `random` numbers from 0 to below 1. */
export function mutatePdf(pdf: Buffer, mutation: Mutation, random: () => number): Buffer {
  const below = (limit: number) => Math.floor(random() * limit);
  const at = below(pdf.length);
  const length = 1 + below(Math.min(4_096, pdf.length - at));
  const copy = Buffer.from(pdf);
  switch (mutation) {
    case 'flip bits': {
      for (let n = 1 + below(200); n > 0; n -= 1) {
        const index = below(copy.length);
        copy[index] = (copy[index] ?? 0) ^ (1 << below(8));
      }
      return copy;
    }
    case 'zero a stretch':
      return copy.fill(0, at, at + length);
    case 'cut short':
      return copy.subarray(0, at);
    case 'remove a stretch':
      return Buffer.concat([pdf.subarray(0, at), pdf.subarray(at + length)]);
    case 'double a stretch':
      return Buffer.concat([pdf.subarray(0, at + length), pdf.subarray(at)]);
    case 'insert noise':
      return Buffer.concat([
        pdf.subarray(0, at),
        Buffer.from(Array.from({ length }, () => below(256))),
        pdf.subarray(at),
      ]);
    case 'wrong numbers':
      return replaceSome(pdf, /\b\d+\b/g, 0.05, random, () => String(below(1_000_000_000)));
    case 'other keywords':
      return replaceSome(
        pdf,
        /\/(Page|Pages|Font|Length|Filter|FlateDecode|Kids|Count|Contents|Resources|MediaBox|Root|Size)\b/g,
        0.2,
        random,
        () => ['/Page', '/Pages', '/Kids', '/Count', '/Nothing', '/LZWDecode'][below(6)] ?? '/X',
      );
    case 'swap halves':
      return Buffer.concat([pdf.subarray(at), pdf.subarray(0, at)]);
    case 'lose the cross-reference':
      return replaceSome(pdf, /startxref|xref|trailer|%%EOF/g, 1, random, () => '');
  }
}

/** Replaces each match with the likelihood given; Latin-1 keeps every byte as it is. */
function replaceSome(pdf: Buffer, pattern: RegExp, likelihood: number, random: () => number, by: () => string): Buffer {
  return Buffer.from(
    pdf.toString('latin1').replace(pattern, (found) => (random() < likelihood ? by() : found)),
    'latin1',
  );
}
