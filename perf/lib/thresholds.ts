import type { ScenarioFile } from './load-input.ts';

/* What must hold. k6 decides by these, and the report shows the same numbers. Milliseconds. */

export type Target = { p50: number; p95: number; p99: number };

export const TARGETS = {
  /** A5 */
  search: { p50: 200, p95: 500, p99: 1000 },
  /** A4 */
  chat: { p50: 2000, p95: 3000, p99: 5000 },
  /** A3, for the page, for the token and for both together */
  onboarding: { p50: 500, p95: 1000, p99: 2000 },
} as const satisfies Record<string, Target>;

const latency = ({ p50, p95, p99 }: Target): string[] => [`p(50)<${p50}`, `p(95)<${p95}`, `p(99)<${p99}`];

type Thresholds = Record<string, string[]>;

/** An open scenario that cannot keep its rate measures less than it says: dropped iterations fail every run. */
const KEPT_UP: Thresholds = { dropped_iterations: ['count==0'] };

const SUITE_THRESHOLDS: Record<ScenarioFile, (scenarios: readonly string[]) => Thresholds> = {
  rag: (scenarios) => ({
    ...Object.fromEntries(
      scenarios
        .filter((name) => name !== 'cold')
        .map((name) => [`step_duration{step:search,scenario:${name}}`, latency(TARGETS.search)]),
    ),
    'step_ok{step:search}': ['rate>0.95'],
  }),
  chat: (scenarios) => ({
    'step_duration{step:chat}': latency(TARGETS.chat),
    'step_ok{step:chat}': ['rate>0.95'],
    'step_ok{step:history}': ['rate>0.95'],
    ...(scenarios.includes('greedy')
      ? {
          'step_ok{step:chat over limit}': ['rate==1'],
          limited: ['count>0'],
          'step_ok{step:chat of neighbours}': ['rate==1'],
        }
      : {}),
  }),
  onboarding: () => ({
    'compound_duration{step:page}': latency(TARGETS.onboarding),
    'step_duration{step:token}': latency(TARGETS.onboarding),
    'compound_duration{step:onboarding}': latency(TARGETS.onboarding),
    step_ok: ['rate==1'],
  }),
  traffic: () => ({
    'step_duration{step:chat,scenario:chat_before}': latency(TARGETS.chat),
    'step_duration{step:chat,scenario:chat_during}': latency(TARGETS.chat),
    'step_duration{step:search}': latency(TARGETS.search),
    'step_ok{step:chat}': ['rate>0.95'],
    'step_ok{step:search}': ['rate>0.95'],
    'step_ok{step:upload}': ['rate==1'],
    'step_ok{step:documents}': ['rate>0.95'],
  }),
  // Its goals are ratios between several runs of k6; perf/bench/speed.ts judges them.
  speed: () => ({}),
};

/** k6's `thresholds` for a suite with these scenarios. */
export function thresholdsOf(suite: ScenarioFile, scenarios: readonly string[]): Thresholds {
  return { ...KEPT_UP, ...SUITE_THRESHOLDS[suite](scenarios) };
}
