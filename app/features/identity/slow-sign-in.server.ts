import { setTimeout as delay } from 'node:timers/promises';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';
import { consume, count, forgive, LIMITS, usedOf } from '#app/platform/rate-limiter.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { networkOfClient } from './client-of.server.ts';
import { readDevice, type Device } from './staff-device.server.ts';

/*
 * Guessing one account's password from many addresses (docs/decisions/0018). Failures from places that the account never signed in from are
 * counted together; beyond ten, the next attempts from such places wait before they are judged, longer and longer. Nobody is locked out: the right
 * password is taken after its wait, and at once from a device or a network that signed in before. An account that does not exist is no different.
 */

const FREE = LIMITS['sign-in-account'].points;
const LONGEST_MS = 8_000;
/** Attempts that wait at once: each holds a connection. */
const MAX_WAITING = 500;
const MAX_WAITING_OF_ACCOUNT = 50;

export type Wait = (milliseconds: number) => Promise<unknown>;

export type Attempt = {
  /** A hash of the e-mail address. */
  account: string;
  network: string;
  device: Device;
  /** It comes from a device or a network that signed in to this account before. */
  known: boolean;
};

const waiting = new Map<string, Set<string>>();

/** Milliseconds that an attempt from an unknown place waits after so many failures: a second, doubled with every five more. */
export function delayAfter(failures: number): number {
  return failures < FREE ? 0 : Math.min(LONGEST_MS, 1_000 * 2 ** Math.floor((failures - FREE) / 5));
}

/** Lets an attempt to sign in to `account` go on, when its time has come. Throws AppError 429. */
export async function admitAttempt(request: Request, account: string, wait: Wait = delay): Promise<Attempt> {
  const network = networkOfClient();
  const device = readDevice(request, account);
  if (device.proved) {
    await consume('sign-in', `${account}:${device.id}`);
    return { account, network, device, known: true };
  }
  await consume('sign-in-address', network);
  await consume('sign-in', `${account}:${network}`);
  const known = (await usedOf('sign-in-known', `${account}:${network}`)) > 0;
  if (!known) await holdUp(account, network, wait);
  return { account, network, device, known };
}

async function holdUp(account: string, network: string, wait: Wait): Promise<void> {
  const milliseconds = delayAfter(await usedOf('sign-in-account', account));
  if (milliseconds === 0) return;
  const places = waiting.get(account) ?? new Set();
  const all = [...waiting.values()].reduce((sum, { size }) => sum + size, 0);
  if (places.has(network) || places.size >= MAX_WAITING_OF_ACCOUNT || all >= MAX_WAITING) {
    const retryAfter = Math.ceil(milliseconds / 1000);
    throw new AppError('rate-limited', `Many wrong passwords were tried for this account. Please wait ${retryAfter} seconds and try again.`, { retryAfter });
  }
  waiting.set(account, places.add(network));
  try {
    await wait(milliseconds);
  } finally {
    places.delete(network);
    if (places.size === 0) waiting.delete(account);
  }
}

/** Takes down that the password was wrong; says so in the log and the audit when it begins to look like guessing. */
export async function noteFailure({ account, known }: Attempt): Promise<void> {
  if (known) return;
  const failures = await count('sign-in-account', account);
  const doublings = Math.log2(failures / FREE);
  if (doublings < 0 || !Number.isInteger(doublings)) return;
  const details = { account: account.slice(0, 16), failures, minutes: LIMITS['sign-in-account'].duration / 60 };
  logger.warn('many wrong passwords for one account, from places that it never signed in from', details);
  await withScope(anonymousScope, (tx) => recordAudit(tx, anonymousScope, { action: 'staff.sign-in-slowed', details }));
}

/** Takes down that the password was right: this network, and the device by its cookie, are known from now on. */
export async function noteSuccess({ account, network, device }: Attempt): Promise<void> {
  await forgive('sign-in', `${account}:${device.proved ? device.id : network}`);
  const place = `${account}:${network}`;
  await forgive('sign-in-known', place);
  await count('sign-in-known', place);
}

