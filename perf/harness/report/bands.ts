import { TARGETS } from '../../lib/thresholds.ts';

/**
 * ready, investigate, or do not deploy (A7): the word in the report. Whether a run passed is decided by
 * perf/lib/thresholds.ts; of the bands only the server's memory ends a run with an error (summarise.ts).
 */
export type Band = 'ready' | 'investigate' | 'stop';
export const BAND_WORDS: Record<Band, string> = { ready: 'Ready', investigate: 'Investigate', stop: 'Do not deploy' };

/** Success in percent: > 95 ready, 90–95 investigate, < 90 do not deploy. */
export function successBand(percent: number): Band {
  return percent > 95 ? 'ready' : percent >= 90 ? 'investigate' : 'stop';
}

type Limits = {
  /** Below it: ready. Above `stop`: do not deploy. */
  ready: number;
  stop: number;
  /** The same for a reader of the report. */
  rule: string;
};

const bandBy =
  ({ ready, stop }: Limits) =>
  (value: number): Band =>
    value < ready ? 'ready' : value <= stop ? 'investigate' : 'stop';

const byP95 = ({ p95 }: { p95: number }, stop: number): Limits => ({
  ready: p95,
  stop,
  rule: `< ${p95 / 1000} s · ${p95 / 1000}–${stop / 1000} s · > ${stop / 1000} s`,
});

/** Success in percent has a rule of its own: 95 is not ready, 90 is no reason to stop. */
export const SUCCESS_RULE = '> 95 % · 90–95 % · < 90 %';
/** Chat p95 in ms. */
export const CHAT = byP95(TARGETS.chat, TARGETS.chat.p99);
/** Onboarding p95 in ms. */
export const ONBOARDING = byP95(TARGETS.onboarding, TARGETS.onboarding.p99);
/** Retrieval p95 in ms: A7 names no band; A5's p95 and p99 targets are its borders. */
export const SEARCH = byP95(TARGETS.search, TARGETS.search.p99);
/** Server memory (RSS) in MB. */
export const MEMORY: Limits = { ready: 200, stop: 500, rule: '< 200 MB · 200–500 MB · > 500 MB' };

export const chatBand = bandBy(CHAT);
export const onboardingBand = bandBy(ONBOARDING);
export const searchBand = bandBy(SEARCH);
export const memoryBand = bandBy(MEMORY);

export function worst(bands: readonly Band[]): Band {
  return bands.includes('stop') ? 'stop' : bands.includes('investigate') ? 'investigate' : 'ready';
}
