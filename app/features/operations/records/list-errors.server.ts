import { z } from 'zod';
import { selectErrors, type ListedError } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { errorFilterSchema } from './schema.ts';

export type ErrorItem = {
  id: string;
  kind: ListedError['kind'];
  code: string;
  message: string;
  tenant_id: string | null;
  route: string | null;
  method: string | null;
  request_id: string | null;
  user_id: string | null;
  fingerprint: string;
  count: number;
  first_seen_at: string;
  last_seen_at: string;
};

const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/** Errors by fingerprint, the latest first (H8). Throws AppError 422 for a cursor of another list. */
export async function listErrors(
  scope: PlatformScope,
  { limit, cursor, tenant, kind, request }: z.output<typeof errorFilterSchema>,
): Promise<Page<ErrorItem>> {
  const [lastSeenAt, id] = decodeCursor(cursor, POSITION) ?? [];
  const after = lastSeenAt && id ? { lastSeenAt, id } : undefined;
  const filter = { limit: limit + 1, after, tenantId: tenant, kind, requestId: request };
  const rows = await withScope(scope, (tx) => selectErrors(tx, filter), { readOnly: true });
  return takePage(rows, limit, describeError, (row) => [row.lastSeenAt.toISOString(), row.id]);
}

/** An error as the API and the pages show it, without its stack. */
export function describeError(row: ListedError): ErrorItem {
  const { id, kind, code, message, route, method, fingerprint, count } = row;
  return {
    id,
    kind,
    code,
    message,
    tenant_id: row.tenantId,
    route,
    method,
    request_id: row.requestId,
    user_id: row.userId,
    fingerprint,
    count,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
  };
}
