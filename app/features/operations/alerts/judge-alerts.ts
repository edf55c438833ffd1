import { SIGNALS, type Sample } from './alert-signals.ts';
import type { AlertThreshold } from './alert-rules.ts';

export type AlertState = 'ok' | 'warning' | 'critical' | 'unknown';

export type AlertVerdict = {
  state: AlertState;
  /** In the threshold's unit; null: nothing to measure, or it cannot be read (then the state is unknown). */
  value: number | null;
};

/** A newest sample of that age says nothing of now: the process was held up. Milliseconds. */
const STALE_MS = 60_000;
/** Half the distance of two samples: a timer is never exact. */
const SLACK_MS = 7_500;
const RANK: Record<AlertState, number> = { ok: 0, unknown: 0, warning: 1, critical: 2 };

/** What `samples`, oldest first, say of one threshold at `now` (D9). Pure. */
export function judgeAlert(threshold: AlertThreshold, samples: readonly Sample[], now: number): AlertVerdict {
  const newest = samples.at(-1);
  if (!newest || now - newest.at > STALE_MS) return { state: 'unknown', value: null };
  const value = valueAt(threshold, samples, samples.length - 1);
  if (value === undefined) return { state: 'unknown', value: null };
  return { state: worstThatLasts(threshold, samples, newest.at), value: value === 'quiet' ? null : value };
}

function valueAt(
  { signal, windowSeconds }: AlertThreshold,
  samples: readonly Sample[],
  index: number,
): number | 'quiet' | undefined {
  const now = samples[index];
  if (!now) return undefined;
  // Younger than its window, the process counts from its start.
  const before =
    windowSeconds === undefined ? undefined : samples.findLast((sample) => sample.at <= now.at - windowSeconds * 1_000);
  return SIGNALS[signal](now, before);
}

function levelOf(threshold: AlertThreshold, value: number | 'quiet' | undefined): AlertState {
  if (value === 'quiet' || value === undefined) return 'ok';
  const beyond = (limit: number | null) =>
    limit !== null && (threshold.comparison === 'above' ? value > limit : value < limit);
  return beyond(threshold.critical) ? 'critical' : beyond(threshold.warning) ? 'warning' : 'ok';
}

/** The mildest level among the samples of the last `forSeconds`, which must be covered. */
function worstThatLasts(threshold: AlertThreshold, samples: readonly Sample[], now: number): AlertState {
  const from = now - Math.max(0, threshold.forSeconds * 1_000 - SLACK_MS);
  if ((samples[0]?.at ?? now) > from) return 'ok';
  let level: AlertState = 'critical';
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const seen = levelOf(threshold, valueAt(threshold, samples, index));
    if (RANK[seen] < RANK[level]) level = seen;
    if ((samples[index]?.at ?? 0) <= from || level === 'ok') break;
  }
  return level;
}
