import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import type { AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';
import { consume, count, forgive, giveBack, refused, usedOf } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { platformScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { networkOfClient } from '../client-of.server.ts';
import { readDevice, type Device } from '../sessions/staff-device.server.ts';

/*
 * Guessing one account's password from many addresses (docs/decisions/0018). Attempts from places that the account
 * never signed in from are counted together before they are judged, and given back when the password was right. Beyond
 * ten the next ones wait, longer and longer. No number of failures locks an account: the right password is taken after
 * its wait, and at once from a device or a network that signed in before. Only a flood that fills every place to wait
 * turns attempts away, each as likely as another. An account that does not exist is no different.
 */

const FREE = LIMITS['sign-in-account'].points;
const LONGEST_MS = 8_000;
/** Attempts that wait at once, of all accounts: each holds a connection. */
export const MAX_WAITING = 500;

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
const delayed: Wait = (milliseconds, signal) => delay(milliseconds, undefined, { signal });

export type Attempt = {
  /** A hash of the e-mail address. */
  account: string;
  network: string;
  device: Device;
  /** It comes from a device or a network that signed in to this account before. */
  known: boolean;
  /** Attempts on the account from unknown places in this window, this one included; 0 for a known place. */
  unproved: number;
};

/** What waits, by account and network, and how to turn it away. */
const waiting = new Map<string, (refusal: AppError) => void>();

/**
 * Milliseconds that an attempt from an unknown place waits after so many failures: a second, doubled with every five
 * more.
 */
export function delayAfter(failures: number): number {
  return failures < FREE ? 0 : Math.min(LONGEST_MS, 1_000 * 2 ** Math.floor((failures - FREE) / 5));
}

/** Lets an attempt to sign in to `account` go on, when its time has come. Throws AppError 429. */
export async function admitAttempt(request: Request, account: string, wait: Wait = delayed): Promise<Attempt> {
  const network = networkOfClient();
  const device = readDevice(request, account);
  if (device.proved) {
    await consume('sign-in', `${account}:${device.id}`);
    return { account, network, device, known: true, unproved: 0 };
  }
  await consume('sign-in-address', network);
  await consume('sign-in', `${account}:${network}`);
  const known = (await usedOf('sign-in-known', `${account}:${network}`)) > 0;
  const unproved = known ? 0 : await count('sign-in-account', account);
  const milliseconds = delayAfter(unproved - 1);
  if (milliseconds > 0) await holdUp(`${account}:${network}`, account, milliseconds, wait);
  return { account, network, device, known, unproved };
}

/**
 * Waits in its place. A place that waits already is refused; when all are full, one that waits, whichever, makes room
 * for the newcomer.
 */
async function holdUp(place: string, account: string, milliseconds: number, wait: Wait): Promise<void> {
  const refusal = () => refused('sign-in-account', milliseconds);
  const turnedAway = new AbortController();
  const room = Promise.withResolvers<never>();
  try {
    if (waiting.has(place)) throw refusal();
    if (waiting.size >= MAX_WAITING) turnOneAway(refusal());
    waiting.set(place, room.reject);
    await Promise.race([wait(milliseconds, turnedAway.signal), room.promise]);
  } catch (error) {
    // It was not judged.
    await giveBack('sign-in-account', account);
    throw error;
  } finally {
    turnedAway.abort();
    if (waiting.get(place) === room.reject) waiting.delete(place);
  }
}

function turnOneAway(refusal: AppError): void {
  const [place, refuse] = [...waiting][randomInt(waiting.size)]!;
  waiting.delete(place);
  refuse(refusal);
}

/** Takes down that the password was wrong; says so in the log and the audit when it begins to look like guessing. */
export async function noteFailure({ account, unproved: failures }: Attempt): Promise<void> {
  if (failures === 0) return;
  const doublings = Math.log2(failures / FREE);
  if (doublings < 0 || !Number.isInteger(doublings)) return;
  const details = { account: account.slice(0, 16), failures, minutes: LIMITS['sign-in-account'].duration / 60 };
  logger.warn('many wrong passwords for one account, from places that it never signed in from', details);
  const scope = platformScope({ kind: 'anonymous' });
  await withScope(scope, (tx) => recordAudit(tx, scope, { action: 'staff.sign-in-slowed', details }));
}

/** Takes down that the password was right: this network, and the device by its cookie, are known from now on. */
export async function noteSuccess({ account, network, device, unproved }: Attempt): Promise<void> {
  if (unproved > 0) await giveBack('sign-in-account', account);
  await forgive('sign-in', `${account}:${device.proved ? device.id : network}`);
  const place = `${account}:${network}`;
  await forgive('sign-in-known', place);
  await count('sign-in-known', place);
}
