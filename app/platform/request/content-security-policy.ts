/**
 * The content policy of a page (E8): only our own scripts, and inline ones that carry this response's nonce.
 * `dev` opens what Vite's hot reload needs; `https` also upgrades whatever a page still asks for in the clear;
 * `images` is an origin whose pictures are let in beside our own (the map's, where tiles are configured).
 */
export function contentSecurityPolicy(
  nonce: string,
  options: { dev: boolean; https: boolean; images?: string | undefined },
): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${options.dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:${options.images ? ` ${options.images}` : ''}`,
    `font-src 'self' data:`,
    `connect-src 'self'${options.dev ? ' ws:' : ''}`,
    `worker-src 'self' blob:`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    ...(options.https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
