import { relative } from 'node:path';
import { knownNumbers, numbersOf, plainTitle, type Evidence, type Reading } from './evidence.ts';

type Assertion = { ancestorTitles: string[]; title: string; status: string };
type VitestFile = { name: string; status: string; message: string; assertionResults: Assertion[] };
export type VitestReport = {
  startTime: number;
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  testResults: VitestFile[];
};

/**
 * Evidence from vitest's JSON. A skipped test is none. Tests of a file that broke before or around them (a failed hook)
 * did not run, which speaks against what they should have shown.
 */
export function readVitest(report: VitestReport, of: { step: string; root: string; link: string }): Reading {
  const evidence: Evidence[] = [];
  const problems: string[] = [];
  for (const file of report.testResults) {
    const place = relative(of.root, file.name);
    const broken = file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
    if (broken) problems.push(`${place} broke before its tests: ${file.message.split('\n')[0] || 'see the log'}`);
    for (const { ancestorTitles, title, status } of file.assertionResults) {
      if (status !== 'passed' && status !== 'failed' && !broken) continue;
      const titles = [...ancestorTitles.filter(Boolean), title];
      const known = knownNumbers(numbersOf(titles), `${place}: ${title}`);
      problems.push(...known.problems);
      if (known.requirements.length > 0)
        evidence.push({
          requirements: known.requirements,
          step: of.step,
          kind: 'test',
          what: plainTitle(titles),
          place,
          passed: status === 'passed',
          link: of.link,
        });
    }
  }
  const { numTotalTests: total, numPassedTests: passed, numFailedTests: failed } = report;
  const skipped = total - passed - failed;
  return {
    evidence,
    problems,
    summary:
      `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} in ` +
      `${report.testResults.length} files`,
  };
}
