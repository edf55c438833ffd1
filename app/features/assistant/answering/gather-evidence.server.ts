import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import type { AnswerEmbedder } from '#app/platform/embeddings/embedder.ts';
import { retrievePassages, type Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import { withRecord } from '../house-record/with-record.server.ts';
import { askingPart } from './asked-things.ts';
import { calibrationOf } from './calibration.server.ts';
import { answerConfidence, isSure, missingTerms, wasRead } from './decide-answerable.ts';
import { wasAskedBack } from './ask-back.ts';
import { leansBack, namesNoSubject, namesNothing, pointsBack, wasLeftOpen, withSubjectOfTalk } from './follow-up.ts';
import { questionParts } from './part-question.ts';
import { nearestOutOfScope } from './nearest-out-of-scope.server.ts';
import { scoreUnits, subjectOf, type Subject } from './score-units.server.ts';
import type { Judged, Notes } from '../answer-traces/trace-notes.ts';

export type Evidence = Judged & {
  /** Is it probably the right place that would be quoted? */
  sure: boolean;
  /** Of a message that holds several questions: each, and what was found about it. */
  parts?: { question: string; evidence: Evidence }[];
  /** Were words and meaning both weighed, and alike for each house? False while the embedder fails. */
  whole: boolean;
};

type Options = {
  embedder: AnswerEmbedder;
  signal?: AbortSignal;
  libraryVersion?: string;
  /** Takes down what was found and how it was weighed (H6). */
  notes?: Notes;
};
export type Retrieve = (text: string) => Promise<Retrieval>;

const PASSAGES = 8;

/**
 * What the documents of the scope's house hold about a question; one that leans on the talk before it (`before`, oldest
 * first, without the question) is read together with it. Throws the signal's reason when stopped. While the embedder
 * fails, words alone decide.
 */
export async function gatherEvidence(
  scope: HouseScope,
  question: string,
  before: readonly Turn[],
  options: Options,
): Promise<Evidence> {
  const retrieve = retrieveFor(scope, options);
  const evidence = await chooseReading(question, before, retrieve, options);
  options.notes?.chose(evidence);
  const parts = await readParts(question, before, retrieve, options);
  if (!parts) return evidence;
  return { ...evidence, parts, whole: evidence.whole && parts.every((part) => part.evidence.whole) };
}

/** Each of several questions in one message, in the talk of those before it; undefined where it is one. */
async function readParts(
  message: string,
  before: readonly Turn[],
  retrieve: Retrieve,
  options: Options,
): Promise<Evidence['parts']> {
  const questions = questionParts(message);
  if (questions.length === 1) return undefined;
  const parts: NonNullable<Evidence['parts']> = [];
  const talk = [...before];
  for (const question of questions) {
    parts.push({ question, evidence: await chooseReading(question, talk, retrieve, options) });
    talk.push({ role: 'user', content: question });
  }
  return parts;
}

/**
 * A question is read by itself where it finds its own subject, else with the subject of the talk: what the documents
 * hold of either decides.
 */
export async function chooseReading(
  question: string,
  before: readonly Turn[],
  retrieve: Retrieve,
  options: Options,
): Promise<Evidence> {
  const together = withSubjectOfTalk(question, before);
  const alone = await judgeAlone(question, retrieve, options);
  if (together === undefined) return { ...alone, unclear: isUnclear(question, alone) };
  const leans = leansBack(question) || wasAskedBack(before);
  if (!leans && alone.confidence > 0 && alone.sure) return alone;
  const read = await judge(together, alone.asked, retrieve, options);
  const further = alone.confidence > Math.max(0, read.confidence) && !namesNothing(question);
  if (leans && further && (read.confidence <= 0 || namesTalk(alone, read.subject, question)))
    return { ...alone, sure: alone.sure && namesTalk(alone, read.subject, question) };
  // What names nothing rests on what was said before: of what was not found nobody knows more.
  const sure = read.sure && !(namesNothing(question) && wasLeftOpen(before));
  if (leans)
    return { ...read, sure, unclear: read.confidence <= 0 && namesNoSubject(question) && !wasAskedBack(before) };
  const better = read.confidence > 0 && (read.sure || alone.confidence <= 0);
  return better && holdsAll(read, alone.subject) ? read : alone;
}

/** "I live at number 14. Whom do I ring?": read without what is told besides where that finds nothing. */
async function judgeAlone(question: string, retrieve: Retrieve, options: Options): Promise<Evidence> {
  const whole = await judge(question, undefined, retrieve, options);
  const asking = whole.confidence > 0 ? undefined : askingPart(question);
  if (asking === undefined || leansBack(asking)) return whole;
  const bare = await judge(asking, undefined, retrieve, options);
  return bare.confidence > 0 ? bare : whole;
}

/** So few words say too little, whatever they find: "Is that dangerous?" finds whatever is. */
const FEW = 4;

/** So many other places, found no later than this after the first, may be meant as well. */
const OTHERS = 2;
const AS_NEAR = 0.06;

/** What names no subject may still find the one place that it fits. */
function isUnclear(question: string, { confidence, sure, passages: [first, ...others] }: Evidence): boolean {
  if (!namesNoSubject(question)) return false;
  const asNear = others.filter(({ score }) => first !== undefined && score >= first.score - AS_NEAR);
  return confidence <= 0 || !sure || asNear.length >= OTHERS || question.trim().split(/\s+/).length <= FEW;
}

/**
 * Does the place that a follow-up finds by itself name anything of the talk: where it points at something, in what
 * would be quoted; where it only goes on ("And hens?"), anywhere in its section?
 */
function namesTalk({ passages: [first] }: Evidence, { carried }: Subject, question: string): boolean {
  if (!first?.best || carried.length === 0) return first?.best !== undefined;
  if (missingTerms(first, carried).length < carried.length) return true;
  return !pointsBack(question) && termCoverage(carried, first.text) > 0;
}

/** Does the best unit hold each thing that the question itself names? */
function holdsAll({ passages: [first] }: Evidence, { terms }: Subject): boolean {
  return first !== undefined && missingTerms(first, terms).length === 0;
}

/** What the talk is about tells places apart less than what is asked of it now. */
const CARRIED = 0.5;

/** `text` is looked for; `spelt` is the question by itself with its spelling put right, where `text` holds more. */
async function judge(
  text: string,
  spelt: string | undefined,
  retrieve: Retrieve,
  { embedder, signal, notes }: Options,
): Promise<Evidence> {
  const retrieval = await retrieve(text);
  const found = performance.now();
  const asked = spelt ?? retrieval.question.text;
  const subject = subjectOf(asked, retrieval.question.terms, retrieval.ofOthers);
  for (const term of subject.carried) term.weight *= CARRIED;
  const calibration = calibrationOf(embedder.model);
  const passages = await scoreUnits(retrieval, subject, embedder, calibration, signal);
  const scored = performance.now();
  const elsewhere = await nearestOutOfScope(retrieval.vector, embedder);
  const whole =
    !retrieval.ownHouse &&
    elsewhere !== null &&
    (passages.length === 0 || passages.some((passage) => (passage.best?.signals.cosine ?? 0) > 0)) &&
    (!embedder.scorePairs || !calibration || wasRead(passages) || passages.every(({ best }) => !best));
  const confidence = answerConfidence(subject, passages, elsewhere, calibration);
  const sure = isSure(subject, passages, elsewhere, calibration);
  const evidence = { asked, subject, passages, calibration, elsewhere, confidence, sure, unclear: false, whole };
  notes?.took('weigh', scored - found);
  notes?.took('decide', performance.now() - scored);
  notes?.searched({ text, withTalk: spelt !== undefined, retrieval, evidence, decided: true });
  return evidence;
}

/**
 * The passages for a language model, which reads them and judges for itself: as gatherEvidence finds them, their
 * sentences weighed by words alone. That saves the vectors of some sixty sentences for a new question, which are half a
 * second of the local model, or paid for.
 */
export async function gatherPassages(
  scope: HouseScope,
  question: string,
  before: readonly Turn[],
  options: Options,
): Promise<Pick<Evidence, 'passages' | 'whole'>> {
  const together = leansBack(question) ? withSubjectOfTalk(question, before) : undefined;
  const text = together ?? question;
  const retrieval = await retrieveFor(scope, options)(text);
  const subject = subjectOf(question, retrieval.question.terms);
  const passages = await scoreUnits(retrieval, subject, null, undefined);
  const withTalk = together !== undefined;
  const asked = withTalk ? question : retrieval.question.text;
  const judged = { calibration: undefined, elsewhere: null, confidence: 0, unclear: false };
  const evidence = { asked, subject, passages, ...judged };
  options.notes?.searched({ text, withTalk, retrieval, evidence, decided: false });
  return {
    passages,
    whole: retrieval.vector !== null && !retrieval.ownHouse,
  };
}

/** Passages of the documents and facts of the house record together (F14). */
function retrieveFor(scope: HouseScope, { embedder, signal, libraryVersion, notes }: Options): Retrieve {
  const options = { embedder, limit: PASSAGES, signal };
  return async (text) => {
    const begun = performance.now();
    const retrieved = await retrievePassages(scope, text, { ...options, libraryVersion });
    const retrieval = await withRecord(scope, retrieved, options);
    notes?.took('search', performance.now() - begun);
    for (const stage of ['vocabulary', 'embed', 'find'] as const)
      if (retrieved.took) notes?.took(stage, retrieved.took[stage]);
    return retrieval;
  };
}
