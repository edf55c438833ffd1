import type { Evidence } from './evidence.ts';
import { REQUIREMENTS, type Requirement } from './requirements.ts';

/**
 * `shown`: each of its proofs ran and passed, nothing else failed, and nothing is known to be missing. `partly`: its
 * proofs passed, or some of them, and something is missing. `fails`: something failed. `not-shown`: no proof ran, or
 * none is named.
 */
export type State = 'shown' | 'partly' | 'fails' | 'not-shown';
export const STATES = ['shown', 'partly', 'fails', 'not-shown'] as const satisfies readonly State[];

export type Gap = { requirements: readonly string[]; missing: string };
export type Judged = Requirement & { state: State; evidence: Evidence[]; missing: string[] };

/** Is this piece of evidence of that proof: a test file, or a step? */
export const isOf = ({ place, step }: Evidence, proof: string) =>
  proof.includes('/') ? place === proof : step === proof;

/** The state of every requirement from the evidence of one run and what is known to be missing. */
export function judgeAll(evidence: readonly Evidence[], gaps: readonly Gap[], requirements = REQUIREMENTS): Judged[] {
  return requirements.map((requirement) => {
    const own = evidence.filter(({ requirements: ids }) => ids.includes(requirement.id));
    const absent = requirement.proofs.filter((proof) => !own.some((one) => isOf(one, proof)));
    const known = gaps.filter(({ requirements: ids }) => ids.includes(requirement.id)).map((gap) => gap.missing);
    const missing = [
      ...known,
      ...absent.map((proof) => `Its proof ${proof} did not run.`),
      ...own.flatMap(({ short }) => short ?? []),
    ];
    const ran = requirement.proofs.length - absent.length;
    return { ...requirement, state: stateOf(own, ran, missing), evidence: own, missing: [...new Set(missing)] };
  });
}

function stateOf(evidence: readonly Evidence[], proofs: number, missing: readonly string[]): State {
  if (evidence.some(({ passed }) => !passed)) return 'fails';
  if (proofs === 0) return 'not-shown';
  return missing.length > 0 ? 'partly' : 'shown';
}

export type StepState = 'passed' | 'failed' | 'skipped' | 'not possible' | 'interrupted';

/**
 * How the command ends: 0 everything shown, 1 something failed, 2 nothing failed and not everything was shown, 130
 * interrupted.
 */
export function exitCodeOf(run: {
  interrupted: boolean;
  steps: readonly { state: StepState }[];
  requirements: readonly { state: State }[];
}): 0 | 1 | 2 | 130 {
  if (run.interrupted) return 130;
  if (run.steps.some(({ state }) => state === 'failed') || run.requirements.some(({ state }) => state === 'fails'))
    return 1;
  return run.requirements.some(({ state }) => state !== 'shown') || run.steps.some(({ state }) => state !== 'passed')
    ? 2
    : 0;
}

export type Change = { id: string; from: State; to: State };

/**
 * Requirements whose state is another than in an earlier run; one that the earlier run did not know counts as not shown
 * there.
 */
export function changesBetween(
  before: readonly { id: string; state: State }[],
  now: readonly { id: string; state: State }[],
): Change[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return now.flatMap(({ id, state }) => {
    const from = states.get(id) ?? 'not-shown';
    return from === state ? [] : [{ id, from, to: state }];
  });
}
