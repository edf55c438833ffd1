import type { StepResult } from './read-results.ts';
import type { Requirement } from './requirements.ts';

/**
 * `shown`: each of its proofs ran and passed, and nothing is known to be missing. `partly`: some of them passed, or
 * something is missing. `fails`: a proof failed. `not-shown`: no proof ran, or none is named.
 */
export type State = 'shown' | 'partly' | 'fails' | 'not-shown';

/** What came of one proof. `failed` names what did not hold, `figures` what was measured. */
export type Proof = { name: string; ran: boolean; passed: number; failed: string[]; figures: string[]; link: string };
export type Judged = Omit<Requirement, 'proofs'> & { state: State; proofs: Proof[]; missing: string[] };
export type Gap = { requirements: readonly string[]; missing: string };

/** The state of every requirement from the results of one run and what is known to be missing. */
export function judgeAll(
  requirements: readonly Requirement[],
  results: readonly StepResult[],
  gaps: readonly Gap[],
): Judged[] {
  return requirements.map(({ id, section, title, proofs: names }) => {
    const found = names.map((name) => proofOf(name, id, results));
    const proofs = found.map(({ proof }) => proof);
    const missing = [
      ...gaps.filter(({ requirements: ids }) => ids.includes(id)).map((gap) => gap.missing),
      ...proofs.filter(({ ran }) => !ran).map(({ name }) => `Its proof ${name} did not run.`),
      ...found.flatMap(({ short }) => short),
    ];
    return { id, section, title, state: stateOf(proofs, missing), proofs, missing };
  });
}

/** A test file of any step, or a step with what it says of this requirement. */
function proofOf(name: string, id: string, results: readonly StepResult[]): { proof: Proof; short: string[] } {
  if (name.includes('/')) {
    const files = results.flatMap((result) => result.files.filter(({ file }) => file === name));
    const failed = files.flatMap((file) => file.failed);
    const passed = files.reduce((sum, file) => sum + file.passed, 0);
    const ran = passed + failed.length > 0;
    return { proof: { name, ran, passed, failed, figures: [], link: `../${name}` }, short: [] };
  }
  const step = results.find(
    (result) => result.name === name && (result.state === 'passed' || result.state === 'failed'),
  );
  const own = step?.verdicts.filter(({ requirements }) => requirements.includes(id)) ?? [];
  // A step whose exit code is all that it says.
  const speaks = step && (own.length > 0 || (step.verdicts.length === 0 && step.files.length === 0));
  if (!speaks) return { proof: { name, ran: false, passed: 0, failed: [], figures: [], link: '' }, short: [] };
  const said = ({ what, figure }: { what: string; figure: string }) => `${what}: ${figure}`;
  const failed = own.filter(({ passed }) => !passed).map(said);
  if (own.length === 0 && step.state === 'failed') failed.push(step.summary);
  const held = own.filter(({ passed }) => passed);
  const passed = own.length === 0 && step.state === 'passed' ? 1 : held.length;
  return {
    proof: { name, ran: true, passed, failed, figures: held.map(said), link: step.page ?? step.log },
    short: own.flatMap(({ short }) => short ?? []),
  };
}

function stateOf(proofs: readonly Proof[], missing: readonly string[]): State {
  if (proofs.some(({ failed }) => failed.length > 0)) return 'fails';
  if (!proofs.some(({ ran }) => ran)) return 'not-shown';
  return missing.length > 0 ? 'partly' : 'shown';
}

/** 0 everything ran and is shown, 1 something failed, 2 nothing failed and not everything is shown, 130 interrupted. */
export function exitCodeOf(run: {
  interrupted: boolean;
  steps: readonly Pick<StepResult, 'state'>[];
  requirements: readonly Pick<Judged, 'state'>[];
}): 0 | 1 | 2 | 130 {
  if (run.interrupted) return 130;
  const states = [...run.steps.map(({ state }) => state), ...run.requirements.map(({ state }) => state)];
  if (states.some((state) => state === 'failed' || state === 'fails')) return 1;
  return states.every((state) => state === 'passed' || state === 'shown') ? 0 : 2;
}
