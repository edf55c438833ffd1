import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap, State } from './judge.ts';
import { renderReadiness } from './readiness-html.ts';
import type { ReadinessReport } from './report-shape.ts';

const STAMPED = /^\d{4}-[\dT-]+Z\.json$/;

/** The name under which a run is kept, from its start. */
export const stampOf = (startedAt: string) => startedAt.replace(/[:.]/g, '-');

type Earlier = Pick<ReadinessReport, 'startedAt' | 'command' | 'commit' | 'interrupted'> & {
  requirements: { id: string; state: State }[];
};

/** The newest run in `<reports>/readiness/` that came to its end; null when there is none. */
export async function readEarlierRun(reports: string): Promise<Earlier | null> {
  const folder = join(reports, 'readiness');
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => STAMPED.test(name))
    .toSorted()
    .toReversed();
  for (const name of names) {
    const run = await readRun(join(folder, name));
    if (run && !run.interrupted) return run;
  }
  return null;
}

async function readRun(path: string): Promise<Earlier | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Earlier;
  } catch {
    return null;
  }
}

/**
 * Writes `<reports>/readiness.{json,html}` and keeps the JSON as `<reports>/readiness/<stamp>.json`. Returns the page's
 * path.
 */
export async function writeReadiness(reports: string, report: ReadinessReport): Promise<string> {
  await mkdir(join(reports, 'readiness'), { recursive: true });
  const json = `${JSON.stringify(report, null, 1)}\n`;
  await writeFile(join(reports, 'readiness', `${stampOf(report.startedAt)}.json`), json);
  for (const [ending, text] of [
    ['json', json],
    ['html', renderReadiness(report)],
  ] as const) {
    // Whole or not at all: somebody may be reading the last one.
    await writeFile(join(reports, `.readiness.${ending}`), text);
    await rename(join(reports, `.readiness.${ending}`), join(reports, `readiness.${ending}`));
  }
  return join(reports, 'readiness.html');
}

type Waiting = ReadinessReport['waiting'][number];

/**
 * What is known to be missing: `perf/readiness/gaps.json`, and the journeys of section J that wait
 * (`e2e/not-shown.json`).
 */
export async function readGaps(root: string): Promise<{ gaps: Gap[]; waiting: Waiting[] }> {
  const known = JSON.parse(await readFile(join(root, 'perf/readiness/gaps.json'), 'utf8')) as Gap[];
  const waiting = JSON.parse(await readFile(join(root, 'e2e/not-shown.json'), 'utf8')) as Waiting[];
  const journeys = waiting.map(({ line, requirements, waitsFor }) => ({
    requirements: requirements.filter((id) => id !== 'J'),
    missing: `The journey “${line}” waits for ${waitsFor}.`,
  }));
  const ofJ =
    waiting.length > 0
      ? [
          {
            requirements: ['J'],
            missing: `${waiting.length} lines wait for features: ${waiting.map(({ line }) => line).join(', ')}.`,
          },
        ]
      : [];
  return { gaps: [...known, ...journeys, ...ofJ], waiting };
}
