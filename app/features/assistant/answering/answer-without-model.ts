import type { Answer } from '../answer.ts';
import { answerParts, extractiveAnswer } from './extractive-answer.ts';
import { askBack } from './ask-back.ts';
import { holdsKind } from './holds-kind.ts';
import type { Evidence } from './gather-evidence.server.ts';
import { REFUSAL } from './refusal.ts';
import { isOfRecord, isUnknown } from '../house-record/record-citation.ts';
import { reportWay } from '../report-way.ts';
import { tellsSymptom } from './tells-symptom.ts';
import { smallTalk } from './small-talk.ts';

/** The reply to a greeting, a thank-you or "what can you do?"; undefined for a question. */
export function answerCourtesy(question: string): Answer | undefined {
  const reply = smallTalk(question);
  return reply === undefined ? undefined : { text: reply, grounded: false, citations: [], mode: 'courtesy' };
}

/** A question back where nobody can tell what is meant, and this house's documents have things that may be. */
export function questionBack(evidence: Evidence): Answer | undefined {
  const text = evidence.unclear ? askBack(evidence) : undefined;
  return text === undefined ? undefined : { text, grounded: false, citations: [], mode: 'question' };
}

/** Gathered evidence as a quoted answer; a question back where nobody can tell what is meant; else the refusal. */
export function quoteEvidence(evidence: Evidence): Answer {
  const back = questionBack(evidence);
  if (back) return back;
  const parts = evidence.parts ? answerParts(evidence.parts) : null;
  const single = (evidence.parts ?? []).map((part) => part.evidence);
  // Where one alone is found, what it finds is soon found by chance.
  const answered = isAnswered(evidence) ? evidence : single.every(isAnswered) ? single[0] : undefined;
  const quoted = parts ?? (answered ? extractiveAnswer(answered) : null);
  if (!quoted) return refusal();
  const toReport = tellsSymptom(evidence.asked) && !quoted.citations.some(isOfRecord);
  const report = toReport ? `\n\n${reportWay(quoted.citations.some(({ quote }) => tellsStep(quote)))}` : '';
  return { text: quoted.text + report, grounded: true, citations: quoted.citations, mode: 'extractive' };
}

/** Not by what is not recorded of this house: that answers nothing. */
const isAnswered = ({ confidence, passages: [first] }: Evidence) =>
  confidence > 0 && first !== undefined && !isUnknown({ document_id: first.documentId });

/** Does what is quoted tell its reader to do something? */
const tellsStep = (quote: string) =>
  quote.split('\n').some((line) => holdsKind('steps', line, { ordered: false }) === true);

/** What is said when the documents do not answer: never a guess, always a way on. */
export function refusal(): Answer {
  return { text: REFUSAL, grounded: false, citations: [], mode: 'refusal' };
}
