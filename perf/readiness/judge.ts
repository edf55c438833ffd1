import type { Evidence } from './evidence.ts';
import { REQUIREMENTS, type Requirement } from './requirements.ts';

/**
 * `shown`: all that this run brought for it passed, and nothing is known to be missing. `partly`: it passed, and something is missing.
 * `fails`: something failed. `not-shown`: this run brought nothing.
 */
export type State = 'shown' | 'partly' | 'fails' | 'not-shown';
export const STATES = ['shown', 'partly', 'fails', 'not-shown'] as const satisfies readonly State[];

export type Gap = { requirements: readonly string[]; missing: string };
export type Judged = Requirement & { state: State; evidence: Evidence[]; missing: string[] };

/** The state of every requirement from the evidence of one run and what is known to be missing. */
export function judgeAll(evidence: readonly Evidence[], gaps: readonly Gap[]): Judged[] {
  return REQUIREMENTS.map((requirement) => {
    const own = evidence.filter(({ requirements }) => requirements.includes(requirement.id));
    const missing = [...gaps.filter(({ requirements }) => requirements.includes(requirement.id)).map((gap) => gap.missing), ...own.flatMap(({ short }) => short ?? [])];
    return { ...requirement, state: stateOf(own, missing), evidence: own, missing: [...new Set(missing)] };
  });
}

function stateOf(evidence: readonly Evidence[], missing: readonly string[]): State {
  if (evidence.some(({ passed }) => !passed)) return 'fails';
  if (evidence.every(({ aside }) => aside)) return 'not-shown';
  return missing.length > 0 ? 'partly' : 'shown';
}

/**
 * A run that leaves steps out shows less than it seems to: what a step spoke of when it last ran is missing without it. `spoke` tells that of
 * each step that did not run, from earlier runs, whose results count for nothing else.
 */
export function gapsOfLeftOut(spoke: ReadonlyMap<string, readonly string[]>): Gap[] {
  return [...spoke].map(([step, requirements]) => ({ requirements, missing: `The step ${step} speaks of it too and did not run.` }));
}

export type StepState = 'passed' | 'failed' | 'skipped' | 'not possible' | 'interrupted';

/** How the command ends: 0 everything shown, 1 something failed, 2 nothing failed and not everything was shown, 130 interrupted. */
export function exitCodeOf(run: { interrupted: boolean; steps: readonly { state: StepState }[]; requirements: readonly { state: State }[] }): 0 | 1 | 2 | 130 {
  if (run.interrupted) return 130;
  if (run.steps.some(({ state }) => state === 'failed') || run.requirements.some(({ state }) => state === 'fails')) return 1;
  return run.requirements.some(({ state }) => state !== 'shown') || run.steps.some(({ state }) => state !== 'passed') ? 2 : 0;
}

export type Change = { id: string; from: State; to: State };

/** Requirements whose state is another than in an earlier run; one that the earlier run did not know counts as not shown there. */
export function changesBetween(before: readonly { id: string; state: State }[], now: readonly { id: string; state: State }[]): Change[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return now.flatMap(({ id, state }) => {
    const from = states.get(id) ?? 'not-shown';
    return from === state ? [] : [{ id, from, to: state }];
  });
}
