import { env } from '../env.ts';
import type { Env } from '../parse-env.ts';
import type { Embedder, EmbeddingCall } from './embedder.ts';
import { createLocalEmbedder } from './local-embedder.server.ts';
import { createOpenAiEmbedder } from './openai-embedder.server.ts';
import { remember } from '../remember.ts';

export type EmbedderSettings = Pick<Env, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_EMBEDDING_MODEL'>;

/**
 * The embedder that the settings ask for: an OpenAI-compatible endpoint when one and a model are named, else the local
 * model.
 */
export function chooseEmbedder(settings: EmbedderSettings): Embedder {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_EMBEDDING_MODEL: model } = settings;
  if (model && (apiKey || baseUrl))
    return createOpenAiEmbedder({ apiKey, baseUrl, model, onCall: (call) => shared.embeddingCalls?.(call) });
  return createLocalEmbedder();
}

const shared = remember(
  'embedder',
  (): { embedder?: Embedder; embeddingCalls?: (call: EmbeddingCall) => void } => ({}),
);

/**
 * Has every call to an embeddings provider told to `listener`: what was used, or how it failed (D5). One listener in a
 * process.
 */
export function observeEmbeddings(listener: (call: EmbeddingCall) => void): void {
  shared.embeddingCalls = listener;
}

/** The process's embedder, chosen once from the environment; nothing starts before the first text. */
export function embedder(): Embedder {
  return (shared.embedder ??= chooseEmbedder(env));
}

/** Ends the process's embedder at shutdown, or puts another in its place (tests, the evaluation). */
export async function replaceEmbedder(next?: Embedder): Promise<void> {
  const previous = shared.embedder;
  shared.embedder = next;
  await previous?.close();
}
