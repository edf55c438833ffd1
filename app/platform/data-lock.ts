import { createHash, randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { standingOf, thisProcess, type ProcessId, type Standing } from './process-standing.ts';

export type DataLock = {
  release(): void;
  left?: LeftBehind;
};

/**
 * Who had the lock and ended without giving it back (kill -9, out of memory, power cut), and when it was last known to
 * run.
 */
export type LeftBehind = { pid: number | null; lastSeen: Date };

type Options = {
  /** Is told once that it waits, or that it takes over what a zombie had. Default: standard error. */
  tell?: (line: string) => void;
  waitMs?: number;
  /** How the holder stands; undefined: the lock names nobody. Default: what the system says. */
  standing?: (holder: ProcessId | undefined) => Standing;
};

type Holder = ProcessId & { boot?: string | null };
/** A lock or heir file as it was read; `holder` is undefined when nobody can be made out from it. */
type Claim = { file: string; text: string; holder: Holder | undefined };

const WAIT_MS = 10_000;
const POLL_MS = 50;
/** Lost races for one lock, after which something else is wrong. */
const MOST_RACES = 500;
/** Looks at an heir that has not taken the lock's place yet, a millisecond apart, before it counts as who has it. */
const MOST_LOOKS = 200;
/** How often a living holder says so, by the lock's time of change. */
const SIGN_OF_LIFE_MS = 15_000;
const told = new Set<string>();

/**
 * Takes `dataDir/lock` for this process. Two processes on one embedded database lose acknowledged rows silently, so a
 * second one is refused at once. A holder that was killed and is being torn down is waited for, 10 s at most; what an
 * ended one has left, also a zombie, a crashed machine or a file that nobody can read, is taken over, by one of all
 * that try. Throws with what to do when the folder is taken or unwritable.
 */
export async function acquireDataLock(
  dataDir: string,
  { tell = toStderr, waitMs = WAIT_MS, standing: standingNow = standingOfHolder }: Options = {},
): Promise<DataLock> {
  const folder = resolve(dataDir);
  const file = join(folder, 'lock');
  makeFolder(folder);
  const draft = `${file}.${process.pid}`;
  const ours = JSON.stringify({ ...thisProcess(), boot: bootId(), nonce: randomUUID() });
  writeDraft(draft, ours, folder);
  const deadline = performance.now() + waitMs;
  try {
    for (let races = 0, looks = 0; races < MOST_RACES;) {
      if (linkOnce(draft, file)) return keep(file, ours);
      const claim = lastClaim(file);
      const standing = claim && standingNow(claim.holder);
      const who = `process ${claim?.holder?.pid}`;
      if (standing === 'alive') {
        // Of several heirs all but one were late and give way.
        if (claim?.file !== file && looks < MOST_LOOKS) {
          looks += 1;
          await delay(1);
          continue;
        }
        throw new Error(
          `The data folder ${folder} is in use by ${who}. Stop that process, or start this one with another DATA_DIR.`,
        );
      }
      if (standing === 'ending') {
        once(
          `The data folder ${folder} is held by ${who}, which was killed and is still ending: waiting for it, ` +
            `${waitMs / 1000} s at most.`,
          tell,
        );
        if (performance.now() > deadline) throw new Error(stillEnding(folder, who, waitMs));
        await delay(POLL_MS);
        continue;
      }
      if (standing === 'zombie') {
        once(
          `The data folder ${folder} was held by ${who}, which has ended and waits for its parent (a zombie): ` +
            'taking it over.',
          tell,
        );
      }
      const left = claim && { pid: claim.holder?.pid ?? null, lastSeen: lastSeenOf(claim) };
      if (claim && inherit(claim, file, { draft, ours })) return { ...keep(file, ours), left };
      races += 1;
      await delay(1);
    }
    throw new Error(
      `The lock ${file} cannot be taken: other processes keep taking it. Start one process on this DATA_DIR.`,
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

/** How the process stands that holds the lock of `dataDir`; undefined when nobody does. */
export function holderStanding(dataDir: string): Standing | undefined {
  const claim = lastClaim(join(resolve(dataDir), 'lock'));
  return claim && standingOfHolder(claim.holder);
}

const stillEnding = (folder: string, who: string, waitMs: number) =>
  `The data folder ${folder} is held by ${who}, which was killed but has not ended for ${waitMs / 1000} s; it ` +
  'may still write. ' +
  `See what it waits for (ps -o stat,wchan -p <process>), often a disk, and start again.`;

function lastSeenOf({ file }: Claim): Date {
  return statSync(file, { throwIfNoEntry: false })?.mtime ?? new Date();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Error(
      `The data folder ${folder} cannot be made. Give this user the right to write there, or set DATA_DIR to ` +
        'another folder.',
      { cause },
    );
  }
}

function writeDraft(draft: string, text: string, folder: string): void {
  try {
    rmSync(draft, { force: true, recursive: true });
    writeFileSync(draft, text, { mode: 0o600, flush: true });
  } catch (cause) {
    throw new Error(
      `The data folder ${folder} cannot be written. Give this user the right to write there, or set DATA_DIR to ` +
        'another folder.',
      { cause },
    );
  }
}

/** A hard link appears whole or not at all, so nobody reads a half-written lock. */
function linkOnce(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes over from the ended holder of `claim`. Its heir is whoever makes the file named after its claim, which the
 * system lets one do; the heir's own claim then replaces the lock, before its heir file goes. An heir that died in
 * between has heirs in the same way.
 */
function inherit(claim: Claim, file: string, { draft, ours }: { draft: string; ours: string }): boolean {
  const heir = heirFile(file, claim);
  if (!linkOnce(draft, heir)) return false;
  // Late, the file may have been made a second time, after an earlier heir had done its work: then another claim
  // stands.
  const stands = lastClaim(file);
  if (stands?.file !== heir || stands.text !== ours) {
    rmSync(heir, { force: true });
    return false;
  }
  if (claim.text === IS_A_FOLDER) rmSync(file, { recursive: true, force: true });
  const second = `${draft}.heir`;
  rmSync(second, { force: true });
  linkSync(draft, second);
  // A rename between two links of one file does nothing, so the lock is never our own file here.
  renameSync(second, file);
  const folder = dirname(file);
  for (const name of readdirSync(folder))
    if (name.startsWith('lock.heir-')) rmSync(join(folder, name), { force: true });
  return true;
}

const heirFile = (file: string, claim: Claim) =>
  `${file}.heir-${createHash('sha256').update(claim.text).digest('hex').slice(0, 20)}`;
const IS_A_FOLDER = 'a folder';

/** The claim that counts: the lock's, or that of its last heir; undefined when there is no lock. */
function lastClaim(file: string): Claim | undefined {
  let claim = readClaim(file);
  for (let heir = claim && readClaim(heirFile(file, claim)); heir; heir = readClaim(heirFile(file, heir))) claim = heir;
  return claim;
}

function readClaim(file: string): Claim | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return { file, text, holder: parseHolder(text) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR') return { file, text: IS_A_FOLDER, holder: undefined };
    throw new Error(
      `The lock ${file} cannot be read. It may be another user's: start as that user, or, when nothing runs on ` +
        'this folder any more, delete the file.',
      { cause: error },
    );
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, started, boot } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1 || pid > 2 ** 31 - 1) return undefined;
    return { pid, started: typeof started === 'string' ? started : null, boot: typeof boot === 'string' ? boot : null };
  } catch {
    return undefined;
  }
}

/** Ids and moments of start begin anew with each start of the machine. */
function standingOfHolder(holder: Holder | undefined): Standing {
  if (!holder) return 'gone';
  const boot = bootId();
  return holder.boot && boot && holder.boot !== boot ? 'gone' : standingOf(holder);
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}

/** Ours from now on: given back by `release`, or at any end of the process that it takes itself. */
function keep(file: string, ours: string): DataLock {
  const alive = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Deleted by hand: there is nothing to keep up to date.
    }
  }, SIGN_OF_LIFE_MS).unref();
  const release = () => {
    clearInterval(alive);
    process.off('exit', release);
    try {
      if (readFileSync(file, 'utf8') === ours) rmSync(file);
    } catch {
      // Gone already: nothing to release.
    }
  };
  process.once('exit', release);
  return { release };
}

function once(line: string, tell: (line: string) => void): void {
  const key = line.replace(/^.*? process /, '');
  if (told.has(key)) return;
  told.add(key);
  tell(line);
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
