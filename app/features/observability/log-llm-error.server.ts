import { v7 } from 'uuid';
import { recordModelCall } from '#app/platform/metrics.ts';
import { redactText } from '#app/platform/redact.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { toPlainText } from '#app/platform/plain-text.ts';
import { reportError } from './report-error.server.ts';
import { recordLlmErrorRow } from './write-records.server.ts';

export type LlmFailure = {
  operation: 'chat' | 'embedding';
  model: string;
  error: unknown;
  /** From asking the model to its failure. */
  latencyMs: number;
  /** Will the same call be tried again? Then it is a warning. */
  retry: boolean;
  /** Default: the request's tenant. */
  tenantId?: string;
  /** Tokens that were used before it failed, where known. */
  tokens?: number;
  /** Default: the error's own. */
  status?: number;
  code?: string;
};

/**
 * Reports a model's failure (D5, D6): the errors log, a row of llm_error_log, the model metrics, Sentry. Never throws,
 * never waits.
 */
export function logLlmError(failure: LlmFailure): void {
  const facts = failure.error as
    | { status?: unknown; code?: unknown; name?: unknown; message?: unknown }
    | null
    | undefined;
  const status = failure.status ?? (typeof facts?.status === 'number' ? facts.status : undefined);
  const code =
    failure.code ??
    firstText(facts?.code, status === undefined ? undefined : `http-${status}`, facts?.name) ??
    'unknown';
  const context = requestContext();
  const tenantId = failure.tenantId ?? context?.tenantId;
  const latencyMs = Math.max(0, Math.round(failure.latencyMs));
  recordModelCall({ operation: failure.operation, model: failure.model, outcome: 'error', seconds: latencyMs / 1000 });
  recordLlmErrorRow({
    id: v7(),
    tenantId: tenantId ?? null,
    at: new Date(),
    operation: failure.operation,
    model: toPlainText(failure.model, 200),
    code: toPlainText(code, 100),
    status: status ?? null,
    message: toPlainText(redactText(String(facts?.message ?? failure.error)), 2_000),
    tokens: failure.tokens ?? null,
    latencyMs,
    retry: failure.retry,
    requestId: context?.requestId ?? null,
  });
  reportError({
    kind: 'model',
    code: toPlainText(code, 100),
    error: failure.error,
    level: failure.retry ? 'warn' : 'error',
    tenantId,
    fields: {
      operation: failure.operation,
      model: failure.model,
      status,
      latency_ms: latencyMs,
      retry: failure.retry,
      tokens: failure.tokens,
    },
  });
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}
