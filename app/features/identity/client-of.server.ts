import { requestContext } from '#app/platform/request-context.ts';

/** The sender's address and browser, for logs and limits. The address comes from the server's connection, never from a header read here. */
export function clientOf(request: Request): { ip: string; userAgent: string } {
  const context = requestContext();
  return { ip: context?.ip ?? 'unknown', userAgent: (context?.userAgent ?? request.headers.get('User-Agent') ?? '').slice(0, 500) };
}
