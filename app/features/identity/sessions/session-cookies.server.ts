import { parse, serialize } from 'cookie';
import { env } from '#app/platform/env.ts';

export const HOMEOWNER_COOKIE = 'homeowner_token';
export const STAFF_COOKIE = 'staff_session';
/** Beside STAFF_COOKIE: as whom an admin acts (E6). Alone it opens nothing. */
export const IMPERSONATION_COOKIE = 'impersonation';
/** Tells that an account signed in on this browser before; opens nothing. */
export const DEVICE_COOKIE = 'staff_device';

/** Says to the next page that an owner has just signed out on all devices; opens nothing. */
export const SIGNED_OUT_COOKIE = 'signed_out';

type CookieName =
  | typeof HOMEOWNER_COOKIE
  | typeof STAFF_COOKIE
  | typeof IMPERSONATION_COOKIE
  | typeof DEVICE_COOKIE
  | typeof SIGNED_OUT_COOKIE;

/** The value of a session cookie, or undefined when the request has none. */
export function readSessionCookie(request: Request, name: CookieName): string | undefined {
  return parse(request.headers.get('Cookie') ?? '')[name] || undefined;
}

/** A `Set-Cookie` value: HttpOnly, SameSite=Lax, Path=/, Secure on HTTPS (E8). `maxAge` in seconds. */
export function sessionCookie(request: Request, name: CookieName, value: string, maxAge: number): string {
  return serialize(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isHttps(request),
    maxAge: Math.max(0, Math.floor(maxAge)),
  });
}

/** A `Set-Cookie` value that makes the browser forget the cookie. */
export function clearedCookie(request: Request, name: CookieName): string {
  return sessionCookie(request, name, '', 0);
}

function isHttps(request: Request): boolean {
  return new URL(request.url).protocol === 'https:' || (env.PUBLIC_URL?.startsWith('https:') ?? false);
}
