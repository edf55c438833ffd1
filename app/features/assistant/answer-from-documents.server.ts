import type { HouseScope } from '#db/scope.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { AnswerEmbedder } from '#app/platform/embeddings/embedder.ts';
import { chatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import type { Answer } from './answer.ts';
import { answerCache, type AnswerCache } from './answer-cache.server.ts';
import { answerCourtesy, questionBack, quoteEvidence, refusal } from './answering/answer-without-model.ts';
import { namesNoSubject, withSubjectOfTalk } from './answering/follow-up.ts';
import { gatherEvidence, gatherPassages } from './answering/gather-evidence.server.ts';
import type { ScoredPassage } from './answering/score-units.server.ts';
import { fitPassages } from './answering-with-model/build-prompt.ts';
import { answerWithModel, ModelUnavailable } from './answering-with-model/answer-with-model.server.ts';
import { statementsOf } from './answering-with-model/split-statements.ts';
import { currentLibraryVersion } from '#app/features/retrieval/retrieve-passages.server.ts';
import { asCited, isOfRecord, isRecord, isUnknown, withRecordCitations } from './house-record/record-citation.ts';
import { declineIn } from './answer-languages/decline-in.ts';
import { detectLanguage, LANGUAGE_NAMES, type Language } from './answer-languages/detect-language.server.ts';
import { translateQuestion } from './answer-languages/translate-question.server.ts';
import { answerDanger } from './safety/answer-danger.server.ts';
import { classifyDanger } from './safety/classify-danger.ts';
import { readContacts } from './safety/read-contacts.server.ts';
import { missedDocument } from './unread-documents.server.ts';
import { takeNotes } from './answer-traces/take-notes.ts';
import type { Answerer } from './conversations/answer-turn.server.ts';

export type AnswerSettings = {
  embedder: AnswerEmbedder;
  chatModel: ChatModel | null;
  /** Where answers are kept (B5); without, each is made anew. */
  answers?: AnswerCache;
  /** Of the house's development, when the caller has read it already. */
  libraryVersion?: string;
  /** How long words in a danger wait for whom to ring, milliseconds; 500 without. */
  contactsWithinMs?: number;
};

/** What answers are made with, as the environment says. */
export const answerSettings = (): AnswerSettings => ({
  embedder: embedder(),
  chatModel: chatModel(),
  answers: answerCache(),
});

/** Said before a quoted answer when the language model is away. */
const MODEL_AWAY = 'I cannot put this into my own words just now, so I quote.';

/**
 * Answers a question (F4). Danger comes before everything else (F9): what to do needs neither documents nor a model.
 */
export function answerFromDocuments(settings: AnswerSettings): Answerer {
  const ordinary = withMissed(answerQuestion(settings));
  const quoted = answerQuestion({ ...settings, chatModel: null });
  return (scope, turn, options) => {
    const danger = classifyDanger(turn.question);
    options.notes?.heard({ danger: danger ?? null });
    if (!danger) return ordinary(scope, turn, options);
    const { signal, tell, notes } = options;
    return answerDanger(scope, danger, {
      question: turn.question,
      signal,
      tell,
      contactsWithinMs: settings.contactsWithinMs,
      quote: (question, until) => quoted(scope, { ...turn, question, before: [] }, { signal: until, notes }),
      answer: () => ordinary(scope, turn, { signal, notes }),
    });
  };
}

/** The same, and what could not be read of its subject: kept for nobody, since it changes with each upload. */
const withMissed =
  (answerer: Answerer): Answerer =>
  async (scope, turn, options) => {
    const answer = await answerer(scope, turn, options);
    const missed = await missedDocument(scope, turn.question, answer);
    if (missed === undefined) return answer;
    options.tell?.(`\n\n${missed}`);
    return { ...answer, text: `${answer.text}\n\n${missed}` };
  };

/**
 * Answers from the documents of the scope's house (F4): with a language model in its words, checked; without one, or
 * when it fails before it said anything, in the documents' own. Declines honestly what they do not answer. The answer
 * to a question that begins a conversation is kept for the next house of the type that asks it (B5).
 */
function answerQuestion(settings: AnswerSettings): Answerer {
  return async (scope, turn, { signal, tell, cite, notes = takeNotes() }) => {
    const courtesy = answerCourtesy(turn.question);
    if (courtesy) return told(courtesy);
    const language = await notes.time('language', () => detectLanguage(turn.question));
    notes.heard({ language });
    if (language !== 'en' && !settings.chatModel) return told(await declinedIn(scope, language, 'english'));
    const libraryVersion = settings.libraryVersion ?? (await currentLibraryVersion(scope));
    notes.heard({ embedding_model: settings.embedder.model, library_version: libraryVersion });
    const slot = slotOf(settings, scope, turn, libraryVersion);
    const known = slot?.find();
    if (known) {
      const { made, ...answer } = known;
      if (made) notes.found(made);
      return told(answer);
    }
    const options = { embedder: settings.embedder, signal, libraryVersion, notes };
    const back = settings.chatModel && language === 'en' && (await backOf(scope, turn, options));
    if (back) return told(back);
    const written = settings.chatModel && (await writeAnswer(settings.chatModel));
    if (written) return written;
    if (language !== 'en') return told(await declinedIn(scope, language, 'english'));
    const evidence = await gatherEvidence(scope, turn.question, turn.before, options);
    const quoted = withRecordCitations(quoteEvidence(evidence)) ?? refusal();
    const looked = [evidence, ...(evidence.parts ?? []).map((part) => part.evidence)];
    const own = looked.some(({ passages }) => isOwn(quoted, passages));
    if (!settings.chatModel) return told(kept(quoted, evidence.whole && !own));
    return told(quoted.grounded ? { ...quoted, text: `${MODEL_AWAY}\n\n${quoted.text}` } : quoted);

    /** The model's answer, or undefined when it is away. */
    async function writeAnswer(model: ChatModel): Promise<Answer | undefined> {
      const use = { model, signal, tenantId: scope.tenantId, messageId: turn.answerId };
      const searched =
        language === 'en' ? turn.question : await notes.time('translate', () => translateQuestion(turn.question, use));
      const found = await gatherPassages(scope, searched, turn.before, options);
      const passages = found.passages.filter(({ documentId }) => !isUnknown({ document_id: documentId }));
      // A neighbour has another record, and another to ring.
      const common =
        language === 'en' && !found.passages.some(({ documentId }) => isOfRecord({ document_id: documentId }));
      const whole = found.whole && common;
      notes.prompted(fitPassages(passages).map(({ chunkId }) => chunkId));
      if (passages.length === 0) return told(kept(await declinedIn(scope, language, 'missing'), whole));
      try {
        const { answer, lasting } = await notes.time('write', () =>
          answerWithModel(turn.question, passages, {
            ...use,
            tell,
            cite: (citations) => cite?.(citations.map(asCited)),
            language: LANGUAGE_NAMES[language],
            before: turn.before,
            quoteOf: bestSentenceOf(passages),
          }),
        );
        notes.wrote({
          name: model.model,
          outcome: answer ? 'wrote' : 'declined',
          left_out: answer?.grounded === false,
        });
        // What a model made up, or said without a source, is no answer for the next house.
        if (answer) return kept({ ...answer, citations: answer.citations.map(asCited) }, whole && lasting);
        return told(kept(await declinedIn(scope, language, 'missing'), whole && lasting));
      } catch (error) {
        if (error instanceof ModelUnavailable) {
          notes.wrote({ name: model.model, outcome: 'away', left_out: false });
          return undefined;
        }
        throw error;
      }
    }

    function told(answer: Answer): Answer {
      // A kept answer comes in the pieces in which it came when it was made: nobody sees what a neighbour asked.
      for (const piece of answer.mode === 'model' ? statementsOf(answer.text) : answer.text.split(/(?<=\n\n)/))
        tell?.(piece);
      return answer;
    }

    /** What was found by words alone is not worth keeping, what was found in the house record is this house's own. */
    function kept(answer: Answer, whole: boolean): Answer {
      if (whole && !answer.citations.some(isRecord)) slot?.keep({ ...answer, made: notes.made() });
      return answer;
    }
  };
}

type Turn = Parameters<Answerer>[1];

/** Where the answer to a question that begins a conversation is kept for the next house of the type (B5). */
function slotOf({ answers, embedder, chatModel }: AnswerSettings, scope: HouseScope, turn: Turn, version: string) {
  if (turn.before.length > 0) return undefined;
  return answers?.slot(scope, version, turn.question, [embedder.model, chatModel?.model ?? 'quotes']);
}

/** What nobody can answer is asked back, whoever would write the answer. */
async function backOf(
  scope: HouseScope,
  { question, before }: Turn,
  options: Parameters<typeof gatherEvidence>[3],
): Promise<Answer | undefined> {
  if (!namesNoSubject(question) || withSubjectOfTalk(question, before) !== undefined) return undefined;
  return questionBack(await gatherEvidence(scope, question, before, options));
}

async function declinedIn(scope: HouseScope, language: Language, why: 'english' | 'missing'): Promise<Answer> {
  if (language === 'en') return refusal();
  return declineIn(language, why, (await readContacts(scope)).builder);
}

/** Did this house's record, or what it does not know, decide what is answered? A neighbour's may decide otherwise. */
function isOwn(answer: Answer, passages: readonly ScoredPassage[]): boolean {
  const weighed = passages.map(({ documentId }) => ({ document_id: documentId }));
  const deciding = answer.grounded ? weighed.slice(0, 1) : weighed;
  return deciding.some(isOfRecord) || weighed.some(isUnknown);
}

/** The sentence of a passage that answers best. */
function bestSentenceOf(passages: readonly ScoredPassage[]): (index: number) => string {
  return (index) => {
    const passage = passages[index];
    return passage?.best?.text ?? passage?.text ?? '';
  };
}
