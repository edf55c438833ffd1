import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparableOf, type Comparable, type LoadReport } from './load-report.ts';
import { renderReport } from './report-html.ts';

/** Of a page's own name: the moment of its run. */
const STAMPED = /^\d{4}-[\dT-]+Z\.json$/;
const MOST_READ = 50;

type Like = Pick<LoadReport, 'suite' | 'profile' | 'prove'> & {
  target: Pick<LoadReport['target'], 'kind' | 'database'>;
};

/**
 * The figures of the last run with the same profile on the same kind of server and database: others compare nothing. A
 * spoiled run (`--prove`) is no yardstick and has none.
 */
export async function readPrevious(reports: string, like: Like): Promise<Comparable | null> {
  if (like.prove) return null;
  const folder = join(reports, like.suite);
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => STAMPED.test(name))
    .toSorted()
    .toReversed();
  for (const name of names.slice(0, MOST_READ)) {
    const report = await readReport(join(folder, name));
    if (
      report?.profile === like.profile &&
      report.target.kind === like.target.kind &&
      report.target.database === like.target.database
    )
      return comparableOf(report);
  }
  return null;
}

async function readReport(path: string): Promise<LoadReport | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LoadReport;
  } catch {
    return null;
  }
}

/**
 * Writes `<reports>/<suite>/latest.json` and `.html` and a copy of each under the moment of the run; a spoiled run as
 * `prove-….`. Returns the page's path.
 */
export async function writeReport(reports: string, report: LoadReport): Promise<string> {
  const folder = join(reports, report.suite);
  await mkdir(folder, { recursive: true });
  const stamp = report.startedAt.replace(/[:.]/g, '-');
  const current = report.prove ? `prove-${report.prove}` : 'latest';
  const name = report.prove ? `${stamp}-prove-${report.prove}` : stamp;
  for (const [ending, text] of [
    ['json', JSON.stringify(report, null, 1)],
    ['html', renderReport(report)],
  ] as const) {
    await writeFile(join(folder, `${name}.${ending}`), text);
    // Whole or not at all: somebody may be reading the last one.
    await writeFile(join(folder, `.${current}.${ending}`), text);
    await rename(join(folder, `.${current}.${ending}`), join(folder, `${current}.${ending}`));
  }
  return join(folder, `${current}.html`);
}
