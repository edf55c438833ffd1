import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '#app/platform/errors.ts';

/**
 * Who may read /metrics (D7): a bearer of METRICS_TOKEN from anywhere; without it only a program on this machine that
 * asks this process directly (app/server/edge/forwarding.ts). Throws AppError 403.
 */
export function guardMetrics(request: Request, direct: boolean, token: string | undefined): void {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (token && given && same(given, token)) return;
  if (direct) return;
  throw new AppError(
    'forbidden',
    'Metrics are for this machine alone, or for who sends METRICS_TOKEN as a bearer token. Set METRICS_TOKEN and ' +
      'send it.',
  );
}

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
