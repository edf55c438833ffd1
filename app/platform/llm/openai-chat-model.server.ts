import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ChatMessage, ChatModel, ChatOptions } from './chat-model.ts';

export type OpenAiChatConfig = {
  apiKey?: string;
  baseUrl?: string;
  model: string;
  /** Milliseconds until the first piece of text must have come. Default 15 s. */
  firstTokenMs?: number;
  /** Milliseconds for the whole answer. Default 60 s. */
  totalMs?: number;
};

/** Longest `Retry-After` that is waited out while a reader looks on, milliseconds. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 300;
/** Tokens of an answer: about 500 words. */
const MAX_TOKENS = 700;

/**
 * A model behind an OpenAI-compatible endpoint. Before the first piece of text one failed try (429, 5xx, a broken connection, silence)
 * is repeated once; after it, the text that came stays and the error is thrown.
 */
export function createOpenAiChatModel(config: OpenAiChatConfig): ChatModel {
  const client = new OpenAI({ apiKey: config.apiKey ?? 'none', baseURL: config.baseUrl, maxRetries: 0 });
  return {
    model: config.model,
    async *stream(messages, options) {
      for (let attempt = 1; ; attempt += 1) {
        const started = performance.now();
        let begun = false;
        try {
          for await (const text of readOnce(client, config, messages, options)) {
            begun = true;
            yield text;
          }
          return;
        } catch (error) {
          if (options.signal.aborted) throw error;
          const pause = begun || attempt > 1 ? undefined : pauseBeforeRetry(error);
          options.onFailure?.({ error, latencyMs: performance.now() - started, retry: pause !== undefined });
          if (pause === undefined) throw error;
          await wait(pause, undefined, { signal: options.signal });
        }
      }
    },
  };
}

async function* readOnce(client: OpenAI, config: OpenAiChatConfig, messages: readonly ChatMessage[], options: ChatOptions): AsyncGenerator<string> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('The model sent nothing in time.')), config.firstTokenMs ?? 15_000);
  const signal = AbortSignal.any([options.signal, silence.signal, AbortSignal.timeout(config.totalMs ?? 60_000)]);
  try {
    const stream = await client.chat.completions.create(
      { model: config.model, messages: [...messages], stream: true, stream_options: { include_usage: true }, temperature: 0.1, max_tokens: MAX_TOKENS },
      { signal },
    );
    let finished = false;
    for await (const chunk of stream) {
      const text = textOf(chunk);
      if (text) {
        clearTimeout(timer);
        yield text;
      }
      finished ||= Boolean(chunk.choices[0]?.finish_reason);
      if (chunk.usage) options.onUsage?.({ promptTokens: chunk.usage.prompt_tokens, completionTokens: chunk.usage.completion_tokens });
    }
    // The SDK ends its loop silently when it is aborted or the connection is cut.
    if (signal.aborted) throw signal.reason;
    if (!finished) throw new Error('The model’s answer broke off.');
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

const textOf = (chunk: ChatCompletionChunk): string => chunk.choices[0]?.delta.content ?? '';

/** Milliseconds to wait before trying again; undefined when another try makes no sense. */
function pauseBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) return PAUSE_MS;
  if (error.status !== 429 && error.status < 500) return undefined;
  const told = Number(error.headers?.get('retry-after'));
  if (!Number.isFinite(told) || told <= 0) return PAUSE_MS;
  return told * 1000 <= PATIENCE_MS ? told * 1000 : undefined;
}
