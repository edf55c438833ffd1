/*
 * What the decision weighs (docs/decisions/0037-evidence-decides.md). Weights are fitted for each embedding model on
 * the tuning halves of the estates, by `npm run calibrate`.
 */

/** What speaks for a unit as the answer, each 0–1. */
export type UnitSignals = {
  /** Cosine of the unit, read under its heading, to the question. */
  cosine: number;
  /** The passage's own score. */
  passage: number;
  /** Share of the subject that the unit holds, with its header and lead; and with heading and title. */
  own: number;
  context: number;
  heading: number;
  /** Share of the document's title that the question names: is it about the subject as such? */
  title: number;
  /** It holds the kind of thing that is asked for; it does not, though the question says which. */
  kind: number;
  kindMissed: number;
  /** Share of the question's identifiers that stand in it exactly. */
  identifiers: number;
  /** 1: the question asks for what is not so, and it says so; −1: only its heading does (Q8). */
  negated: number;
  /** It is no sentence: a caption, a line of a cover. */
  fragment: number;
};

/**
 * What speaks for a passage beside its best unit, each 0–1: its score, the cosine of all its text; `negated` is −1
 * where its heading says that something is not so, and the question does not (Q8); `own` is 1 where its title or a
 * heading names the kind of home that asks.
 */
export type PassageSignals = { found: number; cosine: number; negated: number; own: number };

/** What speaks for and against the best unit as an answer, each 0–1 unless told. */
export type AnswerSignals = {
  /** Cosine of the unit to the question, and its passage's score. */
  unit: number;
  found: number;
  /** Share of the subject in the unit, its header, its heading and its document's title. */
  subject: number;
  /** Of four things that may be asked about, those that stand there: one word alone is soon found somewhere. */
  held: number;
  /** Share of the subject that stands nowhere in the house's documents. */
  unknown: number;
  /** A thing that is asked about by name is not there, and stands nowhere in the house's documents. */
  absent: number;
  /** The question says which kind of thing it asks for, and the unit has none. */
  kindMissed: number;
  /**
   * How much nearer the question is to an example of what no house document answers than to what was found, −1 to 1;
   * never above 0 where the whole subject was found: an example does not outvote that.
   */
  elsewhere: number;
  /**
   * What the cross-encoder says, −1 to 1, 0 without one: of the unit, of the likeliest of its passage, of the likeliest
   * anywhere, and of the three likeliest on average.
   */
  pair: number;
  pairHere: number;
  pairTop: number;
  pairMean: number;
};

/**
 * What says whether it is the right place that is quoted. `margin`: by how much it was found before the next; `title`:
 * its document's title names the whole subject; `whole`: nothing of the subject is missing there.
 */
export type SureSignals = AnswerSignals & { margin: number; title: number; whole: number };

export type Calibration = {
  unit: Record<keyof UnitSignals, number>;
  /** Beside the score of its best unit, which counts 1. */
  passage: Record<keyof PassageSignals, number>;
  /** Above 0 the documents probably answer. */
  answer: Record<keyof AnswerSignals | 'bias', number>;
  /** Above 0 it is probably the right place; else an answer says that it may not be. Older calibrations have none. */
  sure?: Record<keyof SureSignals | 'bias', number>;
  /** The same for where the cross-encoder read nothing: there is none, or it fails. */
  unread?: Pick<Calibration, 'answer' | 'sure'>;
};

export const NO_WEIGHTS: Record<keyof UnitSignals, number> = {
  cosine: 0,
  passage: 0,
  own: 0,
  context: 0,
  heading: 0,
  title: 0,
  kind: 0,
  kindMissed: 0,
  identifiers: 0,
  negated: 0,
  fragment: 0,
};

/** The way in which each signal speaks, whatever a small sample says. */
export const ANSWER_SIGNS: Record<keyof AnswerSignals, 1 | -1> = {
  unit: 1,
  found: 1,
  subject: 1,
  held: 1,
  unknown: -1,
  absent: -1,
  kindMissed: -1,
  elsewhere: -1,
  pair: 1,
  pairHere: 1,
  pairTop: 1,
  pairMean: 1,
};

export const SURE_SIGNS: Record<keyof SureSignals, 1 | -1> = { ...ANSWER_SIGNS, margin: 1, title: 1, whole: 1 };

/** The sum of signals, each times its weight, and of the bias. */
export function weigh(weights: Readonly<Record<string, number>>, signals: Readonly<Record<string, number>>): number {
  return Object.entries(signals).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, weights.bias ?? 0);
}
