import { dotProduct } from '#app/platform/embeddings/dot-product.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { OUT_OF_SCOPE } from './out-of-scope.ts';

const vectors = new Map<string, Promise<number[][]>>();

/**
 * Cosine of a question to the nearest example of what no house document answers; null without vectors. The examples are
 * embedded once a model.
 */
export async function nearestOutOfScope(
  question: readonly number[] | null,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<number | null> {
  if (!question) return null;
  let examples = vectors.get(embedder.model);
  if (!examples) {
    examples = embedder.embed([...OUT_OF_SCOPE], { priority: 'question' });
    vectors.set(embedder.model, examples);
    examples.catch(() => vectors.delete(embedder.model));
  }
  try {
    return Math.max(...(await examples).map((vector) => dotProduct(vector, question)));
  } catch {
    return null;
  }
}
