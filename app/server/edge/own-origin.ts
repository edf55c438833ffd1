import type { Request } from 'express';
import { AppError } from '#app/platform/errors.ts';
import { isHost } from './refuse-malformed.ts';

/**
 * Scheme and host under which this request reached us: those of PUBLIC_URL where there is one, so that a proxy that
 * rewrites Host breaks no form; else what a trusted proxy says, else what the connection says. Throws AppError 400 when
 * a trusted proxy says what is none.
 */
export function originOf(publicUrl: string | undefined): (request: Request) => string {
  const fixed = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (request) => {
    if (fixed) return fixed;
    const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    const forwarded = trusts(request.socket.remoteAddress ?? '', 0)
      ? request.get('X-Forwarded-Host')?.split(',')[0]?.trim()
      : undefined;
    const host = forwarded ?? request.headers.host;
    if (!isHost(host) || !/^https?$/.test(request.protocol))
      throw new AppError('bad-request', 'The proxy in front of this server says a host or a protocol that is none.');
    return `${request.protocol}://${host}`;
  };
}
