import { OpenAI } from 'openai';
import { AppError } from '../errors.ts';
import { EMBEDDING_LENGTH, type Embedder, type EmbedOptions } from './embedder.ts';
import { prepareText } from './prepare-text.ts';
import { untilAborted, VectorCache } from './vector-cache.ts';

export type OpenAiEmbedderConfig = { apiKey?: string; baseUrl?: string; model: string; timeoutMs?: number; maxRetries?: number; cacheSize?: number };

const BATCH = 64;
/** Well under the 8,191 tokens that the models take. Characters. */
const MAX_CHARS = 8_000;

/** An OpenAI-compatible endpoint's model, asked for 512 dimensions. Throws AppError `upstream-failed` after the SDK's own retries. */
export function createOpenAiEmbedder(config: OpenAiEmbedderConfig): Embedder {
  // A local endpoint often wants no key, the SDK always does.
  const client = new OpenAI({ apiKey: config.apiKey ?? 'none', baseURL: config.baseUrl, timeout: config.timeoutMs ?? 20_000, maxRetries: config.maxRetries ?? 2 });
  const cache = new VectorCache(config.cacheSize ?? 2_000);

  async function request(texts: string[], signal: AbortSignal | undefined): Promise<number[][]> {
    let vectors: number[][];
    try {
      // Float, since a compatible endpoint may ignore base64, the SDK's default, and send numbers all the same.
      const answer = await client.embeddings.create({ model: config.model, input: texts, dimensions: EMBEDDING_LENGTH, encoding_format: 'float' }, { signal });
      vectors = answer.data.toSorted((a, b) => a.index - b.index).map((item) => item.embedding);
    } catch (cause) {
      signal?.throwIfAborted();
      throw new AppError('upstream-failed', 'The search model could not be reached. Try again in a minute.', { cause, retryAfter: 60 });
    }
    if (vectors.length !== texts.length || vectors.some((vector) => vector.length !== EMBEDDING_LENGTH)) {
      throw new AppError('upstream-failed', `The search model does not give vectors of ${EMBEDDING_LENGTH} numbers. Set OPENAI_EMBEDDING_MODEL to one that can, such as text-embedding-3-small.`);
    }
    return vectors;
  }

  return {
    model: config.model,
    dimensions: EMBEDDING_LENGTH,
    async embed(texts: string[], options: EmbedOptions = {}) {
      const prepared = texts.map((text) => prepareText(text, MAX_CHARS));
      const [only] = prepared;
      if (only !== undefined && prepared.length === 1 && options.priority !== 'ingestion') {
        const vector = cache.get(only) ?? cache.remember(only, request([only], undefined).then(([first]) => first as number[]));
        return [await untilAborted(vector, options.signal)];
      }
      const vectors: number[][] = [];
      for (let start = 0; start < prepared.length; start += BATCH) vectors.push(...(await request(prepared.slice(start, start + BATCH), options.signal)));
      return vectors;
    },
    async close() {},
  };
}
