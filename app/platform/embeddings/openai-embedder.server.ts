import { APIError, OpenAI } from 'openai';
import { AppError } from '../errors.ts';
import { SpanKind, traced, traceHeaders } from '../tracing.ts';
import { createBoundedFetch, REDIRECTED } from '../llm/bounded-fetch.ts';
import { EMBEDDING_LENGTH, type Embedder, type EmbeddingCall, type EmbedOptions } from './embedder.ts';
import { prepareText } from './prepare-text.ts';
import { untilAborted, VectorCache } from './vector-cache.ts';

export type OpenAiEmbedderConfig = {
  apiKey?: string;
  baseUrl?: string;
  model: string;
  timeoutMs?: number;
  maxRetries?: number;
  cacheSize?: number;
  onCall?: (call: EmbeddingCall) => void;
};

const BATCH = 64;
/** Well under the 8,191 tokens that the models take. Characters. */
const MAX_CHARS = 8_000;
/** A batch's vectors as decimal numbers take less than a megabyte. */
const MAX_ANSWER_BYTES = 4_194_304;

/** Answers that the same call will get again until somebody changes a setting. */
const PERMANENT = new Set([400, 401, 403, 404, 405, 413, REDIRECTED, 422]);

/**
 * An OpenAI-compatible endpoint's model, asked for 512 dimensions. Throws AppError `upstream-failed`: for a question
 * after the SDK's own retries; for ingestion at once, since its job does the waiting, visibly, and keeps to the
 * `Retry-After` among the causes.
 */
export function createOpenAiEmbedder(config: OpenAiEmbedderConfig): Embedder {
  // A local endpoint often wants no key, the SDK always does.
  const client = new OpenAI({
    apiKey: config.apiKey ?? 'none',
    baseURL: config.baseUrl,
    timeout: config.timeoutMs ?? 20_000,
    logLevel: 'off',
    fetch: createBoundedFetch({ maxBytes: MAX_ANSWER_BYTES }),
  });
  const cache = new VectorCache(config.cacheSize ?? 2_000);

  async function request(texts: string[], { signal, priority, tenantId }: EmbedOptions): Promise<number[][]> {
    const started = performance.now();
    const report = (what: { promptTokens: number } | { error: unknown; retry: boolean }) =>
      config.onCall?.({ model: config.model, latencyMs: performance.now() - started, tenantId, ...what });
    const maxRetries = priority === 'ingestion' ? 0 : (config.maxRetries ?? 2);
    // Float, since a compatible endpoint may ignore base64, the SDK's default, and send numbers all the same.
    const attributes = {
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': config.model,
      'server.address': new URL(client.baseURL).hostname,
    };
    let vectors: number[][];
    try {
      const answer = await traced(`embeddings ${config.model}`, { kind: SpanKind.CLIENT, attributes }, () =>
        client.embeddings.create(
          { model: config.model, input: texts, dimensions: EMBEDDING_LENGTH, encoding_format: 'float' },
          { signal, maxRetries, headers: traceHeaders() },
        ),
      );
      vectors = answer.data.toSorted((a, b) => a.index - b.index).map((item) => item.embedding);
      report({ promptTokens: answer.usage?.prompt_tokens ?? 0 });
    } catch (cause) {
      signal?.throwIfAborted();
      const refused = refusalOf(cause);
      report({ error: cause, retry: priority === 'ingestion' && !refused });
      throw refused ?? unreachable(cause);
    }
    requireVectors(vectors, texts.length);
    return vectors;
  }

  return {
    model: config.model,
    dimensions: EMBEDDING_LENGTH,
    async embed(texts: string[], options: EmbedOptions = {}) {
      const prepared = texts.map((text) => prepareText(text, MAX_CHARS));
      const [only] = prepared;
      if (only !== undefined && prepared.length === 1 && options.priority !== 'ingestion') {
        const vector =
          cache.get(only) ??
          cache.remember(
            only,
            request([only], { tenantId: options.tenantId }).then(([first]) => first as number[]),
          );
        return [await untilAborted(vector, options.signal)];
      }
      const vectors: number[][] = [];
      for (let start = 0; start < prepared.length; start += BATCH)
        vectors.push(...(await request(prepared.slice(start, start + BATCH), options)));
      return vectors;
    },
    async close() {},
  };
}

/** The error of a failure that trying again does not mend; undefined for any other. */
function refusalOf(cause: unknown): AppError | undefined {
  const status = cause instanceof APIError ? cause.status : undefined;
  if (status === undefined || !PERMANENT.has(status)) return undefined;
  const how =
    status === REDIRECTED
      ? '’s address redirects to another, which is not followed'
      : ` refused the request (HTTP ${status})`;
  const refused = new AppError(
    'upstream-failed',
    `The search model${how}. Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_EMBEDDING_MODEL, then start it again.`,
    { cause },
  );
  return Object.assign(refused, { permanent: true });
}

const unreachable = (cause: unknown) =>
  new AppError('upstream-failed', 'The search model could not be reached. Try again in a minute.', {
    cause,
    retryAfter: 60,
  });

/** Throws AppError unless these are `count` vectors of our length. */
function requireVectors(vectors: readonly number[][], count: number): void {
  const fits = (vector: number[]) => vector?.length === EMBEDDING_LENGTH && vector.every(Number.isFinite);
  if (vectors.length === count && vectors.every(fits)) return;
  throw new AppError(
    'upstream-failed',
    `The search model does not give vectors of ${EMBEDDING_LENGTH} numbers. Set OPENAI_EMBEDDING_MODEL to one that ` +
      'can, such as text-embedding-3-small.',
  );
}
