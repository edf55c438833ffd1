import { estimateTokenCount } from 'tokenx';
import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { ChatModel, ChatUsage, CutReason } from '#app/platform/llm/chat-model.ts';
import { logLlmError } from '#app/features/observability/log-llm-error.server.ts';
import { recordLlmUsage } from '#app/features/observability/record-llm-usage.server.ts';
import type { Answer, Listener } from '../answer.ts';
import { withoutStruck } from '#app/features/documents/pages/struck-text.ts';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { buildPrompt, fitPassages, type PromptPassage } from './build-prompt.ts';
import { createWordCleaner } from './clean-words.ts';
import { createGroundedGate } from './keep-grounded.ts';
import { createMarkerGate, NOT_IN_DOCUMENTS } from './resolve-markers.ts';
import { createSourcedWords } from './sourced-words.ts';

export type CitablePassage = PromptPassage & { documentId: string };

type Options = Listener & {
  model: ChatModel;
  signal: AbortSignal;
  messageId: string;
  tenantId: string;
  before: readonly Turn[];
  /** In which to answer; English when not given. */
  language?: string;
  /** The sentence of the passage with this index (from 0) that answers best. */
  quoteOf: (index: number) => string;
};

/** The model failed before anybody saw a word of it: another way to answer is open. */
export class ModelUnavailable extends Error {}

/** `answer` null: the model did not answer. `lasting`: the same may be told to the next house that asks. */
export type ModelAnswer = { answer: Answer | null; lasting: boolean };

/** Characters of an answer, about three times what the model is asked for, and pieces that they may come in. */
const MAX_CHARACTERS = 8_000;
const MAX_PIECES = 20_000;
const LEFT_OUT = 'I left something out here, because its figures or links are not in your documents.';
const CUT: Record<CutReason, string> = {
  length: 'This answer was too long and ends here.',
  filtered: 'The model’s service held the rest of this answer back. Try to ask in other words.',
};
const NO_SOURCE: Record<CutReason, string> = {
  length: 'The model went on without end and named no source.',
  filtered: 'The model’s service held the answer back before it named a source.',
};

/**
 * Lets the model answer from the passages; its words are foreign text (docs/decisions/0017). No answer when it says
 * that they do not hold it, or when nothing of it has a source: neither is shown. Throws ModelUnavailable when it
 * failed before anything was shown, else what it failed with: shown text stays as it is.
 */
export async function answerWithModel(
  question: string,
  passages: readonly CitablePassage[],
  options: Options,
): Promise<ModelAnswer> {
  // What is struck through says what is not so, and a model may tell it all the same.
  const shown = fitPassages(passages.map((passage) => ({ ...passage, text: withoutStruck(passage.text) })));
  const prompt = buildPrompt(question, shown, options.before, options.language);
  const cleaner = createWordCleaner();
  const gate = createMarkerGate(shown.length);
  const grounded = createGroundedGate(shown, gate.cited);
  const sourceOf = (number: number): Citation[] => {
    const passage = shown[number - 1];
    return passage ? [citationOf(passage, options.quoteOf(number - 1))] : [];
  };
  const words = createSourcedWords(options, grounded, sourceOf);
  const started = performance.now();
  const facts = { operation: 'chat', model: options.model.model, tenantId: options.tenantId } as const;
  let firstTokenMs: number | undefined;
  let usage: ChatUsage | undefined;
  let text = '';
  let pieces = 0;
  let cut: CutReason | undefined;
  try {
    const stream = options.model.stream(prompt, {
      signal: options.signal,
      onFailure: (failure) => logLlmError({ ...facts, ...failure }),
      onUsage: (counted) => (usage = counted),
      onCut: (why) => (cut = why),
    });
    for await (const piece of stream) {
      firstTokenMs ??= performance.now() - started;
      const taken = piece.slice(0, MAX_CHARACTERS - text.length);
      text += taken;
      words.push(grounded.push(gate.push(cleaner.push(taken))), { hold: declines(text) });
      pieces += 1;
      if (text.length < MAX_CHARACTERS && pieces < MAX_PIECES) continue;
      cut = 'length';
      break;
    }
  } catch (error) {
    recordUse({ cancelled: options.signal.aborted });
    if ((!words.shown() || !options.tell) && !options.signal.aborted)
      throw new ModelUnavailable('The model did not answer.', { cause: error });
    throw error;
  }
  recordUse({ cancelled: false });
  if (declines(text)) return { answer: null, lasting: !cut };
  // The sentence that an answer broke off in says who knows what.
  if (!cut) words.push(grounded.push(gate.rest()).concat(grounded.rest()));
  if (grounded.sources.length === 0 && cut) {
    const error = new Error(NO_SOURCE[cut]);
    logLlmError({ ...facts, error, latencyMs: performance.now() - started, retry: false });
    throw new ModelUnavailable(error.message, { cause: error });
  }
  if (grounded.sources.length === 0) return { answer: null, lasting: false };
  if (grounded.leftOut > 0) words.push([`\n\n${LEFT_OUT}`]);
  if (cut) words.push([`\n\n${CUT[cut]}`]);
  const clean = grounded.leftOut === 0;
  return { answer: { ...words.told(), grounded: clean, mode: 'model' }, lasting: clean && !cut };

  /** Estimated here when the model did not tell: it is paid for all the same (D5). */
  function recordUse({ cancelled }: { cancelled: boolean }): void {
    if (text === '' && !usage) return;
    const spent = usage ?? {
      promptTokens: prompt.reduce((sum, message) => sum + estimateTokenCount(message.content), 0),
      completionTokens: estimateTokenCount(text),
    };
    recordLlmUsage({
      ...facts,
      ...spent,
      latencyMs: performance.now() - started,
      firstTokenMs,
      messageId: options.messageId,
      cancelled,
    });
  }
}

/** Does the model say that the passages do not answer? Said after an answer it is only a remark, and dropped. */
const declines = (text: string) => text.trimStart().startsWith(NOT_IN_DOCUMENTS);
