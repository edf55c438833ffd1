/** Processor time of one call, milliseconds: the less of two tries. */
function cost(read: (text: string) => unknown, text: string): number {
  let best = Infinity;
  for (let round = 0; round < 2; round += 1) {
    const before = process.cpuUsage();
    read(text);
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  return best;
}

/**
 * Does `read` take time by the length of its text, and no more? The text `piece` repeated is given at a sixteenth of
 * `longest` and at `longest`: what grows with the square of the length takes 256 times as long, what is linear 16
 * times; the line is drawn at 64, far from either. It compares one run's own processor times, so that a busy machine
 * changes nothing.
 */
export function growsWithLength(
  read: (text: string) => unknown,
  piece: string,
  { start = '', longest = 100_000 } = {},
): boolean {
  const text = (length: number) => start + piece.repeat(Math.ceil(length / piece.length));
  const large = cost(read, text(longest));
  // Below 60 ms of processor time nothing can be told from the noise, and nothing is slow.
  return large < 60 || large < cost(read, text(longest / 16)) * 64;
}
