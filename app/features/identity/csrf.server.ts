import { AppError } from '#app/platform/errors.ts';
import { env } from '#app/platform/env.ts';
import { readBearerToken } from './bearer-token.server.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a mutating request that another site made the browser send (E8): 403. Trusted are `Sec-Fetch-Site:
 * same-origin` or `none`, else an `Origin` whose host is ours. With neither header it is not a browser. A bearer token
 * cannot be forged by another site, so such requests pass.
 */
export function assertSameOrigin(request: Request, publicUrl: string | undefined = env.PUBLIC_URL): void {
  if (SAFE_METHODS.has(request.method) || readBearerToken(request) !== undefined) return;
  const site = request.headers.get('Sec-Fetch-Site');
  const origin = request.headers.get('Origin');
  const allowed =
    site !== null
      ? site === 'same-origin' || site === 'none'
      : origin === null || ownHosts(request, publicUrl).has(hostOf(origin));
  if (!allowed)
    throw new AppError(
      'forbidden',
      'This request came from another site and was refused. Open the page on this site and try again.',
    );
}

/** Behind a proxy the scheme of request.url may differ from the browser's, so hosts are compared. */
function ownHosts(request: Request, publicUrl: string | undefined): Set<string | undefined> {
  const hosts = [
    new URL(request.url).host,
    request.headers.get('Host')?.toLowerCase(),
    publicUrl ? new URL(publicUrl).host : undefined,
  ];
  return new Set(hosts.filter((host) => host !== undefined));
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host || undefined : undefined;
}
