import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Verdict } from '../../harness/report/verdict.ts';
import { measureChains } from '../chains/chains.ts';
import { askEstate, holdsTheFact, isConfused, isDeclined, type Asked } from './ask-estate.ts';
import { estateFigures, estateTable, gateVerdicts, type EstateFigures } from './estate-figures.ts';
import { readHalf } from './estate-questions.ts';
import { GATES } from './gates.ts';
import { loadEstate } from './load-estate.ts';
import { ESTATES, readEstate } from './read-estate.ts';

export type MeasuredEstate = {
  estate: string;
  verdicts: Verdict[];
  figures: { tuning: EstateFigures; report: EstateFigures };
  /** Of the tuning half alone. */
  asked: Asked[];
};

/**
 * Asks every estate beside the pilot, in the connected database, and says a table for each. Single answers of report
 * halves are neither said nor returned; `failures` says those of the tuning half that went wrong.
 */
export async function measureEstates(
  embedder: Pick<Embedder, 'model' | 'embed'>,
  say: (line: string) => void,
  options: { failures: boolean; loaded: () => Promise<unknown> },
): Promise<MeasuredEstate[]> {
  const measured: MeasuredEstate[] = [];
  for (const slug of ESTATES) {
    const estate = await loadEstate(await readEstate(slug), embedder);
    await options.loaded();
    const asked: Asked[] = [];
    for (const half of ['tuning', 'report'] as const)
      for (const question of await readHalf(slug, half)) asked.push(await askEstate(question, estate, embedder));
    const [tuning = [], report = []] = ['tuning', 'report'].map((half) =>
      asked.filter(({ question }) => question.half === half),
    );
    say(`\n${slug}: ${estate.passages} passages, model ${embedder.model}`);
    for (const line of estateTable(asked)) say(line);
    if (options.failures) for (const each of tuning.filter((one) => !isRight(one))) say(failureOf(each));
    const figures = { tuning: estateFigures(tuning), report: estateFigures(report) };
    const gates = GATES[slug];
    if (!gates) throw new Error(`Give ${slug} its gates in perf/eval/estates/gates.ts.`);
    const chains = await measureChains(slug, estate, embedder, say, options.failures);
    const verdicts = [...gateVerdicts(slug, figures.report, gates), ...chains];
    measured.push({ estate: slug, verdicts, figures, asked: tuning });
  }
  return measured;
}

const isRight = (asked: Asked) =>
  asked.question.kind === 'unanswerable' ? isDeclined(asked) : holdsTheFact(asked) && !isConfused(asked);

function failureOf({ question, rank, cited, answer }: Asked): string {
  const wanted =
    question.kind === 'unanswerable'
      ? `a refusal (${question.near}): ${question.reason}`
      : `${question.pages.join(', ')}: ${question.facts.map((fact) => fact.join(' or ')).join('; ')}`;
  return (
    `\n${question.id} [${question.ask}, ${question.kind}] ${[...question.before, question.question].join(' > ')}\n` +
    `  wanted ${wanted}\n  rank ${rank}; cited ${cited.join(' ') || 'nothing'}\n` +
    `  ${answer.slice(0, 300).replaceAll('\n', '\n  ')}`
  );
}
