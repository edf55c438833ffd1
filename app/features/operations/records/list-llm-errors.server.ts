import { z } from 'zod';
import { selectLlmErrors, type LoggedLlmError } from '#db/queries/operations/logs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { llmErrorFilterSchema } from './schema.ts';

export type LlmErrorItem = {
  id: string;
  at: string;
  tenant_id: string | null;
  operation: string;
  model: string;
  code: string;
  status: number | null;
  message: string;
  tokens: number | null;
  latency_ms: number;
  /** It was tried again afterwards. */
  retry: boolean;
  request_id: string | null;
};

/** Failures of the language models, newest first (D5, H8). Throws AppError 422 for a cursor of another list. */
export async function listLlmErrors(
  scope: PlatformScope,
  { limit, cursor, tenant, operation, request }: z.output<typeof llmErrorFilterSchema>,
): Promise<Page<LlmErrorItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const filter = { limit: limit + 1, before, tenantId: tenant, operation, requestId: request };
  const rows = await withScope(scope, (tx) => selectLlmErrors(tx, filter), { readOnly: true });
  return takePage(rows, limit, describeLlmError, (row) => [row.id]);
}

export function describeLlmError(row: LoggedLlmError): LlmErrorItem {
  const { tenantId, latencyMs, requestId, at, ...same } = row;
  return { ...same, at: at.toISOString(), tenant_id: tenantId, latency_ms: latencyMs, request_id: requestId };
}
