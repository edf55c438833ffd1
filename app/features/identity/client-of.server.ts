import { networkOf } from '#app/platform/request/client-address.ts';
import { requestContext } from '#app/platform/request-context.ts';

/**
 * The sender's address and browser, for logs. The address comes from the server's connection, never from a header read
 * here.
 */
export function clientOf(request: Request): { ip: string; userAgent: string } {
  const context = requestContext();
  return {
    ip: context?.ip ?? 'unknown',
    userAgent: (context?.userAgent ?? request.headers.get('User-Agent') ?? '').slice(0, 500),
  };
}

/** What a limit by address counts: the sender's IPv4 address, or the /64 of its IPv6 one. */
export function networkOfClient(): string {
  return networkOf(requestContext()?.ip ?? 'unknown');
}
