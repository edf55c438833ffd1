import argon2 from 'argon2';

/** OWASP's minimum for argon2id: 19 MiB and two passes, so that many sign-ins at once do not fill the memory. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const nobody = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$';

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, PARAMETERS);
}

/**
 * The hash of a password by another's parameters and salt, as findPasswordSalt gives them
 * (`$argon2id$v=19$m=…,p=…,t=…$<salt>$`), so that whoever keeps hashes can compare them without giving one away.
 * Without a salt (an unknown address) it takes just as long. Undefined for a salt that is none.
 */
export async function hashAlike(salt: string | undefined, password: string): Promise<string | undefined> {
  const wanted = salt ?? nobody;
  const [, version, parameters = '', bytes] =
    /^\$argon2id\$v=(\d+)\$([a-z0-9,=]+)\$([A-Za-z0-9+/]+)\$$/.exec(wanted) ?? [];
  if (bytes === undefined) return undefined;
  const of = Object.fromEntries(parameters.split(',').map((parameter) => parameter.split('='))) as {
    m: string;
    t: string;
    p: string;
  };
  const hash = await argon2.hash(password, {
    type: argon2.argon2id,
    version: Number(version),
    memoryCost: Number(of.m),
    timeCost: Number(of.t),
    parallelism: Number(of.p),
    salt: Buffer.from(bytes, 'base64'),
    raw: true,
  });
  return salt === undefined ? undefined : wanted + hash.toString('base64').replaceAll('=', '');
}

/** Is it the password behind `hash`? For who may see the hash. */
export function verifyPassword(hash: string, password: string): Promise<boolean> {
  return argon2.verify(hash, password);
}

/** Was `hash` made with other parameters than today's? */
export function isOutdatedHash(hash: string): boolean {
  return argon2.needsRehash(hash, PARAMETERS);
}
