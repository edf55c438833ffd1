/** `value` when it is a path on this site, else `fallback`: a link must not send people elsewhere after sign-in. */
export function safeNextPath(value: string | null | undefined, fallback: string): string {
  if (!value || !/^\/(?![/\\])[^\s\\]*$/.test(value)) return fallback;
  return value;
}

/** `/sign-in`, coming back to `request`'s page afterwards when that was a page view. */
export function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return request.method === 'GET' && pathname !== '/' ? `/sign-in?${new URLSearchParams({ next: pathname + search })}` : '/sign-in';
}
