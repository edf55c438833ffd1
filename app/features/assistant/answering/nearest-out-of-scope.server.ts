import { dotProduct } from '#app/platform/embeddings/dot-product.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { OUT_OF_SCOPE } from './out-of-scope.ts';

type Model = Pick<Embedder, 'model' | 'embed'>;

const vectors = new Map<string, Promise<number[][]>>();

/**
 * The vectors of the examples of what no house document answers, made once a model: at the start of a process, so that
 * no question waits for them.
 */
export function embedExamples(embedder: Model): Promise<number[][]> {
  let examples = vectors.get(embedder.model);
  if (!examples) {
    examples = embedder.embed([...OUT_OF_SCOPE], { priority: 'question' });
    vectors.set(embedder.model, examples);
    examples.catch(() => vectors.delete(embedder.model));
  }
  return examples;
}

/** Cosine of a question to the nearest of these examples; null without vectors. */
export async function nearestOutOfScope(question: readonly number[] | null, embedder: Model): Promise<number | null> {
  if (!question) return null;
  try {
    return Math.max(...(await embedExamples(embedder)).map((vector) => dotProduct(vector, question)));
  } catch {
    return null;
  }
}
