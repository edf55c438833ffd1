const SITE = 'http://site.invalid';
const MAX_LENGTH = 2_000;

/**
 * `value` as a path of this site, escaped so that it can stand in a header, else `fallback`: a link must not send
 * people elsewhere after sign-in. It is read as a browser reads it: `//host`, `/\host`, `/<tab>/host` and `/.//host`
 * lead away.
 */
export function safeNextPath(value: string | null | undefined, fallback: string): string {
  if (!value?.startsWith('/') || value.length > MAX_LENGTH || !URL.canParse(value, SITE)) return fallback;
  const { origin, pathname, search, hash } = new URL(value, SITE);
  if (origin !== SITE || pathname.startsWith('//') || /[\\\p{Cc}\p{Cs}]/u.test(value)) return fallback;
  return pathname + search + hash;
}

/** `/sign-in`, coming back to `request`'s page afterwards: the one that was asked for, or whose form was sent. */
export function signInPath(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/') return '/sign-in';
  for (const name of ['intent', 'index']) if (request.method !== 'GET') searchParams.delete(name);
  const search = searchParams.size > 0 ? `?${searchParams}` : '';
  return `/sign-in?${new URLSearchParams({ next: pathname + search })}`;
}
