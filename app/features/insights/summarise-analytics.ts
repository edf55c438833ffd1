import type { Analytics, AnalyticsDay } from './read-analytics.server.ts';

export type AnalyticsOverview = Omit<Analytics, 'days'> &
  Omit<AnalyticsDay, 'day' | 'active_houses' | 'owners_seen' | 'latency_ms'>;

/**
 * The figures of all the days together. `houses.active` counts a house once, however often it asked. Scans are null
 * when those of no day are known. Medians do not add up, so there is no latency here.
 */
export function summariseAnalytics({ days, ...rest }: Analytics): AnalyticsOverview {
  const sum = (of: (day: AnalyticsDay) => number) => days.reduce((total, day) => total + of(day), 0);
  const scanned = days.flatMap(({ scans }) => scans ?? []);
  const scans = (name: 'ok' | 'claimed' | 'revoked') => scanned.reduce((total, day) => total + day[name], 0);
  return {
    ...rest,
    questions: sum((day) => day.questions),
    answered: sum((day) => day.answered),
    doubtful: sum((day) => day.doubtful),
    refused: sum((day) => day.refused),
    courtesies: sum((day) => day.courtesies),
    stopped: sum((day) => day.stopped),
    failed: sum((day) => day.failed),
    feedback: { up: sum((day) => day.feedback.up), down: sum((day) => day.feedback.down) },
    passed_on: sum((day) => day.passed_on),
    houses_claimed: sum((day) => day.houses_claimed),
    scans: scanned.length > 0 ? { ok: scans('ok'), claimed: scans('claimed'), revoked: scans('revoked') } : null,
  };
}
