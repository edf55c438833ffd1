import type { Verdict } from '../harness/verdict.ts';
import { knownNumbers, type Reading } from './evidence.ts';

/** A report of our own: of a load suite, the evaluation, the log stress, the environment. */
export type VerdictReport = { startedAt: string; verdicts: Verdict[] };

/** Evidence from the verdicts that a report makes of itself. */
export function readVerdicts({ verdicts }: VerdictReport, of: { step: string; link: string }): Reading {
  const read = verdicts.map(({ requirements, ...rest }) => ({
    rest,
    ...knownNumbers(requirements, `${of.step}: ${rest.what}`),
  }));
  const passed = verdicts.filter((verdict) => verdict.passed).length;
  return {
    evidence: read.flatMap(({ rest, requirements }) =>
      requirements.length > 0 ? [{ ...rest, requirements, step: of.step, kind: 'figure' as const, link: of.link }] : [],
    ),
    problems: read.flatMap(({ problems }) => problems),
    summary: `${passed} of ${verdicts.length} ${verdicts.length === 1 ? 'figure holds' : 'figures hold'}`,
  };
}
