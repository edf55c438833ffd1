import type { Request, Response } from 'express';
import type { RequestContext } from '#app/platform/request-context.ts';
import { failSpan, isTracing, remoteParent, SpanKind, startSpan, withSpan } from '#app/platform/tracing.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const UNTRACED = /^\/(assets\/|healthz$|readyz$|metrics$)/;

/**
 * Gives a request its server span (D8), which goes on with the caller's trace where it names one. Routes are told by
 * their template and paths not at all, since a path may hold a token. Files and health checks have none.
 */
export function traceRequest(
  request: Request,
  response: Response,
  requestContext: RequestContext,
  handle: () => void,
): void {
  if (!isTracing() || UNTRACED.test(request.path)) return handle();
  const method = METHODS.has(request.method) ? request.method : '_OTHER';
  const span = startSpan(method, {
    kind: SpanKind.SERVER,
    parent: remoteParent(request.headers),
    attributes: {
      'http.request.method': method,
      'url.scheme': request.protocol,
      'openhouse.request_id': requestContext.requestId,
    },
  });
  if (!span) return handle();
  requestContext.traceId = span.spanContext().traceId;
  response.once('close', () => {
    const { route, tenantId } = requestContext;
    if (route) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    if (tenantId) span.setAttribute('openhouse.tenant_id', tenantId);
    if (response.writableFinished) {
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) failSpan(span, { code: String(response.statusCode) });
    } else span.setAttribute('error.type', 'client_gone');
    span.end();
  });
  withSpan(span, handle);
}
