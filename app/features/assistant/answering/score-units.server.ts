import { dotProduct } from '#app/platform/embeddings/dot-product.ts';
import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import {
  holdsIdentifier,
  identifiersOf,
  tellsIdentifier,
  type Identifier,
} from '#app/features/retrieval/identifiers.ts';
import {
  isToFillIn,
  passageBlocks,
  unitInContext,
  type Block,
  type Unit,
} from '#app/features/retrieval/passage-units.ts';
import type { RankedPassage } from '#app/features/retrieval/rank-passages.ts';
import type { Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import type { AnswerEmbedder } from '#app/platform/embeddings/embedder.ts';
import { askedActions, namesAsThing } from './asked-action.ts';
import { askedThings, termsOf, toldThings } from './asked-things.ts';
import { askedKind, askedWhich, saysKind, saysWhen, type AskedKind } from './asked-kind.ts';
import { holdsKind, tellsPlace } from './holds-kind.ts';
import { asksForNegated, negates } from './negation.ts';
import { firstQuestion, lastQuestion } from './part-question.ts';
import { tellsSymptom } from './tells-symptom.ts';
import { NO_WEIGHTS, weigh, type Calibration, type PassageSignals, type UnitSignals } from './signals.ts';

/** `logit`: what the cross-encoder says of it and the question, where it was asked. */
export type ReadUnit = Unit & { cosine: number; logit?: number | undefined };
/** A passage parted into its units, each with its cosine to the question. */
export type ReadPassage = RankedPassage & { blocks: Block[]; units: ReadUnit[] };
export type ScoredUnit = ReadUnit & {
  /** Weighed signals: how much likelier it is than another unit that it answers, as a logarithm. */
  score: number;
  signals: UnitSignals;
};
export type ScoredPassage = RankedPassage & {
  blocks: Block[];
  units: ScoredUnit[];
  /** Undefined where nothing in it may be quoted. */
  best: ScoredUnit | undefined;
};

/** What a question asks about and for. */
export type Subject = {
  kind: AskedKind;
  /** What a further question in the same message asks for, where that is something else. */
  also: AskedKind | undefined;
  /** What it asks to do, as far as grammar tells. */
  actions: string[];
  /** Of what one is to be named: "which way". */
  which: string | undefined;
  terms: AnalysedTerm[];
  /** The terms of each thing that is asked about by name. */
  things: AnalysedTerm[][];
  /** Of each thing that is named where the message only tells, and that the question points at. */
  told: AnalysedTerm[][];
  /** Terms that the question by itself does not name: what the talk before it is about. */
  carried: AnalysedTerm[];
  identifiers: Identifier[];
  negated: boolean;
  /** It is of another kind of home, and says nothing of its sender: of that nothing is told. */
  ofOthers: boolean;
  /** It tells how something is, so that its sender may want it put right. */
  symptom: boolean;
};

/** For a model that nobody calibrated: what needs no vector, as fitted with the local one. */
const WORDS_ALONE: Calibration['unit'] = {
  ...NO_WEIGHTS,
  passage: 2,
  own: 1.5,
  context: 2.5,
  heading: 0.8,
  kind: 1,
  kindMissed: -1,
  identifiers: 1.5,
};

/** A section no longer than this is shown whole; characters. */
export const SHORT_SECTION = 750;

/**
 * A document that has the whole subject in its title is about it as such: "How long is my warranty?" is not asked of
 * the heat pump's. No tuning question is of this form, so this is not fitted.
 */
const TITLED = 1.6;

/** Whom to ring is often told once for many things, and not beside each of them: a number to ring comes first. */
const CONTACT = 3;

/**
 * One sentence or row that names all that is asked about and holds the kind of thing that is asked for; not for who did
 * it, since that is told by name in one place and by trade in another ("Installer").
 */
const WHOLE = 0.8;

/** "The wiring was tested; the certificate is in the booklet" does not tell by whom: what does comes first. */
const NOBODY = 2;

/** What to do comes before what says that it is normal, if it says as much of what is told. */
const NORMAL_BELOW = -1;

/** Passages looked into, units embedded in all, and units of the best scores that the cross-encoder reads. */
const PASSAGES = 6;
const UNITS = 96;
const PAIRS = 6;

/** `text` is what is asked, without the talk before it; `terms` may hold words of that too. */
export function subjectOf(text: string, terms: readonly AnalysedTerm[], ofOthers = false): Subject {
  const kind = askedKind(firstQuestion(text));
  const last = askedKind(lastQuestion(text));
  const content = terms.filter(
    ({ words }) => !saysKind(kind, words) && !countsTime(words, text) && !saysWhen(words, text),
  );
  return {
    kind,
    also: last === kind || last === 'any' ? undefined : last,
    actions: askedActions(text),
    which: askedWhich(text),
    terms: content.length > 0 ? content : [...terms],
    things: askedThings(text).map((thing) => termsOf(thing, content)),
    told: toldThings(text).map((thing) => termsOf(thing, content)),
    carried: content.filter((term) => termCoverage([term], text) === 0),
    identifiers: identifiersOf(text),
    negated: asksForNegated(text),
    ofOthers: ofOthers && !/\b(I|we|me|us|my|mine|our|ours)\b/i.test(text),
    symptom: tellsSymptom(text),
  };
}

const SPAN = /\b(\d{1,6})[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/gi;

/** "8 months old": how long something has been so tells nothing of what it is. */
const countsTime = (number: string, text: string) => [...text.matchAll(SPAN)].some(([, many]) => many === number);

/**
 * Looks into the best passages sentence by sentence and orders them by what their best one says; where there is a
 * cross-encoder, it reads the likeliest ones together with the question. Without an embedder, or while it fails, words
 * alone decide.
 */
export async function scoreUnits(
  retrieval: Retrieval,
  subject: Subject,
  embedder: Pick<AnswerEmbedder, 'embed' | 'scorePairs'> | null,
  calibration: Calibration | undefined,
  signal?: AbortSignal,
): Promise<ScoredPassage[]> {
  const looked = retrieval.passages.slice(0, PASSAGES).map((passage) => {
    const blocks = passageBlocks(passage.text);
    return { passage, blocks, units: blocks.flatMap((block) => block.units) };
  });
  const texts = looked
    .flatMap(({ passage, blocks, units }) =>
      units.map((unit) => unitInContext(passage.heading, blocks[unit.block] as Block, unit)),
    )
    .slice(0, UNITS);
  const vectors = embedder ? await vectorsOf(retrieval, texts, embedder, signal) : [];
  let at = 0;
  const passages = looked.map(({ passage, blocks, units }): ReadPassage => ({
    ...passage,
    blocks,
    units: units.map((unit) => {
      const vector = vectors[at];
      at += 1;
      return { ...unit, cosine: vector && retrieval.vector ? Math.max(0, dotProduct(retrieval.vector, vector)) : 0 };
    }),
  }));
  const rated = rateUnits(passages, subject, calibration);
  if (!embedder?.scorePairs || !calibration) return rated;
  return readPairs(rated, retrieval.question.text, embedder, signal);
}

/**
 * With what the cross-encoder says of what would be quoted and of the units of the best scores; as they were while it
 * fails.
 */
async function readPairs(
  passages: readonly ScoredPassage[],
  question: string,
  { scorePairs }: Pick<AnswerEmbedder, 'scorePairs'>,
  signal: AbortSignal | undefined,
): Promise<ScoredPassage[]> {
  const quoted = passages[0]?.best;
  const likeliest = passages
    .flatMap((passage) => passage.units.map((unit) => ({ passage, unit })))
    .toSorted((a, b) => Number(b.unit === quoted) - Number(a.unit === quoted) || b.unit.score - a.unit.score)
    .slice(0, PAIRS);
  const texts = likeliest.map(
    ({ passage, unit }) =>
      `${passage.title}: ${unitInContext(passage.heading, passage.blocks[unit.block] as Block, unit)}`,
  );
  try {
    const logits = (await scorePairs?.(question, texts, { signal })) ?? [];
    const read = new Map(likeliest.map(({ unit }, at) => [unit, { ...unit, logit: logits[at] }]));
    const withLogit = (unit: ScoredUnit) => read.get(unit) ?? unit;
    return passages.map((passage) => ({
      ...passage,
      units: passage.units.map(withLogit),
      best: passage.best && withLogit(passage.best),
    }));
  } catch (error) {
    if (signal?.aborted) throw error;
    return [...passages];
  }
}

/** What the signals of a unit count. */
export const unitWeights = (calibration: Calibration | undefined): Calibration['unit'] =>
  calibration?.unit ?? WORDS_ALONE;

/** Weighs each unit as an answer to `subject` and orders the passages by their best ones. */
export function rateUnits(
  passages: readonly ReadPassage[],
  subject: Subject,
  calibration: Calibration | undefined,
): ScoredPassage[] {
  const weights = unitWeights(calibration);
  const scored = passages.map((passage): ScoredPassage => {
    const units = passage.units.map((unit): ScoredUnit => {
      const signals = unitSignals(unit, passage.blocks[unit.block] as Block, passage, subject);
      return { ...unit, signals, score: weigh(weights, signals) };
    });
    const quotable = units.filter((unit) => isQuotable(unit.text, passage.blocks[unit.block] as Block));
    const named = quotable.filter((unit) => holdsIdentifiers(unit, passage, subject));
    const best = (named.length > 0 ? named : quotable).reduce<ScoredUnit | undefined>(
      (top, unit) => (!top || unit.score > top.score ? unit : top),
      undefined,
    );
    return { ...passage, units, best };
  });
  const soothing = new Set(scored.filter((one) => soothes(one, subject) && scored.some((other) => helps(other, one))));
  const place = (one: ScoredPassage) =>
    (one.best?.score ?? Number.NEGATIVE_INFINITY) +
    weigh(calibration?.passage ?? {}, passageSignals(one)) +
    (termCoverage(subject.terms, one.title) > 0.99 ? TITLED : 0) +
    (subject.kind === 'contact' && one.best?.signals.kind === 1 ? CONTACT : 0) +
    (subject.kind !== 'who' && one.best?.signals.kind === 1 && one.best.signals.own > 0.99 ? WHOLE : 0) -
    (subject.kind === 'who' && one.best?.signals.kindMissed === 1 ? NOBODY : 0) +
    (soothing.has(one) ? NORMAL_BELOW : 0) +
    (one.best && subject.identifiers.length > 0 && holdsIdentifiers(one.best, one, subject) ? 10 : 0);
  return scored.toSorted((a, b) => place(b) - place(a));
}

/** Does a place tell what to do about as much of what is told as another does? */
function helps({ best, blocks }: ScoredPassage, than: ScoredPassage): boolean {
  if (!best || !than.best || best.signals.context < than.best.signals.context) return false;
  return holdsKind('steps', best.text, blocks[best.block] as Block) === true;
}

const NORMAL = /(?<!\bnot )\bnormal\b|\b(as designed|within tolerances?)\b/i;

/** Is a symptom met by a place that calls something normal and gives no step? */
function soothes({ best, blocks, heading }: ScoredPassage, { symptom }: Subject): boolean {
  const block = best && blocks[best.block];
  if (!symptom || !block || holdsKind('steps', best.text, block) === true) return false;
  return NORMAL.test([best.text, block.header, block.lead, heading].filter(Boolean).join('\n'));
}

/** Does it so without saying all that is told? "Stone cold" is more than the "cold-feeling" that is normal. */
export const callsNormal = (passage: ScoredPassage, subject: Subject): boolean =>
  passage.best !== undefined && passage.best.signals.own <= 0.99 && soothes(passage, subject);

/** What the passage around the best unit adds to its score: which passages answer is not told by one sentence alone. */
export const passageSignals = ({ score, cosine, best, ofThisHome }: ScoredPassage): PassageSignals => ({
  found: score,
  cosine: Math.max(0, cosine ?? 0),
  negated: Math.min(0, best?.signals.negated ?? 0),
  own: Number(ofThisHome ?? false),
});

/** A unit with what it is read with: its table's header, what leads to it, heading and title. */
export function whereStands(
  unit: Unit,
  passage: Pick<ReadPassage, 'blocks' | 'heading' | 'section' | 'title'>,
): string {
  const block = passage.blocks[unit.block];
  return [unit.text, block?.header, block?.lead, headingsOf(passage), passage.title].filter(Boolean).join('\n');
}

const headingsOf = ({ section = [], heading }: Pick<ReadPassage, 'section' | 'heading'>) =>
  [...new Set([...section, heading ?? ''])].join(' ');

/** Does what is quoted, or what it is read with, name what one is to be named of? */
export function namesWhich(unit: Unit, passage: ReadPassage, { which, terms }: Subject): boolean {
  if (which === undefined) return true;
  const where = whereStands(unit, passage);
  const term = terms.find(({ words }) => words === which);
  if (term) return termCoverage([term], where) > 0;
  return wordsOf(where).some((word) => stem(word) === stem(which));
}

/**
 * Is a time asked for in which to do something, and has the place that only as the name of a thing: "a signed report"
 * of reporting?
 */
export function namesActionAsThing(unit: Unit, passage: ReadPassage, { kind, actions, terms }: Subject): boolean {
  if (kind !== 'duration') return false;
  const where = whereStands(unit, passage);
  return actions.some((action) => {
    const term = terms.find(({ words }) => words === action);
    const others = term?.same.filter((way) => way.join(' ') !== action) ?? [];
    return namesAsThing(action, where) && (!term || termCoverage([{ ...term, same: others }], where) === 0);
  });
}

/** Does any of it hold what a further question in the same message asks for? */
export const holdsAlso = ({ units, blocks }: ScoredPassage, { also }: Subject): boolean =>
  also === undefined ||
  units.some(({ text, block }) =>
    also === 'place' ? tellsPlace(text) : holdsKind(also, text, blocks[block] as Block) !== false,
  );

/** Is somebody to ring asked for, and told elsewhere in a section whose heading names nothing of the question? */
export const ringsOthers = ({ best, blocks }: ScoredPassage, { kind }: Subject): boolean =>
  kind === 'contact' && best?.signals.heading === 0 && holdsKind(kind, best.text, blocks[best.block] as Block) !== true;

/** Is a place asked for, and none told where the best unit stands? */
export const leavesPlaceOut = ({ best, blocks }: ScoredPassage, { kind }: Subject): boolean =>
  kind === 'place' && best !== undefined && !tellsPlace([best.text, blocks[best.block]?.lead].join('\n'));

/** Do all codes and numbers that the question names stand there exactly? */
export function holdsIdentifiers(unit: Unit, passage: ReadPassage, { identifiers }: Subject): boolean {
  const block = passage.blocks[unit.block];
  const text = [unit.text, block?.header, block?.lead].filter(Boolean).join('\n');
  const around = [...(passage.section ?? []), passage.heading, passage.title].filter(Boolean).join('\n');
  return identifiers.every((one) => holdsIdentifier({ text, around }, one));
}

function unitSignals(
  unit: ReadUnit,
  block: Block,
  passage: ReadPassage,
  { kind, terms, identifiers, negated }: Subject,
): UnitSignals {
  const own = `${unit.text} ${block.header ?? ''} ${block.lead ?? ''}`;
  const headings = headingsOf(passage);
  const ownKind = holdsKind(kind, unit.text, block);
  const held =
    kind === 'trouble'
      ? holdsKind(kind, [block.header, block.lead, passage.heading].filter(Boolean).join(' '), block) || undefined
      : ownKind === false && kind === 'contact'
        ? tellsWhomToRing(passage.blocks)
        : ownKind;
  const around = [block.header, block.lead, headings, passage.title].filter(Boolean).join('\n');
  const told = identifiers.filter((one) => tellsIdentifier({ text: unit.text, around }, one));
  return {
    cosine: unit.cosine,
    passage: passage.score,
    own: termCoverage(terms, own),
    context: termCoverage(terms, `${own} ${headings} ${passage.title}`),
    heading: termCoverage(terms, passage.heading ?? ''),
    title: shareNamed(passage.title, terms),
    kind: held === true ? 1 : 0,
    kindMissed: held === false ? 1 : 0,
    identifiers: identifiers.length > 0 ? told.length / identifiers.length : 0,
    negated: negated
      ? Number(negates(`${own} ${passage.heading ?? ''}`))
      : -Number(asksForNegated(passage.heading ?? '')),
    fragment: isFragment(unit.text, block) ? 1 : 0,
  };
}

/** Whom to ring stands once in a short section, for all that it says. */
function tellsWhomToRing(blocks: readonly Block[]): boolean {
  const units = blocks.flatMap((block) => block.units.map(({ text }) => ({ text, block })));
  const length = units.reduce((sum, { text }) => sum + text.length, 0);
  return length <= SHORT_SECTION && units.some(({ text, block }) => holdsKind('contact', text, block) === true);
}

/** Share of a title's words that are ways to say something that the question names. */
function shareNamed(title: string, terms: readonly AnalysedTerm[]): number {
  const words = wordsOf(title).filter((word) => !isStopWord(word));
  const named = new Set(terms.flatMap(({ same }) => same.flat()).map(stem));
  return words.length === 0 ? 0 : words.filter((word) => named.has(stem(word))).length / words.length;
}

const isFragment = (text: string, block: Block) =>
  block.kind === 'prose' && text.length < 100 && !/[.!:]['"”’)]?$/.test(text);

/** A title, a caption or the line that leads to what follows says nothing by itself, nor does a row to be filled in. */
const isQuotable = (text: string, block: Block) =>
  (!isFragment(text, block) || /\d|: /.test(text)) &&
  !(block.kind === 'table' && isToFillIn(text)) &&
  // "Tip.", but not the "No." that answers a printed question.
  !(block.kind === 'prose' && block.lead === undefined && /^[^\p{L}]*\p{L}+[^\p{L}]*$/u.test(text));

async function vectorsOf(
  retrieval: Retrieval,
  texts: string[],
  embedder: Pick<AnswerEmbedder, 'embed'>,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  if (!retrieval.vector || texts.length === 0) return [];
  const known = new Map(texts.map((text) => [text, retrieval.unitVector(text)]));
  const missing = [...known].filter(([, vector]) => vector === undefined).map(([text]) => text);
  try {
    const made = missing.length > 0 ? await embedder.embed(missing, { signal, priority: 'question' }) : [];
    for (const [index, text] of missing.entries()) known.set(text, made[index]);
  } catch (error) {
    if (signal?.aborted) throw error;
  }
  return texts.map((text) => known.get(text) ?? []);
}
