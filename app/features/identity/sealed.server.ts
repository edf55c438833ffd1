import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { sessionSecret } from './sessions/session-key.server.ts';

/** A key for each purpose, so that what is sealed for one opens nothing else. 256 bits, as A256GCM takes. */
const keyOf = (purpose: string) => createHash('sha256').update(`${purpose}:${sessionSecret()}`).digest();

/** `claims` as a string that only this deployment can read or make, for `lifetime` (as `15m`). Names itself anew. */
export function seal(purpose: string, claims: Record<string, string>, lifetime: string): Promise<string> {
  return new EncryptJWT(claims)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setJti(v7())
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .encrypt(keyOf(purpose));
}

/** What was sealed for `purpose`. Throws for what is too old, forged, or sealed under another SESSION_SECRET. */
export async function unseal<T>(purpose: string, sealed: string, contents: z.ZodType<T>): Promise<T> {
  const { payload } = await jwtDecrypt(sealed, keyOf(purpose), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  return contents.parse(payload);
}
