import { nameOf } from '#app/features/retrieval/identifiers.ts';
import { cleanWords } from '../answering-with-model/clean-words.ts';
import {
  decisionWeights,
  answerSignals,
  blockedBy,
  COVERAGE_ALONE,
  sureSignals,
} from '../answering/decide-answerable.ts';
import { askBack } from '../answering/ask-back.ts';
import { unitWeights, type ScoredPassage } from '../answering/score-units.server.ts';
import { weigh, type Calibration } from '../answering/signals.ts';
import type { NotedSearch } from './trace-notes.ts';
import type { Weighed, WhyDecision, WhyPassage, WhySearch } from './why-answer.ts';

type Judged = NotedSearch['evidence'];

/** Characters that are kept of texts; the whole text of a passage stands in the library. */
const QUESTION = 500;
const HEADING = 160;
const SENTENCE = 240;
const TERM = 60;

/** A search as it is stored: numbers of three digits, texts cut. */
export function describeSearch(search: NotedSearch & { chosen: boolean; prompted: readonly string[] }): WhySearch {
  const { text, withTalk, chosen, retrieval, evidence, decided } = search;
  const { subject, passages, calibration } = evidence;
  const weights = unitWeights(calibration);
  return {
    text: cut(text, QUESTION),
    asked: cut(evidence.asked, QUESTION),
    with_talk: withTalk,
    chosen,
    by_meaning: retrieval.vector !== null,
    kind: subject.kind,
    terms: subject.terms.map(({ words, weight, known }) => ({ words: cut(words, TERM), weight: short(weight), known })),
    identifiers: subject.identifiers.map((one) => cut(nameOf(one), TERM)),
    passages: passages.map((passage) => describePassage(passage, weights, search.prompted.includes(passage.chunkId))),
    decision: decided ? describeDecision(evidence) : null,
  };
}

function describePassage(passage: ScoredPassage, weights: Record<string, number>, prompted: boolean): WhyPassage {
  const { chunkId, documentId, title, page, heading, words, cosine, score, best } = passage;
  return {
    chunk_id: chunkId,
    document_id: documentId,
    title: cut(title, HEADING),
    page,
    heading: heading === null ? null : cut(heading, HEADING),
    words: words === undefined ? null : short(words),
    cosine: cosine === null ? null : short(cosine),
    score: short(score),
    best: best
      ? { text: cut(best.text, SENTENCE), score: short(best.score), parts: weighed(best.signals, weights) }
      : null,
    prompted,
  };
}

function describeDecision(evidence: Judged): WhyDecision {
  const { subject, passages, calibration, elsewhere, confidence, unclear } = evidence;
  const signals = answerSignals(subject, passages, elsewhere ?? 0);
  const byWords = elsewhere === null || !calibration;
  const decisions = calibration && decisionWeights(calibration, passages);
  const weights: Record<string, number> = byWords || !decisions ? { subject: 1 } : decisions.answer;
  const asksBack = unclear && askBack(evidence) !== undefined;
  return {
    parts: signals ? weighed(signals, weights).filter(({ name }) => name in weights) : [],
    bias: short(weights.bias ?? 0),
    confidence: Number.isFinite(confidence) ? short(confidence + (byWords ? COVERAGE_ALONE : 0)) : null,
    threshold: byWords ? COVERAGE_ALONE : 0,
    verdict: asksBack ? 'asks-back' : confidence > 0 ? 'answers' : 'declines',
    blocked_by: blockedBy(subject, passages, signals) ?? null,
    calibrated: calibration !== undefined,
    sure: byWords || !decisions ? null : describeSureness(evidence, decisions),
  };
}

function describeSureness(
  { subject, passages, elsewhere }: Judged,
  { sure }: Pick<Calibration, 'sure'>,
): WhyDecision['sure'] {
  const signals = sureSignals(subject, passages, elsewhere ?? 0);
  if (!signals || !sure) return null;
  return { parts: weighed(signals, sure), bias: short(sure.bias), sum: short(weigh(sure, signals)) };
}

const weighed = (signals: Readonly<Record<string, number>>, weights: Readonly<Record<string, number>>): Weighed[] =>
  Object.entries(signals).map(([name, value]) => ({ name, value: short(value), weight: short(weights[name] ?? 0) }));

const short = (value: number) => Math.round(value * 1_000) / 1_000;

/** What a database takes and a page shows: no control characters, no halves of characters, at most `length`. */
function cut(text: string, length: number): string {
  const clean = cleanWords(text.slice(0, length * 2 + 2));
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
}
