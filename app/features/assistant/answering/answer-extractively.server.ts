import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Answer } from '../answer.ts';
import { extractiveAnswer } from './extractive-answer.ts';
import { gatherEvidence, type Evidence } from './gather-evidence.server.ts';
import { REFUSAL } from './refusal.ts';
import { smallTalk } from './small-talk.ts';

type Options = { embedder?: Pick<Embedder, 'model' | 'embed'>; signal?: AbortSignal };

/**
 * Answers in the documents' own words (F4), without any language model: quoted, cited, or declined when they do not
 * hold the answer; a greeting gets a friendly word. `before`: the conversation so far, oldest first. Throws the
 * signal's reason when stopped.
 */
export async function answerExtractively(
  scope: HouseScope,
  question: string,
  before: readonly Turn[] = [],
  options: Options = {},
): Promise<Answer> {
  const courtesy = answerCourtesy(question);
  if (courtesy) return courtesy;
  return quoteEvidence(
    await gatherEvidence(scope, question, before, { embedder: options.embedder ?? embedder(), signal: options.signal }),
    scope.houseType,
  );
}

/** The reply to a greeting, a thank-you or "what can you do?"; undefined for a question. */
export function answerCourtesy(question: string): Answer | undefined {
  const reply = smallTalk(question);
  return reply === undefined ? undefined : { text: reply, grounded: false, citations: [], mode: 'courtesy' };
}

/** Gathered evidence as a quoted answer, or the refusal when it does not answer. */
export function quoteEvidence(evidence: Evidence, houseType: string): Answer {
  const quoted = evidence.answerable ? extractiveAnswer(evidence.question, evidence.passages, houseType) : null;
  return quoted ? { text: quoted.text, grounded: true, citations: quoted.citations, mode: 'extractive' } : refusal();
}

/** What is said when the documents do not answer: never a guess, always a way on. */
export function refusal(): Answer {
  return { text: REFUSAL, grounded: false, citations: [], mode: 'refusal' };
}
