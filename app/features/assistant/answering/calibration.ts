import type { AnswerSignals } from './decide-answerable.ts';
import type { UnitSignals } from './score-units.server.ts';

export type Calibration = {
  unit: Record<keyof UnitSignals, number>;
  /** Above 0 the documents probably answer. */
  answer: Record<keyof AnswerSignals, number> & { bias: number };
};
import { FITTED } from './calibrations.ts';

export function calibrationOf(model: string | undefined): Calibration {
  return FITTED[model ?? ''] ?? Object.values(FITTED)[0]!;
}

/** The sum of signals, each times its weight, and of the bias. */
export function weigh<S extends Record<string, number>>(
  weights: Record<keyof S, number> & { bias?: number },
  signals: S,
): number {
  let sum = weights.bias ?? 0;
  for (const name of Object.keys(signals)) sum += weights[name as keyof S] * (signals[name] ?? 0);
  return sum;
}
