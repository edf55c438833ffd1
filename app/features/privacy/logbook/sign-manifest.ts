import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** PKCS #8 of an Ed25519 key, before its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What stands beside a manifest: who signed it, and the signature over its bytes, both base64. */
export type ManifestSignature = { algorithm: 'Ed25519'; public_key: string; signature: string };

/** The key with which a deployment signs logbooks: derived from its SESSION_SECRET, never the secret itself. */
function keyOf(secret: string): KeyObject {
  const seed = createHash('sha256').update(`logbook-signature:v1:${secret}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

const publicKeyOf = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' });

/** How people compare keys: the first 16 bytes of the key's SHA-256, in groups of four. */
export const fingerprintOf = (publicKey: string): string =>
  (createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ?? []).join(
    ' ',
  );

/** The fingerprint of the key that signs under `secret`. */
export const ownFingerprint = (secret: string): string => fingerprintOf(publicKeyOf(keyOf(secret)).toString('base64'));

export function signManifest(manifest: Buffer, secret: string): ManifestSignature {
  const key = keyOf(secret);
  return {
    algorithm: 'Ed25519',
    public_key: publicKeyOf(key).toString('base64'),
    signature: sign(null, manifest, key).toString('base64'),
  };
}

/** Is it the signature of these very bytes by the key that it names? */
export function isSigned(manifest: Buffer, { public_key, signature }: ManifestSignature): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, manifest, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
