import { TARGETS } from '../../lib/thresholds.ts';

/** ready, investigate, or do not deploy (A7). */
export type Band = 'ready' | 'investigate' | 'stop';
export const BAND_WORDS: Record<Band, string> = { ready: 'Ready', investigate: 'Investigate', stop: 'Do not deploy' };

/** Success in percent: > 95 ready, 90–95 investigate, < 90 do not deploy. */
export function successBand(percent: number): Band {
  return percent > 95 ? 'ready' : percent >= 90 ? 'investigate' : 'stop';
}

const byLimits = (value: number, good: number, bad: number): Band =>
  value < good ? 'ready' : value <= bad ? 'investigate' : 'stop';

/** Chat p95 in ms: < 3 s, 3–5 s, > 5 s. */
export const chatBand = (p95: number): Band => byLimits(p95, 3_000, 5_000);
/** Onboarding p95 in ms: < 1 s, 1–2 s, > 2 s. */
export const onboardingBand = (p95: number): Band => byLimits(p95, 1_000, 2_000);
/** Retrieval p95 in ms: A7 names no band; A5's p95 and p99 targets are its borders. */
export const searchBand = (p95: number): Band => byLimits(p95, TARGETS.search.p95, TARGETS.search.p99);
/** Server memory (RSS) in MB: < 200, 200–500, > 500. */
export const memoryBand = (megabytes: number): Band => byLimits(megabytes, 200, 500);

export function worst(bands: readonly Band[]): Band {
  return bands.includes('stop') ? 'stop' : bands.includes('investigate') ? 'investigate' : 'ready';
}
