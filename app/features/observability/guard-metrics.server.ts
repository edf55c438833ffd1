import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '#app/platform/errors.ts';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip'];

/**
 * Who may read /metrics (D7): a bearer of METRICS_TOKEN from anywhere; without it only a program on this machine that asks this
 * process directly, judged by the connection's own address. What a proxy passed on comes from somebody else. Throws AppError 403.
 */
export function guardMetrics(request: Request, peer: string | undefined, token: string | undefined): void {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (token && given && same(given, token)) return;
  const direct = LOOPBACK.test(peer ?? '') && !FORWARDED.some((name) => request.headers.has(name)) && LOOPBACK_HOST.test(request.headers.get('Host') ?? new URL(request.url).host);
  if (direct) return;
  throw new AppError('forbidden', 'Metrics are for this machine alone, or for who sends METRICS_TOKEN as a bearer token. Set METRICS_TOKEN and send it.');
}

const same = (a: string, b: string): boolean => timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
