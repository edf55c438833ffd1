import { v7 } from 'uuid';
import { recordModelCall } from '#app/platform/metrics.ts';
import { addRequestTiming, requestContext } from '#app/platform/request-context.ts';
import { costOf } from './model-prices.ts';
import { toPlainText } from '#app/platform/plain-text.ts';
import { recordLlmUsageRow } from './write-records.server.ts';

export type LlmUse = {
  operation: 'chat' | 'embedding';
  model: string;
  promptTokens: number;
  completionTokens: number;
  latencyMs: number;
  /** Until the first token, where the answer streamed. */
  firstTokenMs?: number;
  /** The answer that it made. */
  messageId?: string;
  /** Default: the request's tenant. */
  tenantId?: string;
  /** The reader stopped the answer. */
  cancelled?: boolean;
};

/**
 * Records a model's work (D5): a row of llm_usage with its cost, written soon after; the model metrics; Server-Timing.
 * Never throws, never waits.
 */
export function recordLlmUsage(use: LlmUse): void {
  const context = requestContext();
  const promptTokens = whole(use.promptTokens);
  const completionTokens = whole(use.completionTokens);
  recordModelCall({
    operation: use.operation,
    model: use.model,
    outcome: use.cancelled ? 'cancelled' : 'ok',
    seconds: use.latencyMs / 1000,
    firstTokenSeconds: use.firstTokenMs === undefined ? undefined : use.firstTokenMs / 1000,
    promptTokens,
    completionTokens,
  });
  addRequestTiming('model', use.latencyMs);
  recordLlmUsageRow({
    id: v7(),
    tenantId: use.tenantId ?? context?.tenantId ?? null,
    at: new Date(),
    operation: use.operation,
    model: toPlainText(use.model, 200),
    promptTokens,
    completionTokens,
    cost: costOf(use.model, promptTokens, completionTokens),
    latencyMs: whole(use.latencyMs),
    firstTokenMs: use.firstTokenMs === undefined ? null : whole(use.firstTokenMs),
    messageId: use.messageId ?? null,
    requestId: context?.requestId ?? null,
  });
}

const MAX_WHOLE = 2_147_483_647;
const whole = (value: number): number =>
  Number.isFinite(value) ? Math.min(MAX_WHOLE, Math.max(0, Math.round(value))) : 0;
