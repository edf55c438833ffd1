export type LeastRate = {
  /** A body must bring so many bytes in each so many milliseconds in which it was waited for. */
  windowMs: number;
  windowBytes: number;
};

/**
 * Judges how a body comes in: tell it of each part, with the milliseconds in which it was waited for; true once a whole
 * window has brought too little. What a reader takes to store a part is not the sender's, so it is not told.
 */
export function tooSlow({ windowMs, windowBytes }: LeastRate): (bytes: number, waitedMs: number) => boolean {
  let waited = 0;
  let brought = 0;
  return (bytes, waitedMs) => {
    waited += waitedMs;
    brought += bytes;
    if (waited < windowMs) return false;
    const slow = brought < windowBytes;
    waited = 0;
    brought = 0;
    return slow;
  };
}
