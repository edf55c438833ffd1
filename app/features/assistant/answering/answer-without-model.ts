import type { Answer } from '../answer.ts';
import { extractiveAnswer } from './extractive-answer.ts';
import { askBack } from './ask-back.ts';
import type { Evidence } from './gather-evidence.server.ts';
import { REFUSAL } from './refusal.ts';
import { smallTalk } from './small-talk.ts';

/** The reply to a greeting, a thank-you or "what can you do?"; undefined for a question. */
export function answerCourtesy(question: string): Answer | undefined {
  const reply = smallTalk(question);
  return reply === undefined ? undefined : { text: reply, grounded: false, citations: [], mode: 'courtesy' };
}

/** Gathered evidence as a quoted answer; a question back where nobody can tell what is meant; else the refusal. */
export function quoteEvidence(evidence: Evidence): Answer {
  const back = evidence.unclear ? askBack(evidence.passages) : undefined;
  if (back) return { text: back, grounded: false, citations: [], mode: 'courtesy' };
  const quoted = evidence.confidence > 0 ? extractiveAnswer(evidence) : null;
  return quoted ? { text: quoted.text, grounded: true, citations: quoted.citations, mode: 'extractive' } : refusal();
}

/** What is said when the documents do not answer: never a guess, always a way on. */
export function refusal(): Answer {
  return { text: REFUSAL, grounded: false, citations: [], mode: 'refusal' };
}
