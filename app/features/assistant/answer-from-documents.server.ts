import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { chatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import type { Answer } from './answer.ts';
import { answerCache, type AnswerCache } from './answer-cache.server.ts';
import { answerCourtesy, quoteEvidence, refusal } from './answering/answer-extractively.server.ts';
import { gatherEvidence, type Evidence } from './answering/gather-evidence.server.ts';
import { answerWithModel, ModelUnavailable } from './answering-with-model/answer-with-model.server.ts';
import { currentLibraryVersion } from './retrieval/retrieve-passages.server.ts';
import type { Answerer } from './conversations/answer-turn.server.ts';

export type AnswerSettings = {
  embedder: Pick<Embedder, 'model' | 'embed'>;
  chatModel: ChatModel | null;
  /** Where answers are kept (B5); without, each is made anew. */
  answers?: AnswerCache;
};

/** What answers are made with, as the environment says. */
export const answerSettings = (): AnswerSettings => ({ embedder: embedder(), chatModel: chatModel(), answers: answerCache() });

/** Said before a quoted answer when the language model is away. */
const MODEL_AWAY = 'I cannot put this into my own words just now, so I quote.';

/**
 * Answers from the documents of the scope's house (F4): with a language model in its words, checked; without one, or when it fails
 * before it said anything, in the documents' own. Declines honestly what they do not answer. The answer to a question that begins a
 * conversation is kept for the next house of the type that asks it (B5).
 */
export function answerFromDocuments(settings: AnswerSettings): Answerer {
  return async (scope, turn, { signal, tell, cite }) => {
    const courtesy = answerCourtesy(turn.question);
    if (courtesy) return told(courtesy);
    const libraryVersion = await currentLibraryVersion(scope);
    const slot = turn.before.length === 0 ? settings.answers?.slot(scope, libraryVersion, turn.question, ['answer', settings.embedder.model, settings.chatModel?.model ?? 'quotes']) : undefined;
    const known = slot?.find();
    if (known && 'answer' in known) return told(known.answer);
    const evidence = await gatherEvidence(scope, turn.question, turn.before, { embedder: settings.embedder, signal, libraryVersion });
    if (!settings.chatModel || evidence.passages.length === 0) return told(kept(quoteEvidence(evidence, scope.houseType)));
    try {
      const answer = await answerWithModel(turn.question, evidence.passages, { model: settings.chatModel, signal, tell, cite, messageId: turn.answerId, tenantId: scope.tenantId, before: turn.before, quoteOf: quoteFrom(evidence) });
      return answer ? kept(answer) : told(kept(refusal()));
    } catch (error) {
      if (!(error instanceof ModelUnavailable)) throw error;
      const quoted = quoteEvidence(evidence, scope.houseType);
      return told(quoted.grounded ? { ...quoted, text: `${MODEL_AWAY}\n\n${quoted.text}` } : quoted);
    }

    function told(answer: Answer): Answer {
      for (const piece of answer.text.split(/(?<=\n\n)/)) tell?.(piece);
      return answer;
    }

    function kept(answer: Answer): Answer {
      if (evidence.whole) slot?.keep({ answer });
      return answer;
    }
  };
}

/** The sentence of a passage that answers best. */
function quoteFrom(evidence: Evidence): (index: number) => string {
  return (index) => {
    const passage = evidence.passages[index];
    return passage?.best?.text ?? passage?.text ?? '';
  };
}
