import { v7 } from 'uuid';
import type { CheckAnswer } from '#db/queries/insights/checks.ts';
import type { HouseScope } from '#db/scope.ts';
import type { AnswerEmbedder, EmbedOptions } from '#app/platform/embeddings/embedder.ts';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';

export type CheckModel = AnswerEmbedder;

/**
 * What the documents answer to `question`, quoted: the same words each time, whoever asks, and whether or not a
 * language model writes the answers that owners get. Owners' questions go first. Throws what the embedder throws: an
 * answer by words alone would be another one.
 */
export async function askCheck(
  reader: HouseScope,
  question: string,
  { model, libraryVersion }: { model: CheckModel; libraryVersion: string },
): Promise<CheckAnswer> {
  let failure: { cause: unknown } | undefined;
  const noting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      failure = { cause };
      throw cause;
    }
  };
  const embedder: CheckModel = {
    model: model.model,
    embed: (texts, options) => noting(model.embed(texts, { ...options, priority: 'ingestion' })),
    ...(model.scorePairs && {
      scorePairs: (asked: string, texts: string[], options?: EmbedOptions) =>
        noting(model.scorePairs!(asked, texts, { ...options, priority: 'ingestion' })),
    }),
  };
  const turn = { conversationId: v7(), questionId: v7(), answerId: v7(), question, before: [] };
  const ask = answerFromDocuments({ embedder, chatModel: null, libraryVersion });
  const { signal } = new AbortController();
  const { text, grounded, citations } = await ask(reader, turn, { signal });
  if (failure) throw failure.cause;
  return { answered: grounded, text, citations };
}
