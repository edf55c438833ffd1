/** Of unit vectors their cosine. The first may be shorter: zeros at its end are left out. */
export function dotProduct(short: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < short.length; index += 1) sum += (short[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
