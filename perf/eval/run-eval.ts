import { mkdir, writeFile } from 'node:fs/promises';
import { embedder as chosenEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { analyseTables } from '#db/bench/analyse-tables.ts';
import { connectDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import type { Verdict } from '../harness/report/verdict.ts';
import { measureChains } from './chains/chains.ts';
import { cachingEmbedder } from './disk-cache.ts';
import { measureEstates } from './estates/measure-estates.ts';
import { loadPilot } from './load-pilot.ts';
import { figuresOf, measureQuestion, type Figures, type Outcome } from './measure.ts';
import { readQuestions } from './questions.ts';
import { THRESHOLDS } from './thresholds.ts';
import { runHarness } from '../harness/run-harness.ts';

/*
 * `npm run eval`: how well are labelled questions answered, the pilot's and those of each estate in perf/eval/estates
 * (docs/answers.md)? Real files, real reading, real retrieval, real answers without a language model, on a database in
 * memory. Prints figures by kind and half, writes reports/eval/latest.json, and fails below perf/eval/thresholds.ts and
 * perf/eval/estates/gates.ts.
 *   --failures  lists what went wrong in the fitting split and in tuning halves; what is held out stays unseen
 *   --estates   leaves the pilot out
 */
const startedAt = new Date().toISOString();
const say = (line: string) => process.stdout.write(`${line}\n`);

const database = await connectDatabase({ dataDir: 'memory://' });
const embedder = cachingEmbedder(chosenEmbedder());
await runHarness(async () => {
  try {
    await migrateDatabase(database);
    const analyse = () => analyseTables(database);
    const failures = process.argv.includes('--failures');
    const pilot = process.argv.includes('--estates') ? undefined : await measurePilot(analyse, failures);
    const estates = await measureEstates(embedder, say, { failures, loaded: analyse });
    embedder.save();
    const verdicts = [...(pilot?.verdicts ?? []), ...estates.flatMap((estate) => estate.verdicts)];
    const passed = verdicts.every((verdict) => verdict.passed);
    await mkdir('reports/eval', { recursive: true });
    await writeFile(
      'reports/eval/latest.json',
      JSON.stringify({ startedAt, passed, model: embedder.model, ...pilot, verdicts, estates }, null, 1),
    );
    for (const { what, passed } of verdicts) if (!passed) say(`Below the mark: ${what}.`);
    return verdicts.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    await database.close();
    await embedder.close();
  }
});

async function measurePilot(analyse: () => Promise<unknown>, failures: boolean) {
  const pilot = await loadPilot(embedder);
  await analyse();
  const outcomes: Outcome[] = [];
  for (const question of await readQuestions()) outcomes.push(await measureQuestion(question, pilot, embedder));
  report(outcomes, pilot.passages);
  if (failures) listFailures(outcomes);
  const figures = figuresOf(outcomes);
  const placeOf = (documentId: string, page: number) => `${pilot.slugOf(documentId)}:${page}`;
  const chains = await measureChains('longview', { ...pilot, placeOf }, embedder, say, failures);
  return { verdicts: [...verdictsOf(figures), ...chains], passages: pilot.passages, figures, outcomes };
}

function report(outcomes: Outcome[], passages: number): void {
  const groups: [string, Outcome[]][] = [
    ['all', outcomes],
    ...['fitting', 'held-out'].map((split): [string, Outcome[]] => [
      split,
      outcomes.filter(({ question }) => question.split === split),
    ]),
    ...['keyword', 'table', 'typo', 'paraphrase', 'unanswerable'].map((kind): [string, Outcome[]] => [
      kind,
      outcomes.filter(({ question }) => question.kind === kind),
    ]),
  ];
  const columns = Object.keys(figuresOf([])) as (keyof Figures)[];
  say(`${passages} passages, model ${embedder.model}`);
  say(
    ['', ...columns].map((column, index) => column.padStart(index === 0 ? 13 : Math.max(9, column.length))).join('  '),
  );
  for (const [name, group] of groups) {
    const figures = figuresOf(group);
    say(
      [
        name.padStart(13),
        ...columns.map((column) => cell(figures[column], column).padStart(Math.max(9, column.length))),
      ].join('  '),
    );
  }
  const times = outcomes.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  say(
    `retrieval p50 ${times[Math.floor(times.length / 2)]?.toFixed(0)} ms, p95 ` +
      `${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms (questions' vectors from the cache)`,
  );
}

function cell(value: number, column: keyof Figures): string {
  if (Number.isNaN(value)) return '–';
  return column === 'questions' ? String(value) : value.toFixed(3);
}

function listFailures(outcomes: Outcome[]): void {
  for (const { question, rank, found, answered, cited, answer } of outcomes) {
    if (question.split !== 'fitting') continue;
    const right =
      question.slug === undefined
        ? !answered
        : answered &&
          cited.some(
            (page) =>
              page === `${question.slug}:${question.pages[0]}` ||
              question.also.includes(page) ||
              question.pages.some((one) => page === `${question.slug}:${one}`),
          );
    if (right) continue;
    say(
      `\n${question.id} [${question.house_type}] ${question.question}\n  wanted ${question.slug ?? 'a refusal'} ` +
        `${question.pages.join(', ')}; rank ${rank ?? '–'}; found ${found.slice(0, 3).join(' ')}\n  ` +
        `${answer.slice(0, 300).replaceAll('\n', '\n  ')}`,
    );
  }
}

/** A mark that cannot be taken, for want of questions, is missed. */
function verdictsOf(figures: Figures): Verdict[] {
  return Object.entries(THRESHOLDS).map(([name, { requirements, ...limit }]) => {
    const value = figures[name as keyof typeof THRESHOLDS];
    return {
      requirements,
      what: `${name} must be ${'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`}`,
      figure: `${Number.isNaN(value) ? 'no question' : value.toFixed(3)} over ${figures.questions} questions`,
      passed: 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost,
    };
  });
}
