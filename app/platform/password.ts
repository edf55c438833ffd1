import argon2 from 'argon2';

/** OWASP's minimum for argon2id: 19 MiB and two passes, so that many sign-ins at once do not fill the memory. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let nobody: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, PARAMETERS);
}

/** Is it the password behind `hash`? Without a hash (an unknown address) it takes just as long and is false. */
export async function verifyPassword(hash: string | undefined, password: string): Promise<boolean> {
  const matches = await argon2.verify(hash ?? (await (nobody ??= hashPassword('nobody has this password'))), password);
  return matches && hash !== undefined;
}

/** Was `hash` made with other parameters than today's? */
export function isOutdatedHash(hash: string): boolean {
  return argon2.needsRehash(hash, PARAMETERS);
}
