import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import {
  callsNormal,
  holdsAlso,
  holdsIdentifiers,
  leavesPlaceOut,
  namesActionAsThing,
  namesWhich,
  ringsOthers,
  whereStands,
  type ScoredPassage,
  type ScoredUnit,
  type Subject,
} from './score-units.server.ts';
import { weigh, type AnswerSignals, type Calibration, type SureSignals } from './signals.ts';

/** Without vectors: so much of the question must stand in the unit, its heading and its title. */
export const COVERAGE_ALONE = 0.6;

/** So many things of a question, found in one place, are no chance. */
const MANY = 4;

/** The signals of the first of `passages`; undefined where there is nothing to quote. */
export function answerSignals(
  subject: Subject,
  passages: readonly ScoredPassage[],
  elsewhere: number,
): AnswerSignals | undefined {
  const [first] = passages;
  const unit = first?.best;
  if (!first || !unit) return undefined;
  const total = subject.terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const { cosine, context, kindMissed } = unit.signals;
  const missing = missingTerms(first, subject.terms);
  const nearest = Math.max(0, first.cosine ?? 0, cosine);
  return {
    unit: cosine,
    found: first.score,
    subject: context,
    held: Math.min(1, (subject.terms.length - missing.length) / MANY),
    unknown: subject.terms.filter((term) => !term.known).reduce((sum, term) => sum + term.weight, 0) / total,
    absent: Number(subject.things.some((thing) => isAbsent(thing, missing))),
    kindMissed,
    elsewhere: Math.min(elsewhere - nearest, (1 - context) / 2),
    ...pairSignals(unit, first, passages),
  };
}

/** Pairs of which the likeliest are averaged. */
const LIKELIEST = 3;

/** Did the cross-encoder read any of it? */
export const wasRead = (passages: readonly ScoredPassage[]): boolean =>
  passages.some(({ units }) => units.some(({ logit }) => logit !== undefined));

/** The weights of the decisions: others where the cross-encoder read nothing. */
export const decisionWeights = (
  calibration: Calibration,
  passages: readonly ScoredPassage[],
): Pick<Calibration, 'answer' | 'sure'> => (wasRead(passages) ? calibration : (calibration.unread ?? calibration));

/** From so much on the cross-encoder is as sure as it can be. */
const SURE_LOGIT = 6;

function pairSignals(unit: ScoredUnit, first: ScoredPassage, passages: readonly ScoredPassage[]) {
  const said = (units: readonly ScoredUnit[]) =>
    units.flatMap(({ logit }) => (logit === undefined ? [] : Math.max(-1, Math.min(1, logit / SURE_LOGIT))));
  const all = passages.flatMap(({ units }) => said(units)).toSorted((a, b) => b - a);
  const likeliest = all.slice(0, LIKELIEST);
  const mean = likeliest.reduce((sum, one) => sum + one, 0) / (likeliest.length || 1);
  const least = all.at(-1) ?? 0;
  // What was not read is as unlikely as the unlikeliest that was.
  const [pair = least] = said([unit]);
  return { pair, pairHere: Math.max(pair, ...said(first.units)), pairTop: all[0] ?? 0, pairMean: mean };
}

/** As answerSignals, with what tells whether the first of `passages` is the right one. */
export function sureSignals(
  subject: Subject,
  passages: readonly ScoredPassage[],
  elsewhere: number,
): SureSignals | undefined {
  const signals = answerSignals(subject, passages, elsewhere);
  const [first, second] = passages;
  if (!signals || !first?.best) return undefined;
  const title = Number(termCoverage(subject.terms, first.title) > 0.99);
  const whole = Number(missingTerms(first, subject.terms).length === 0);
  return { ...signals, margin: first.score - (second?.score ?? 0), title, whole };
}

/** Is nothing of it there? */
const isMissing = (thing: readonly AnalysedTerm[], missing: readonly AnalysedTerm[]) =>
  thing.length > 0 && thing.every((term) => missing.includes(term));

/** Is nothing of a thing there, and one of its words nowhere in the house's documents? */
const isAbsent = (thing: readonly AnalysedTerm[], missing: readonly AnalysedTerm[]) =>
  isMissing(thing, missing) && thing.some((term) => !term.known);

/** The terms that stand neither in the passage's best unit nor in what it is read with. */
export function missingTerms(passage: ScoredPassage, terms: readonly AnalysedTerm[]): AnalysedTerm[] {
  const where = passage.best ? whereStands(passage.best, passage) : '';
  return terms.filter((term) => termCoverage([term], where) === 0);
}

/**
 * Does what was found answer the question (Q4)? Above 0 probably; 0 and below leads to an honest refusal (F4, E9), as
 * for one that names nothing ("?!"), or a code that does not stand there (Q6). `elsewhere`: cosine to the nearest
 * example of what no house document answers; null without vectors.
 */
