import type { Turn } from '#db/queries/assistant/conversations.ts';
import { identifiersOf } from '#app/features/retrieval/identifiers.ts';
import { questionTerms } from '#app/features/retrieval/question-terms.ts';
import { wasAskedBack } from './ask-back.ts';
import { REFUSAL } from './refusal.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import { smallTalk } from './small-talk.ts';
import { askedKind, saysKind } from './asked-kind.ts';

/** Words that stand for something said before, and beginnings that go on with it: grammar, no list of things. */
const POINTS_BACK = new RegExp(
  String.raw`\b(it|its|they|them|their|that|this|those|these|there|he|she|him|her|ones?|others?|same|instead|else)\b`,
  'i',
);
const GOES_ON = /^\W*(and|but|or|so|then|also|what about|how about|what if|even)\b/i;
/** "Is there …", "It is raining": these point at nothing. */
const EMPTY = new RegExp(
  [
    String.raw`\b(is|are|was|were) there\b|\bthere( i|'|’)?s\b|\bthere are\b|\bthat is\b`,
    String.raw`\bis it (ok|okay|alright|true|allowed|possible)\b`,
  ].join('|'),
  'gi',
);
const MAX_CHARS = 2_000;

/** Does a question point at something and say hardly more? With nothing said before it nobody can tell what. */
export function namesNoSubject(question: string): boolean {
  const kind = askedKind(question);
  const own = questionTerms(question).filter((term) => !saysKind(kind, term.words));
  return pointsBack(question) && own.length <= 1 && identifiersOf(question).length === 0;
}

/** Has a question a word that stands for something said before? */
export const pointsBack = (question: string): boolean => POINTS_BACK.test(question.replace(EMPTY, ' '));

/** Does a question point at what was said before it, or name nothing by itself? */
export function leansBack(question: string): boolean {
  return pointsBack(question) || GOES_ON.test(question) || namesNothing(question);
}

export function namesNothing(question: string): boolean {
  const kind = askedKind(question);
  return questionTerms(question).every((term) => saysKind(kind, term.words));
}

/** Did the last thing said leave what was asked open: was it told as doubtful, or not found? */
export function wasLeftOpen(before: readonly Turn[]): boolean {
  const last = before.at(-1);
  return last?.role === 'assistant' && (last.content.startsWith(UNSURE) || last.content === REFUSAL);
}

/**
 * The question read with what the talk is about: the owner's last question that stood by itself, what was asked of it
 * just before where this one names nothing, and the question. Undefined when nothing was said before it. `before` is
 * oldest first and does not hold the question.
 */
export function withSubjectOfTalk(question: string, before: readonly Turn[]): string | undefined {
  const asked = before
    .filter((turn) => turn.role === 'user' && smallTalk(turn.content) === undefined)
    .map((turn) => turn.content);
  const last = asked.at(-1);
  if (last === undefined) return undefined;
  if (wasAskedBack(before)) return `${question} ${last}`.slice(0, MAX_CHARS);
  const subject = asked.findLast((one) => !leansBack(one)) ?? asked[0] ?? last;
  const parts = namesNothing(question) && last !== subject && !namesNothing(last) ? [subject, last] : [subject];
  return [...parts, question].join(' ').slice(0, MAX_CHARS);
}
