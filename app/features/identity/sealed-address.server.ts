import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { v7 } from 'uuid';
import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { sessionSecret } from './session-key.server.ts';

/** Whoever asked for a link an hour ago has asked again, or does not want it any more. */
const LIFETIME = '1h';

const contents = z.object({ jti: z.uuid(), email: z.string() });

/** A key of its own, so that what is sealed here opens nothing else. 256 bits, as A256GCM takes. */
const key = () => createHash('sha256').update(`sealed-address:v1:${sessionSecret()}`).digest();

/**
 * An e-mail address on its way through queues and the job monitor, where nobody is to read it. Each call names the
 * request anew.
 */
export function sealAddress(email: string): Promise<string> {
  return new EncryptJWT({ email })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setJti(v7())
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .encrypt(key());
}

/**
 * The address, and the id of the request that sealed it. Throws AppError 410 for what is too old or was sealed under
 * another secret.
 */
export async function openAddress(sealed: string): Promise<{ email: string; requestId: string }> {
  try {
    const { payload } = await jwtDecrypt(sealed, key(), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const { email, jti } = contents.parse(payload);
    return { email, requestId: jti };
  } catch (cause) {
    throw new AppError(
      'gone',
      'This request is too old, or was made under another SESSION_SECRET. Whoever asked for the link has to ask ' +
        'again on the sign-in page.',
      { cause },
    );
  }
}
