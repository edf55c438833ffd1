import { estimateTokenCount } from 'tokenx';
import type { Turn } from '#db/queries/assistant.ts';
import type { Citation } from '#db/schema/assistant.ts';
import type { ChatModel, ChatUsage } from '#app/platform/llm/chat-model.ts';
import { logLlmError } from '#app/features/observability/log-llm-error.server.ts';
import { recordLlmUsage } from '#app/features/observability/record-llm-usage.server.ts';
import type { Answer, Listener } from '../answer.ts';
import { citationOf } from '../answering/citation.ts';
import { buildPrompt, fitPassages, type PromptPassage } from './build-prompt.ts';
import { createMarkerGate, NOT_IN_DOCUMENTS, resolveMarkers } from './resolve-markers.ts';

export type CitablePassage = PromptPassage & { documentId: string };

type Options = Listener & {
  model: ChatModel;
  signal: AbortSignal;
  messageId: string;
  tenantId: string;
  before: readonly Turn[];
  /** The sentence of the passage with this index (from 0) that answers best. */
  quoteOf: (index: number) => string;
};

/** The model failed before anybody saw a word of it: another way to answer is open. */
export class ModelUnavailable extends Error {}

/**
 * Lets the model answer from the passages. Null when it says that they do not hold the answer, or states things without a source:
 * neither is shown. Throws ModelUnavailable when it failed before anything was shown, else what it failed with: shown text stays as it is.
 */
export async function answerWithModel(question: string, passages: readonly CitablePassage[], options: Options): Promise<Answer | null> {
  const shown = fitPassages(passages);
  const prompt = buildPrompt(question, shown, options.before);
  const gate = createMarkerGate(shown.length);
  const started = performance.now();
  const facts = { operation: 'chat', model: options.model.model, tenantId: options.tenantId } as const;
  let firstTokenMs: number | undefined;
  let usage: ChatUsage | undefined;
  let text = '';
  let held = '';
  let sources = 0;
  try {
    const stream = options.model.stream(prompt, {
      signal: options.signal,
      onFailure: (failure) => logLlmError({ ...facts, ...failure }),
      onUsage: (told) => (usage = told),
    });
    for await (const piece of stream) {
      firstTokenMs ??= performance.now() - started;
      text += piece;
      held += gate.push(piece);
      if (options.tell && !declines(text)) show(resolveMarkers(text, shown.length).cited);
    }
  } catch (error) {
    recordUse({ cancelled: options.signal.aborted });
    if (sources === 0 && !options.signal.aborted) throw new ModelUnavailable('The model did not answer.', { cause: error });
    throw error;
  }
  recordUse({ cancelled: false });
  const resolved = resolveMarkers(text, shown.length);
  if (declines(text) || resolved.cited.length === 0) return null;
  held += gate.rest();
  show(resolved.cited);
  return { text: resolved.text, grounded: true, mode: 'model', citations: resolved.cited.flatMap(sourceOf) };

  /** Nothing is shown before a source was named: an answer without one is taken back, and what was read cannot be. */
  function show(cited: readonly number[]): void {
    if (cited.length > sources) options.cite?.(cited.flatMap(sourceOf));
    sources = cited.length;
    if (sources === 0 || held === '') return;
    options.tell?.(held);
    held = '';
  }

  function sourceOf(number: number): Citation[] {
    const passage = shown[number - 1];
    return passage ? [citationOf(passage, options.quoteOf(number - 1))] : [];
  }

  /** Estimated here when the model did not tell: it is paid for all the same (D5). */
  function recordUse({ cancelled }: { cancelled: boolean }): void {
    if (text === '' && !usage) return;
    const spent = usage ?? { promptTokens: prompt.reduce((sum, message) => sum + estimateTokenCount(message.content), 0), completionTokens: estimateTokenCount(text) };
    recordLlmUsage({ ...facts, ...spent, latencyMs: performance.now() - started, firstTokenMs, messageId: options.messageId, cancelled });
  }
}

/** Does the model say that the passages do not answer? Said after an answer it is only a remark, and dropped. */
const declines = (text: string) => text.trimStart().startsWith(NOT_IN_DOCUMENTS);
