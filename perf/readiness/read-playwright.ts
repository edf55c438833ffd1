import { knownNumbers, type Evidence, type Reading } from './evidence.ts';

type Spec = { title: string; tags: string[]; id: string; file: string; tests: { status: string }[] };
type Suite = { title: string; specs?: Spec[]; suites?: Suite[] };
export type PlaywrightReport = {
  suites: Suite[];
  stats: { startTime: string; expected: number; unexpected: number; flaky: number; skipped: number };
};

/**
 * Evidence from Playwright's JSON, by its tags (`@F4`). `report` is the way to Playwright's own page. A test that
 * passed only at a second try did not pass.
 */
export function readPlaywright({ suites, stats }: PlaywrightReport, of: { step: string; report: string }): Reading {
  const evidence: Evidence[] = [];
  const problems: string[] = [];
  const visit = (suite: Suite, above: string[]): void => {
    for (const { title, tags, id, file, tests } of suite.specs ?? []) {
      if (tests.every(({ status }) => status === 'skipped')) continue;
      const known = knownNumbers(
        tags.map((tag) => tag.replace(/^@/, '')),
        `${file}: ${title}`,
      );
      problems.push(...known.problems);
      if (known.requirements.length === 0) continue;
      evidence.push({
        requirements: known.requirements,
        step: of.step,
        kind: 'journey',
        what: [...above, title].join(' › '),
        place: `e2e/${file}`,
        passed: tests.every(({ status }) => status === 'expected' || status === 'skipped'),
        link: `${of.report}#?testId=${id}`,
      });
    }
    // The outermost suite is the file.
    for (const inner of suite.suites ?? []) visit(inner, [...above, inner.title]);
  };
  for (const suite of suites) visit(suite, []);
  const { expected, unexpected, flaky, skipped } = stats;
  return {
    evidence,
    problems,
    summary:
      `${expected} passed, ${unexpected} ` +
      `failed${flaky > 0 ? `, ${flaky} at a second try only` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  };
}
