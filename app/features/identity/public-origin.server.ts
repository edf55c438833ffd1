import { env } from '#app/platform/env.ts';

type OriginConfig = { PUBLIC_URL?: string; PORT: number };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The origin to put into links that leave by mail: PUBLIC_URL, else this machine's own. Never the Host header of the
 * request that asked: whoever asks could make the mail's link lead to them.
 */
export function publicOrigin(request: Pick<Request, 'url'>, config: OriginConfig = env): string {
  if (config.PUBLIC_URL) return new URL(config.PUBLIC_URL).origin;
  const { hostname, origin } = new URL(request.url);
  return LOOPBACK.has(hostname) ? origin : `http://localhost:${config.PORT}`;
}
