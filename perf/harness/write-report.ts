import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparableOf, type Comparable, type LoadReport } from './load-report.ts';
import { renderReport } from './report-html.ts';

/** The figures of the last run of this suite, to compare with; a spoiled run (`--prove`) is no yardstick and is kept apart. */
export async function readPrevious(reports: string, report: Pick<LoadReport, 'suite' | 'prove'>): Promise<Comparable | null> {
  if (report.prove) return null;
  try {
    return comparableOf(JSON.parse(await readFile(join(reports, report.suite, 'latest.json'), 'utf8')) as LoadReport);
  } catch {
    return null;
  }
}

/** Writes `<reports>/<suite>/latest.json` and `.html` and a copy of each under the moment of the run; a spoiled run as `prove-….`. Returns the page's path. */
export async function writeReport(reports: string, report: LoadReport): Promise<string> {
  const folder = join(reports, report.suite);
  await mkdir(folder, { recursive: true });
  const stamp = report.startedAt.replace(/[:.]/g, '-');
  const current = report.prove ? `prove-${report.prove}` : 'latest';
  const name = report.prove ? `${stamp}-prove-${report.prove}` : stamp;
  for (const [ending, text] of [['json', JSON.stringify(report, null, 1)], ['html', renderReport(report)]] as const) {
    await writeFile(join(folder, `${name}.${ending}`), text);
    // Whole or not at all: somebody may be reading the last one.
    await writeFile(join(folder, `.${current}.${ending}`), text);
    await rename(join(folder, `.${current}.${ending}`), join(folder, `${current}.${ending}`));
  }
  return join(folder, `${current}.html`);
}
