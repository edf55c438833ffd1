import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reading } from './evidence.ts';
import { readPlaywright, type PlaywrightReport } from './read-playwright.ts';
import { readVerdicts, type VerdictReport } from './read-verdicts.ts';
import { readVitest, type VitestReport } from './read-vitest.ts';
import type { Step } from './steps.ts';

export type StepReading = Reading & { links: { name: string; href: string }[] };

const NOTHING: StepReading = { evidence: [], summary: '', problems: [], links: [] };

/**
 * What a step has left, if it is this run's: the file was written after the step began and says itself that its work
 * began after it. Anything older, or not readable, counts for nothing and is a problem. `startedAt` in ms since 1970;
 * links are relative to `reports`.
 */
export async function readResult(
  step: Step,
  of: { root: string; startedAt: number; log: string },
): Promise<StepReading> {
  if (!step.result) return NOTHING;
  const { kind, file } = step.result;
  const path = join(of.root, file);
  const written = (await stat(path).catch(() => null))?.mtimeMs;
  if (written === undefined) return { ...NOTHING, problems: [`${step.name} left no ${file}: see its log.`] };
  if (written < of.startedAt)
    return {
      ...NOTHING,
      problems: [`${step.name} wrote no new ${file}: what is there is of an earlier run and does not count.`],
    };
  let report: unknown;
  try {
    report = JSON.parse(await readFile(path, 'utf8'));
    const began = beganAt(kind, report);
    if (!(began >= of.startedAt))
      return { ...NOTHING, problems: [`${file} tells of work that began before this run: it does not count.`] };
    return read(kind, report, step, of);
  } catch (cause) {
    return {
      ...NOTHING,
      problems: [
        `${file} cannot be read as a result of ${step.name}: ${cause instanceof Error ? cause.message : String(cause)}`,
      ],
    };
  }
}

function beganAt(kind: NonNullable<Step['result']>['kind'], report: unknown): number {
  if (kind === 'vitest') return (report as VitestReport).startTime;
  return Date.parse(
    kind === 'playwright' ? (report as PlaywrightReport).stats.startTime : (report as VerdictReport).startedAt,
  );
}

/** Playwright's page stands beside `reports`, not in it. */
const PLAYWRIGHT_PAGE = '../playwright-report/index.html';

function read(
  kind: NonNullable<Step['result']>['kind'],
  report: unknown,
  step: Step,
  of: { root: string; log: string },
): StepReading {
  if (kind === 'vitest')
    return { ...NOTHING, ...readVitest(report as VitestReport, { step: step.name, root: of.root, link: of.log }) };
  if (kind === 'playwright')
    return {
      ...NOTHING,
      ...readPlaywright(report as PlaywrightReport, { step: step.name, report: PLAYWRIGHT_PAGE }),
      links: [{ name: 'journeys', href: PLAYWRIGHT_PAGE }],
    };
  const { suite, startedAt } = report as VerdictReport & { suite?: string };
  // A load suite keeps each run's page under its moment: a later run does not change what this one links to.
  const page = suite ? `${suite}/${startedAt.replace(/[:.]/g, '-')}.html` : null;
  return {
    ...NOTHING,
    ...readVerdicts(report as VerdictReport, { step: step.name, link: page ?? of.log }),
    links: page ? [{ name: 'report', href: page }] : [],
  };
}
