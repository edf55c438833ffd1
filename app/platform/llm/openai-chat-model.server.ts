import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { failSpan, SpanKind, startSpan, traceHeaders } from '../tracing.ts';
import { createBoundedFetch } from './bounded-fetch.ts';
import type { ChatMessage, ChatModel, ChatOptions, ChatUsage, CutReason } from './chat-model.ts';
import { readChunk } from './read-chunk.ts';

export type OpenAiChatConfig = {
  apiKey?: string;
  baseUrl?: string;
  model: string;
  /** Longest silence of the model, milliseconds, before its first piece and between two. Default 15 s. */
  silenceMs?: number;
  /** Milliseconds for the whole answer. Default 60 s. */
  totalMs?: number;
  /** Waits between two tries; throws when the signal fires. Tests put their own in its place. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** Longest `Retry-After` that is waited out while a reader looks on, milliseconds. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 300;
/** Tokens of an answer: about 500 words. */
const MAX_TOKENS = 700;
/** Ten times what an answer of so many tokens takes with a chunk for each. */
const BOUNDS = { maxBytes: 2_097_152, maxEventBytes: 65_536 };

/**
 * The finish reasons that leave something unsaid; servers have more of them, by other names, for answers that are
 * whole.
 */
const CUTS: ReadonlyMap<string, CutReason> = new Map([
  ['length', 'length'],
  ['content_filter', 'filtered'],
]);

/** What we ask for beyond the bare necessities; not every endpoint or model takes each. */
const EXTRAS = {
  stream_options: { asked: { stream_options: { include_usage: true } }, instead: {} },
  temperature: { asked: { temperature: 0.1 }, instead: {} },
  max_tokens: { asked: { max_tokens: MAX_TOKENS }, instead: { max_completion_tokens: MAX_TOKENS } },
} as const satisfies Record<
  string,
  { asked: Partial<ChatCompletionCreateParamsStreaming>; instead: Partial<ChatCompletionCreateParamsStreaming> }
>;
type Extra = keyof typeof EXTRAS;
const EXTRA_NAMES = Object.keys(EXTRAS) as Extra[];

const waitFor = (milliseconds: number, signal: AbortSignal): Promise<void> => wait(milliseconds, undefined, { signal });

/** The model kept silent: asking again would let the reader wait as long once more. */
class ModelSilent extends Error {}

/**
 * A model behind an OpenAI-compatible endpoint. Before the first piece of text one failed try (429, 5xx, a broken
 * connection, an empty answer) is repeated once; after it, the text that came stays and the error is thrown. What an
 * endpoint refuses of our extras is left away from then on.
 */
export function createOpenAiChatModel(config: OpenAiChatConfig): ChatModel {
  const client = new OpenAI({
    apiKey: config.apiKey ?? 'none',
    baseURL: config.baseUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetch: createBoundedFetch(BOUNDS),
  });
  const refused = new Set<Extra>();
  async function* tryTwice(
    messages: readonly ChatMessage[],
    options: ChatOptions,
    headers: Record<string, string>,
  ): AsyncGenerator<string> {
    for (let attempt = 1; ; attempt += 1) {
      const started = performance.now();
      let begun = false;
      try {
        for await (const text of readOnce(client, config, bodyOf(config.model, messages, refused), options, headers)) {
          begun = true;
          yield text;
        }
        return;
      } catch (error) {
        if (options.signal.aborted) throw error;
        const extra = refusedExtra(error, refused);
        const pause = extra ? 0 : begun || attempt > 1 ? undefined : pauseBeforeRetry(error);
        options.onFailure?.({ error, latencyMs: performance.now() - started, retry: pause !== undefined });
        if (pause === undefined) throw error;
        if (extra) {
          refused.add(extra);
          attempt -= 1;
        } else await (config.pause ?? waitFor)(pause, options.signal);
      }
    }
  }

  return {
    model: config.model,
    async *stream(messages, options) {
      const span = startSpan(`chat ${config.model}`, {
        kind: SpanKind.CLIENT,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': config.model,
          'server.address': new URL(client.baseURL).hostname,
        },
      });
      const onUsage = (usage: ChatUsage) => {
        span?.setAttributes({
          'gen_ai.usage.input_tokens': usage.promptTokens,
          'gen_ai.usage.output_tokens': usage.completionTokens,
        });
        options.onUsage?.(usage);
      };
      try {
        yield* tryTwice(messages, { ...options, onUsage }, traceHeaders(span));
      } catch (error) {
        failSpan(span, error);
        throw error;
      } finally {
        span?.end();
      }
    },
  };
}

function bodyOf(
  model: string,
  messages: readonly ChatMessage[],
  refused: ReadonlySet<Extra>,
): ChatCompletionCreateParamsStreaming {
  return Object.assign(
    { model, messages: [...messages], stream: true as const },
    ...EXTRA_NAMES.map((name) => (refused.has(name) ? EXTRAS[name].instead : EXTRAS[name].asked)),
  );
}

async function* readOnce(
  client: OpenAI,
  config: OpenAiChatConfig,
  body: ChatCompletionCreateParamsStreaming,
  options: ChatOptions,
  headers: Record<string, string>,
): AsyncGenerator<string> {
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new ModelSilent('The model sent nothing in time.')),
    config.silenceMs ?? 15_000,
  );
  const signal = AbortSignal.any([options.signal, silence.signal, AbortSignal.timeout(config.totalMs ?? 60_000)]);
  try {
    const stream = await client.chat.completions.create(body, { signal, headers });
    let finished = false;
    let empty = true;
    for await (const chunk of stream) {
      timer.refresh();
      const { text, finish, usage } = readChunk(chunk);
      empty &&= text.trim() === '';
      if (text) yield text;
      if (finish) {
        finished = true;
        const why = CUTS.get(finish);
        if (why) options.onCut?.(why);
      }
      if (usage) options.onUsage?.(usage);
    }
    // The SDK ends its loop silently when it is aborted or the connection is cut.
    if (signal.aborted) throw signal.reason;
    if (!finished) throw new Error('The model’s answer broke off.');
    if (empty) throw new Error('The model’s answer was empty.');
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The extra that an endpoint does not take; a refusal without any word is put down to the one that is refused most. */
function refusedExtra(error: unknown, known: ReadonlySet<Extra>): Extra | undefined {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const open = EXTRA_NAMES.filter((name) => !known.has(name));
  const named = open.find(
    (name) =>
      error.param === name ||
      (/un(supported|known|recognized|expected)|not (supported|permitted|allowed)|extra|invalid/i.test(error.message) &&
        error.message.includes(name)),
  );
  return named ?? (error.message.includes('no body') ? open.find((name) => name === 'stream_options') : undefined);
}

/** Milliseconds to wait before trying again; undefined when another try makes no sense. */
function pauseBeforeRetry(error: unknown): number | undefined {
  if (error instanceof ModelSilent) return undefined;
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) return PAUSE_MS;
  if (error.status !== 429 && error.status < 500) return undefined;
  const told = Number(error.headers?.get('retry-after'));
  if (!Number.isFinite(told) || told <= 0) return PAUSE_MS;
  return told * 1000 <= PATIENCE_MS ? told * 1000 : undefined;
}
