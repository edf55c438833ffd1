import type { EmbeddingCall } from '#app/platform/embeddings/embedder.ts';
import { logLlmError } from './log-llm-error.server.ts';
import { recordLlmUsage } from './record-llm-usage.server.ts';

/** Records what a call to an embeddings provider used, or its failure (D5). Never throws, never waits. */
export function recordEmbeddingCall(call: EmbeddingCall): void {
  const { model, latencyMs, tenantId } = call;
  if ('error' in call)
    logLlmError({ operation: 'embedding', model, latencyMs, tenantId, error: call.error, retry: call.retry });
  else
    recordLlmUsage({
      operation: 'embedding',
      model,
      latencyMs,
      tenantId,
      promptTokens: call.promptTokens,
      completionTokens: 0,
    });
}
