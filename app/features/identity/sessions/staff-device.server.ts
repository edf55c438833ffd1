import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DEVICE_COOKIE, readSessionCookie, sessionCookie } from './session-cookies.server.ts';
import { sessionSecret } from './session-key.server.ts';

/** Seconds for which a browser on which somebody signed in stays known. */
const LIFETIME = 180 * 24 * 3600;

/**
 * A browser, and whether its cookie proves that this account signed in on it. It opens nothing: a password is asked for
 * all the same.
 */
export type Device = { id: string; proved: boolean };

/**
 * The device that sends `request`, with regard to `account` (a hash of the e-mail address); a new one without its
 * cookie.
 */
export function readDevice(request: Request, account: string): Device {
  const [id = '', proof = ''] = (readSessionCookie(request, DEVICE_COOKIE) ?? '').split('.');
  if (!/^[\w-]{22}$/.test(id)) return { id: randomBytes(16).toString('base64url'), proved: false };
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(id, account))];
  return { id, proved: given.length === right.length && timingSafeEqual(given, right) };
}

/** The `Set-Cookie` value by which the device is known to `account` from now on. */
export function deviceCookie(request: Request, { id }: Device, account: string): string {
  return sessionCookie(request, DEVICE_COOKIE, `${id}.${proofOf(id, account)}`, LIFETIME);
}

function proofOf(id: string, account: string): string {
  return createHmac('sha256', sessionSecret()).update(`staff-device:${account}:${id}`).digest('base64url');
}
