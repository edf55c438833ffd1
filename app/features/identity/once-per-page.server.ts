import { requestContext, type RequestContext } from '#app/platform/request-context.ts';

/**
 * `prove`, asked once by all loaders of one page: for one GET request and the same values of `headers`. A request that
 * may change something is proved each time, and so is one outside a request's context.
 */
export function oncePerPage<T>(
  headers: readonly string[],
  prove: (request: Request) => Promise<T>,
): (request: Request) => Promise<T> {
  const known = new WeakMap<RequestContext, { credentials: string; proof: Promise<T> }>();
  return (request) => {
    const context = requestContext();
    if (context?.method !== 'GET' || request.method !== 'GET') return prove(request);
    const credentials = JSON.stringify(headers.map((name) => request.headers.get(name)));
    const before = known.get(context);
    if (before?.credentials === credentials) return before.proof;
    const proof = prove(request);
    known.set(context, { credentials, proof });
    return proof;
  };
}
