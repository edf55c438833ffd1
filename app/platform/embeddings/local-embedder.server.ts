import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { traced } from '../tracing.ts';
import { EMBEDDING_LENGTH, type Embedder, type EmbedOptions } from './embedder.ts';
import { createEmbeddingProcess } from './embedding-process.server.ts';
import { prepareText } from './prepare-text.ts';
import { untilAborted, VectorCache } from './vector-cache.ts';

export type LocalEmbedderConfig = {
  /** The child's source. The server is one bundle, so it is found from the working directory. */
  childPath?: string;
  /** Milliseconds until a silent child is replaced. */
  timeoutMs?: number;
  /** Milliseconds without ingestion after which its child ends. */
  restMs?: number;
  cacheSize?: number;
};

/** Cost grows with each text, so batches save little; small ones answer the first asked soon. */
const BATCH = { question: 8, ingestion: 4 };
/** Far beyond the 256 tokens that the model reads. Characters. */
const MAX_CHARS = 2_000;
const MODEL = 'all-minilm-l6-v2-int8';
const CROSS_ENCODER = 'openhouse-cross-encoder-int8';

/**
 * The embedded model (all-MiniLM-L6-v2, English, 8-bit) in forked children: one for questions, kept, and one of lower
 * priority for ingestion, while there is any; so a question never waits for a document. Vectors of questions are
 * cached. Pairs are read by a cross-encoder of the same size in the same children (docs/decisions/0067).
 */
export function createLocalEmbedder(config: LocalEmbedderConfig = {}): Embedder {
  const path = config.childPath ?? join(process.cwd(), 'app/platform/embeddings/local-embedder-child.ts');
  const timeoutMs = config.timeoutMs ?? 60_000;
  const cache = new VectorCache(config.cacheSize ?? 2_000);
  const questions = createEmbeddingProcess({ path, timeoutMs, batch: BATCH.question });
  const ingestion = createEmbeddingProcess({
    path,
    timeoutMs,
    batch: BATCH.ingestion,
    background: { restMs: config.restMs ?? 60_000 },
  });
  let closed = false;

  const spanned = {
    attributes: {
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.provider.name': 'openhouse',
      'gen_ai.request.model': MODEL,
    },
  };

  const pairsSpanned = { attributes: { ...spanned.attributes, 'gen_ai.request.model': CROSS_ENCODER } };
  const closing = () =>
    new AppError('unavailable', 'The search model is shutting down. Try again in a few seconds.', { retryAfter: 5 });

  return {
    model: MODEL,
    dimensions: EMBEDDING_LENGTH,
    async embed(texts: string[], options: EmbedOptions = {}) {
      options.signal?.throwIfAborted();
      if (closed) throw closing();
      const kind = options.priority ?? (texts.length === 1 ? 'question' : 'ingestion');
      const prepared = texts.map((text) => prepareText(text, MAX_CHARS));
      const { signal, tenantId: owner } = options;
      if (kind === 'ingestion') {
        const embedAll = () => Promise.all(prepared.map((text) => ingestion.embed(text, { signal, owner })));
        return traced(`embeddings ${MODEL}`, spanned, embedAll);
      }
      return untilAborted(
        Promise.all(
          prepared.map(
            (text) =>
              cache.get(text) ??
              cache.remember(
                text,
                traced(`embeddings ${MODEL}`, spanned, () => questions.embed(text, { owner })),
              ),
          ),
        ),
        signal,
      );
    },
    async scorePairs(question, texts, { signal, priority = 'question', tenantId: owner } = {}) {
      signal?.throwIfAborted();
      if (closed) throw closing();
      const asked = prepareText(question, MAX_CHARS);
      const child = priority === 'question' ? questions : ingestion;
      const pairs = texts.map((text) => ({ question: asked, text: prepareText(text, MAX_CHARS) }));
      const logits = await traced(`rerank ${CROSS_ENCODER}`, pairsSpanned, () =>
        Promise.all(pairs.map((pair) => child.embed(pair, { signal, owner }))),
      );
      return logits.map(([logit = 0]) => logit);
    },
    async close() {
      closed = true;
      await Promise.all([questions.close(), ingestion.close()]);
    },
  };
}
