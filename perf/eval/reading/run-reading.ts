import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { runHarness } from '../../harness/run-harness.ts';
import { GROUPS, readLabelled, type Group, type Labelled } from './labelled-set.ts';
import { openOthers, type Reader } from './others.ts';
import { readOwn } from './read-own.ts';
import { addScores, MEASURES, scoreDocument, type Score } from './score.ts';
import { figuresOf, THRESHOLDS, verdictsOf, type Figures } from './thresholds.ts';

/*
 * `npm run eval:reading`: is what a person sees on a page what is read? Reads the labelled set (README.md beside this
 * file) as the product does, scores it page by page, writes reports/eval/reading.json and fails below thresholds.ts.
 *   --compare   reads the PDFs with other public extractors too, where they are installed
 *   --misses    lists what went wrong in the pilot, the cases and the tuning half; the report half stays unseen
 *   --set=X     only the pilot, the cases, or one half: pilot, cases, tuning, report
 *   --only=X    only files whose name holds X; no thresholds. With --text: prints what was read
 */
const startedAt = new Date().toISOString();
const say = (line: string) => process.stdout.write(`${line}\n`);
const option = (name: string) => process.argv.find((given) => given.startsWith(`--${name}`))?.split('=')[1] ?? '';
const asked = (name: string) => process.argv.some((given) => given.startsWith(`--${name}`));
const OWN = 'OpenHouse';

type Result = { reader: string; file: Labelled; score: Score; misses: string[] };

const folder = await mkdtemp(join(tmpdir(), 'openhouse-reading-'));
await runHarness(async () => {
  try {
    const groups = GROUPS.filter((group) => option('set') === '' || option('set') === group);
    const files = (await readLabelled(groups, folder)).filter(
      (file) => file.name.includes(option('only')) && !(asked('only') && file.group === 'report'),
    );
    const results: Result[] = [];
    const queue = new PQueue({ concurrency: 2 });
    await queue.addAll(files.map((file) => async () => results.push(await judge({ name: OWN, read: readOwn }, file))));
    if (asked('compare')) {
      const pdfs = files.filter(({ kind }) => kind === 'pdf');
      const paths = pdfs.map(({ path }) => path);
      for (const other of await openOthers(paths, say)) for (const file of pdfs) results.push(await judge(other, file));
    }
    if (asked('misses') || asked('only')) listMisses(results);
    return await report(files, results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function judge(reader: Reader, file: Labelled): Promise<Result> {
  const misses: string[] = [];
  try {
    const read = await reader.read(file.path, file.kind);
    if (asked('text') && reader.name === OWN)
      for (const [index, page] of read.pages.entries())
        say(`--- ${file.name}, page ${index + 1}; headings: ${page.headings?.join(' / ')}\n${page.text}`);
    const scores = scoreDocument(file.truth, read);
    for (const { page, score } of scores)
      misses.push(...score.misses.map((miss) => `${file.name}, page ${page}: ${miss}`));
    return { reader: reader.name, file, score: addScores(scores.map(({ score }) => score)), misses };
  } catch (error) {
    const scores = scoreDocument(file.truth, { pages: [] });
    misses.push(`${file.name}: not read: ${error instanceof Error ? error.message : String(error)}`);
    return { reader: reader.name, file, score: addScores(scores.map(({ score }) => score)), misses };
  }
}

function listMisses(results: readonly Result[]): void {
  for (const group of GROUPS.filter((each) => each !== 'report')) {
    const lines = results
      .filter(({ reader, file }) => reader === OWN && file.group === group)
      .toSorted((a, b) => a.file.name.localeCompare(b.file.name))
      .flatMap(({ misses }) => misses);
    say(`\n${group}: ${lines.length} misses`);
    for (const line of lines) say(`  ${line}`);
  }
}

function shown(value: number, measure: string): string {
  if (Number.isNaN(value)) return '–';
  return measure.startsWith('in') ? String(value) : `${(value * 100).toFixed(2)} %`;
}

async function report(files: readonly Labelled[], results: readonly Result[]): Promise<number> {
  const measures = [...MEASURES, 'invisible', 'invented'] as const;
  const groups: [string, (result: Result) => boolean][] = [
    ['all PDFs', ({ file }) => file.kind === 'pdf'],
    ...GROUPS.map((group: Group): [string, (result: Result) => boolean] => [group, ({ file }) => file.group === group]),
  ];
  const figures: Record<string, Record<string, Figures>> = {};
  say(`\n| set | reader | ${measures.join(' | ')} |\n|${' --- |'.repeat(measures.length + 2)}`);
  for (const [group, holds] of groups.filter(([, held]) => results.some(held)))
    for (const reader of new Set(results.map((result) => result.reader))) {
      const scores = results.filter((result) => result.reader === reader && holds(result)).map(({ score }) => score);
      const of = figuresOf(addScores(scores));
      (figures[group] ??= {})[reader] = of;
      say(`| ${group} | ${reader} | ${measures.map((measure) => shown(of[measure], measure)).join(' | ')} |`);
    }
  const pages = files.reduce((sum, { truth }) => sum + truth.pages.length, 0);
  say(`\n${files.length} files, ${pages} pages. In words and cells a share is right ones of all that stand there;`);
  say('"invisible" and "invented" are numbers of words.');
  if (asked('only') || asked('set')) return 0;
  const scoresOf = (group: string) =>
    results.filter(({ reader, file }) => reader === OWN && (group === 'all' || file.group === group));
  const verdicts = Object.entries(THRESHOLDS).flatMap(([group, limits]) =>
    verdictsOf(group, figuresOf(addScores(scoresOf(group).map(({ score }) => score))), limits),
  );
  const passed = verdicts.every((verdict) => verdict.passed);
  await mkdir('reports/eval', { recursive: true });
  await writeFile('reports/eval/reading.json', JSON.stringify({ startedAt, passed, verdicts, figures }, null, 1));
  for (const verdict of verdicts) if (!verdict.passed) say(`Below the mark: ${verdict.what}.`);
  return passed ? 0 : 1;
}
