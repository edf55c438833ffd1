import { writeSync } from 'node:fs';
import type { WrittenFrame } from '../process/read-frames.ts';
import { FRAME_FD } from '../process/child-protocol.ts';

/**
 * Sends one frame from the child. Blocks until the parent has taken enough of what was sent before: the child holds the
 * document, the parent a batch of it. Ends the process when the parent is gone.
 */
export function writeFrame(frame: WrittenFrame): void {
  const body = Buffer.from(JSON.stringify(frame));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const data = Buffer.concat([length, body]);
  try {
    for (let at = 0; at < data.length;) at += writeSync(FRAME_FD, data, at);
  } catch {
    process.exit(0);
  }
}
