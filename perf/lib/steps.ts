import { Counter, Rate, Trend } from 'k6/metrics';

/** One request each; `chat over limit` and `chat of neighbours` prove the rate limit. */
export type Step =
  | 'search'
  | 'chat'
  | 'history'
  | 'documents'
  | 'chat over limit'
  | 'chat of neighbours'
  | 'scan'
  | 'page after scan'
  | 'token'
  | 'upload'
  | 'new question'
  | 'home'
  | 'warm-up';

/** Several steps that people feel as one. */
export type Compound = 'page' | 'onboarding';

const stepDuration = new Trend('step_duration', true);
const stepOk = new Rate('step_ok');
const compoundDuration = new Trend('compound_duration', true);
const failures = new Counter('failures');

export type StepDetail = { status: number; request_id?: string; about?: string; detail?: string };

/**
 * Records a step of `ms`; `failure` is its kind, null for a success. Only failures carry what was asked and answered.
 */
export function record(
  step: Step,
  ms: number,
  failure: string | null,
  { status, request_id = '', about = '', detail = '' }: StepDetail,
): void {
  stepDuration.add(ms, { step, outcome: failure ?? 'ok' });
  if (step === 'warm-up') return;
  stepOk.add(failure === null, { step });
  if (failure !== null) failures.add(1, { step, kind: failure, status: String(status), request_id, about, detail });
}

/** Milliseconds of several steps together. */
export function recordCompound(step: Compound, ms: number): void {
  compoundDuration.add(ms, { step });
}
