import { mkdirSync, writeFileSync } from 'node:fs';
import { CALIBRATIONS, calibrationFile, calibrationOf } from '#app/features/assistant/answering/calibration.server.ts';
import { answerSignals, sureSignals } from '#app/features/assistant/answering/decide-answerable.ts';
import { gatherEvidence, type Evidence } from '#app/features/assistant/answering/gather-evidence.server.ts';
import {
  holdsIdentifiers,
  passageSignals,
  rateUnits,
  type ScoredPassage,
} from '#app/features/assistant/answering/score-units.server.ts';
import {
  ANSWER_SIGNS,
  SURE_SIGNS,
  NO_WEIGHTS,
  weigh,
  type AnswerSignals,
  type Calibration,
  type PassageSignals,
  type SureSignals,
  type UnitSignals,
} from '#app/features/assistant/answering/signals.ts';
import { embedder as chosenEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { analyseTables } from '#db/bench/analyse-tables.ts';
import { connectDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { runHarness } from '../../harness/run-harness.ts';
import { cachingEmbedder } from '../disk-cache.ts';
import { fitChoice, fitDecision, type Sample } from './fit-weights.ts';
import { listTuningQuestions, type TuningQuestion } from './tuning-questions.ts';

/*
 * `npm run calibrate`: fits what answers are decided with on the tuning halves of the pilot and of every estate, for
 * the embedding model that the environment names (OPENAI_EMBEDDING_MODEL, else the local one), and writes it to
 * app/features/assistant/answering/calibrations. Only questions that may be looked at are asked. With `--answer`
 * only whether the documents answer is fitted; what chooses the place, and what makes it sure, stays as it is.
 */

/** Of the good questions so many are let go, so that what is not in the documents is declined. */
const FALSE_REFUSALS = 0.03;
/** Of the answers that are told plainly so many quote the right place; the others are told as doubtful. */
const PLAINLY_RIGHT = 0.88;
const UNIT_PENALTY = 0.01;
const PASSAGE_PENALTY = 0.0001;
const ANSWER_PENALTY = 0.0005;
/** Each round asks anew with the weights of the one before: they say what is quoted. */
const ROUNDS = 2;
const ONLY_ANSWER = process.argv.includes('--answer');

const say = (line: string) => process.stdout.write(`${line}\n`);

const database = await connectDatabase({ dataDir: 'memory://' });
const embedder = cachingEmbedder(chosenEmbedder());
await runHarness(async () => {
  try {
    await migrateDatabase(database);
    const questions = await listTuningQuestions(embedder);
    await analyseTables(database);
    const asked: { question: TuningQuestion; evidence: Evidence }[] = [];
    for (const question of questions)
      asked.push({
        question,
        evidence: await gatherEvidence(question.scope, question.text, question.before, { embedder }),
      });
    embedder.save();
    let calibration = calibrationOf(embedder.model);
    for (let round = 0; round < ROUNDS; round += 1) calibration = fit(asked, calibration);
    mkdirSync(CALIBRATIONS, { recursive: true });
    writeFileSync(calibrationFile(embedder.model), `${JSON.stringify(calibration, null, 2)}\n`);
    say(`Wrote ${calibrationFile(embedder.model)}, fitted on ${asked.length} questions.`);
    return 0;
  } finally {
    await database.close();
    await embedder.close();
  }
});

function fit(
  asked: readonly { question: TuningQuestion; evidence: Evidence }[],
  before: Calibration | undefined,
): Calibration {
  const sets = asked
    .map(({ question, evidence }) =>
      rateUnits(evidence.passages, evidence.subject, before).flatMap((passage) =>
        passage.units.map((unit): Sample<keyof UnitSignals> => ({
          signals: unit.signals,
          right: question.answers(passage, unit),
        })),
      ),
    )
    .filter((set) => set.some(({ right }) => right));
  const names = Object.keys(NO_WEIGHTS) as (keyof UnitSignals)[];
  const kept = ONLY_ANSWER ? before : undefined;
  const unit = kept?.unit ?? rounded(fitChoice(sets, names, UNIT_PENALTY));
  const choosing = { unit, passage: { found: 0, cosine: 0, negated: 0, own: 0 }, answer: {}, sure: {} } as Calibration;
  const passage = kept?.passage ?? fitPassages(asked, choosing);
  const fitted = { ...choosing, passage };
  return {
    unit,
    passage,
    ...fitDecisions(asked, (evidence) => rateUnits(evidence.passages, evidence.subject, fitted)),
    ...(kept?.sure && { sure: kept.sure }),
    ...(embedder.scorePairs && {
      unread:
        kept?.unread ??
        fitDecisions(asked, (evidence) => rateUnits(unread(evidence.passages), evidence.subject, fitted)),
    }),
  };
}

/** As if the cross-encoder had read nothing. */
function unread(passages: readonly ScoredPassage[]): ScoredPassage[] {
  return passages.map((one) => ({ ...one, units: one.units.map((unit) => ({ ...unit, logit: undefined })) }));
}

/** Whether documents answer, and whether it is the right place, by what `rate` makes of what was found. */
function fitDecisions(
  asked: readonly { question: TuningQuestion; evidence: Evidence }[],
  rate: (evidence: Evidence) => ScoredPassage[],
): Pick<Calibration, 'answer' | 'sure'> {
  const rated = asked
    .map(({ question, evidence }) => ({ question, evidence, passages: rate(evidence) }))
    .filter(({ evidence, passages }) => namesExactly(passages, evidence));
  const samples = rated.flatMap(({ question, evidence, passages }): Sample<keyof AnswerSignals>[] => {
    const signals = answerSignals(evidence.subject, passages, evidence.elsewhere ?? 0);
    return signals ? [{ signals, right: question.answerable }] : [];
  });
  const answer = fitDecision(samples, ANSWER_SIGNS, ANSWER_PENALTY);
  const good = samples.filter(({ right }) => right).map(({ signals }) => weigh(answer, signals));
  const least = good.toSorted((a, b) => a - b)[Math.floor(good.length * FALSE_REFUSALS)] ?? 0;
  const sure = rated.flatMap(({ question, evidence, passages }): Sample<keyof SureSignals>[] => {
    const signals = sureSignals(evidence.subject, passages, evidence.elsewhere ?? 0);
    const [first] = passages;
    return signals && first ? [{ signals, right: question.standsOn(first) }] : [];
  });
  return { answer: rounded({ ...answer, bias: answer.bias - least }), sure: rounded(fitSure(sure)) };
}

/** What tells the right place, with a bias under which PLAINLY_RIGHT of those that it takes for right are. */
function fitSure(samples: readonly Sample<keyof SureSignals>[]): Record<keyof SureSignals | 'bias', number> {
  const weights = fitDecision(samples, SURE_SIGNS, ANSWER_PENALTY);
  const scores = samples
    .map(({ signals, right }) => ({ right, score: weigh(weights, signals) }))
    .toSorted((a, b) => a.score - b.score);
  const least = scores.findIndex(
    (_, from) => scores.slice(from).filter(({ right }) => right).length >= PLAINLY_RIGHT * (scores.length - from),
  );
  return { ...weights, bias: weights.bias - Math.max(0, scores[least - 1]?.score ?? 0) };
}

/** What a passage as a whole counts beside its best unit, so that a right page is chosen. */
function fitPassages(
  asked: readonly { question: TuningQuestion; evidence: Evidence }[],
  calibration: Calibration,
): Record<keyof PassageSignals, number> {
  const sets = asked
    .map(({ question, evidence }) =>
      rateUnits(evidence.passages, evidence.subject, calibration)
        .filter((passage) => passage.best !== undefined)
        .map((passage): Sample<keyof PassageSignals | 'best'> => ({
          signals: { best: passage.best?.score ?? 0, ...passageSignals(passage) },
          right: question.standsOn(passage),
        })),
    )
    .filter((set) => set.some(({ right }) => right));
  const { best, ...others } = fitChoice(sets, ['best', 'found', 'cosine', 'negated', 'own'], PASSAGE_PENALTY);
  const { found, cosine, negated, own } = others;
  return rounded({ found: found / best, cosine: cosine / best, negated: negated / best, own: own / best });
}

function namesExactly([first]: readonly ScoredPassage[], { subject }: Evidence): boolean {
  return first?.best !== undefined && holdsIdentifiers(first.best, first, subject);
}

function rounded<Name extends string>(weights: Record<Name, number>): Record<Name, number> {
  const entries = Object.entries<number>(weights).map(([name, weight]) => [name, Number(weight.toFixed(3))]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
