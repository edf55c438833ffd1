import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endWith } from '../end-with.ts';
import { ProcessLedger } from '../processes.ts';
import { CACHE, startOwnTarget, type OwnTarget } from '../target/own-target.ts';
import { signInDeveloper } from '../target/sign-in-developer.ts';

export const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Runs `use` on a production server of its own with the pilot in an embedded database, which is stopped and removed
 * after it, and when a signal comes. `name`: of its folder below the cache.
 */
export async function withOwnServer<Result>(name: string, use: (own: OwnTarget) => Promise<Result>): Promise<Result> {
  const runFolder = join(CACHE, 'runs', `${name}-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, say);
  try {
    const what = { database: 'embedded', databaseUrl: undefined, extraHouses: 0 } as const;
    return await use(await startOwnTarget({ ...what, runFolder, ledger, tell: say }));
  } finally {
    // The signal's handler stops everything and ends the process.
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

/** The cookie of one of the server's staff, signed in. */
export async function cookieOf(own: OwnTarget, role: string): Promise<string> {
  const signIn = own.signIns.find((one) => one.role === role);
  const cookie = signIn ? await signInDeveloper(own.baseUrl, signIn) : null;
  if (cookie === null) throw new Error(`The ${role} could not sign in.`);
  return cookie;
}
