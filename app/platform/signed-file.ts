import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed file address grants: one file, under one name, until one moment. */
export type FileGrant = { key: string; filename: string; contentType: string; download: boolean; expiresAt: number };

function signature(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`file:v1:${payload}`).digest();
}

/** `expiresAt` in milliseconds since 1970. The result is safe in a URL path. */
export function signFileGrant(grant: FileGrant, secret: string): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${payload}.${signature(payload, secret).toString('base64url')}`;
}

/** The grant in `token`, or null when it is not ours or has expired at `now`. */
export function verifyFileGrant(token: string, secret: string, now = Date.now()): FileGrant | null {
  const [payload, mac, ...rest] = token.split('.');
  if (!payload || !mac || rest.length > 0) return null;
  const given = Buffer.from(mac, 'base64url');
  const expected = signature(payload, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const grant = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as FileGrant;
  return grant.expiresAt > now ? grant : null;
}
