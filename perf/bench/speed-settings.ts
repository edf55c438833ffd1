/* What the processes of the speed bench agree on, and the goals. Milliseconds, MB. */

export const STUB_DIMENSIONS = 512;

export const GOALS = {
  /** Of the same SQL straight through the same pool. */
  search: 1.5,
  chat: 100,
  /** Answers that are grounded and cited. */
  chatGood: 0.95,
  onboarding: 80,
  /** Of a trivial page's requests a second. */
  page: 0.6,
  /** Of the chat's p95 before the uploads. */
  uploads: 2,
  rss: 200,
} as const;

export const PARTS = ['search', 'chat', 'onboarding', 'page', 'uploads'] as const;
export type Part = (typeof PARTS)[number];

/** How much of each. */
export const LOAD = {
  search: { users: 200, times: 4, rounds: 4, searches: 178 },
  chat: { owners: 50, seconds: 40 },
  onboarding: { scanners: 20, bursts: 15, closedSeconds: 10 },
  page: { users: 20, seconds: 4, rounds: 5 },
  uploads: { owners: 50, beforeSeconds: 20, duringSeconds: 40, uploads: 30, megabytes: 5 },
} as const;
