import { AppError } from '../errors.ts';

/** Bytes of a request body, other than an upload's or the job server's. */
export const MAX_BODY_BYTES = 65_536;

export const tooLarge = (maxBytes: number) => {
  const size =
    maxBytes < 1024 * 1024 ? `${Math.floor(maxBytes / 1024)} KiB` : `${Math.floor(maxBytes / 1024 / 1024)} MB`;
  return new AppError('too-large', `What you sent is larger than ${size}. Send less.`);
};

/** A body of at most `maxBytes`, whole. Throws AppError: 413 over the limit, 400 when the sender broke off. */
export async function readBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('bad-request', 'The body broke off before its end. Send it again.', { cause });
  }
  return Buffer.concat(chunks);
}
