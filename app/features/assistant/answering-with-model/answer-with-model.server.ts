import type { Turn } from '#db/queries/assistant.ts';
import type { Citation } from '#db/schema/assistant.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import { logLlmError } from '#app/features/observability/log-llm-error.server.ts';
import { recordLlmUsage } from '#app/features/observability/record-llm-usage.server.ts';
import type { Answer } from '../answer.ts';
import { citationOf } from '../answering/citation.ts';
import { buildPrompt, fitPassages, NOT_IN_DOCUMENTS, type PromptPassage } from './build-prompt.ts';
import { createMarkerGate, resolveMarkers } from './resolve-markers.ts';

export type CitablePassage = PromptPassage & { documentId: string };

type Options = {
  model: ChatModel;
  signal: AbortSignal;
  tell: (text: string) => void;
  messageId: string;
  tenantId: string;
  before: readonly Turn[];
  /** The sentence of the passage with this index (from 0) that answers best. */
  quoteOf: (index: number) => string;
};

/** The model failed before it said anything: another way to answer is open. */
export class ModelUnavailable extends Error {}

/**
 * Lets the model answer from the passages. Null when it says that they do not hold the answer, or states things without a source:
 * neither is shown. Throws ModelUnavailable when it failed before the first piece of text.
 */
export async function answerWithModel(question: string, passages: readonly CitablePassage[], options: Options): Promise<Answer | null> {
  const shown = fitPassages(passages);
  const gate = createMarkerGate(shown.length);
  const started = performance.now();
  let firstTokenMs: number | undefined;
  let text = '';
  let held = '';
  let flowing = false;
  let usage = { promptTokens: 0, completionTokens: 0 };
  const facts = { operation: 'chat', model: options.model.model, tenantId: options.tenantId } as const;
  try {
    const stream = options.model.stream(buildPrompt(question, shown, options.before), {
      signal: options.signal,
      onFailure: (failure) => logLlmError({ ...facts, ...failure }),
      onUsage: (told) => (usage = told),
    });
    for await (const piece of stream) {
      firstTokenMs ??= performance.now() - started;
      text += piece;
      held += gate.push(piece);
      // Nothing is shown before a source was named: an answer without one is taken back, and what was read cannot be.
      flowing ||= resolveMarkers(text, shown.length).cited.length > 0;
      if (flowing && held) {
        options.tell(held);
        held = '';
      }
    }
  } catch (error) {
    recordUse({ cancelled: options.signal.aborted });
    if (!flowing && !options.signal.aborted) throw new ModelUnavailable('The model did not answer.', { cause: error });
    throw error;
  }
  recordUse({});
  const resolved = resolveMarkers(text, shown.length);
  if (text.includes(NOT_IN_DOCUMENTS) || resolved.cited.length === 0) return null;
  options.tell(held + gate.rest());
  return { text: resolved.text, grounded: true, mode: 'model', citations: resolved.cited.flatMap((number) => sourceOf(number - 1)) };

  function sourceOf(index: number): Citation[] {
    const passage = shown[index];
    return passage ? [citationOf(passage, options.quoteOf(index))] : [];
  }

  function recordUse({ cancelled }: { cancelled?: boolean }): void {
    if (firstTokenMs !== undefined) recordLlmUsage({ ...facts, ...usage, latencyMs: performance.now() - started, firstTokenMs, messageId: options.messageId, cancelled });
  }
}