export function answerConfidence(
  subject: Subject,
  passages: readonly ScoredPassage[],
  elsewhere: number | null,
  calibration: Calibration | undefined,
): number {
  const signals = answerSignals(subject, passages, elsewhere ?? 0);
  if (!signals || blockedBy(subject, passages, signals)) return Number.NEGATIVE_INFINITY;
  if (elsewhere === null || !calibration) return signals.subject - COVERAGE_ALONE;
  return weigh(decisionWeights(calibration, passages).answer, signals);
}

/** What declines whatever else was found: see blockedBy. */
export type Blocker = 'nothing-found' | 'nothing-named' | 'of-others' | 'identifier-missing' | 'nothing-known';

/**
 * Is there nothing to quote, does the question name nothing, is it of another kind of home alone (Q5), does a code of
 * it not stand there (Q6), or stands nothing that it names anywhere in the house's documents? What is near to that is
 * so by chance.
 */
export function blockedBy(
  subject: Subject,
  [first]: readonly ScoredPassage[],
  signals: AnswerSignals | undefined,
): Blocker | undefined {
  if (!first?.best || !signals) return 'nothing-found';
  if (subject.terms.length === 0) return 'nothing-named';
  if (subject.ofOthers) return 'of-others';
  if (!holdsIdentifiers(first.best, first, subject)) return 'identifier-missing';
  return signals.held === 0 && subject.terms.every((term) => !term.known && !term.near) ? 'nothing-known' : undefined;
}

/** Whom a sheet names beside a label, by initials: "Signed: T. Ahearne". */
const SIGNED = /(?:^|; )\p{Lu}\p{L}{2,20}: (?:\p{Lu}\p{L}{1,3}\. )?\p{Lu}\. ?\p{Lu}\p{L}/u;
/** So much of the subject in the heading says what a sheet is of. */
const OF_SHEET = 0.35;

/** Is somebody asked for who stands by name under a sheet of what is asked about? Its signature says who did it. */
function isSigned({ kind }: Subject, [first]: readonly ScoredPassage[]): boolean {
  return (
    kind === 'who' &&
    first?.best !== undefined &&
    first.best.signals.heading >= OF_SHEET &&
    SIGNED.test(first.best.text)
  );
}

/** A passage that was found so much later than another is hardly the right one. */
const LATE = -0.1;
/** So much of the subject in the heading is by chance. */
const BY_CHANCE = 0.2;
/** A place that says less of the subject, and was found after a rival, is hardly the right one. */
const HALF = 0.5;

/** Is what is quoted probably the right place? Where nobody calibrated, nobody can tell. */
export function isSure(
  subject: Subject,
  passages: readonly ScoredPassage[],
  elsewhere: number | null,
  calibration: Calibration | undefined,
): boolean {
  const signals = sureSignals(subject, passages, elsewhere ?? 0);
  const { sure } = calibration ? decisionWeights(calibration, passages) : {};
  if (!signals || elsewhere === null || !sure) return true;
  return (isSigned(subject, passages) || weigh(sure, signals) > 0) && !isDoubtful(subject, passages);
}

/**
 * What makes a place doubtful whatever else speaks for it: it has not the kind of thing that is asked for, calls
 * normal what is told as more, or says nothing of trouble where trouble is told, or of what is not so where that is
 * asked, or has what is to be done in time only as the name of a thing; it was found long after another; it says
 * nothing of one of the things that are asked about, or less than half of all and was found after another, has no code
 * that is asked about either, and stands under a heading that names nothing of the question. Where a question follows
 * up another, it names nothing of what the talk is about, or nothing of what is asked of it.
 */
function isDoubtful(subject: Subject, [first, ...others]: readonly ScoredPassage[]): boolean {
  if (!first?.best) return true;
  const { kind, things, told, terms, carried, identifiers, negated } = subject;
  const unit = first.best.signals;
  // What has not the kind of thing that is asked for is no better place, however early it was found.
  const rival = others.find(({ best }) => best && best.signals.kindMissed <= unit.kindMissed);
  const silent = unit.kindMissed === 1 || (kind === 'trouble' && unit.kind === 0) || (negated && unit.negated === 0);
  const missing = missingTerms(first, terms);
  const leavesOut = [...things, ...told].some((thing) => isMissing(thing, missing));
  const adrift = unit.heading < BY_CHANCE && identifiers.length === 0;
  const asked = terms.filter((term) => !carried.includes(term));
  const strays = carried.length > 0 && [carried, asked].some((part) => isMissing(part, missing));
  return (
    silent ||
    strays ||
    !namesWhich(first.best, first, subject) ||
    namesActionAsThing(first.best, first, subject) ||
    !holdsAlso(first, subject) ||
    leavesPlaceOut(first, subject) ||
    ringsOthers(first, subject) ||
    callsNormal(first, subject) ||
    first.score - (rival?.score ?? 0) < LATE ||
    (adrift && (leavesOut || (unit.context < HALF && first.score < (rival?.score ?? 0))))
  );
}
