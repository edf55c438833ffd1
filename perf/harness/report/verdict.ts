/**
 * One figure or statement of a report, and the requirements that it is evidence for (A11). Every report under
 * `reports/` that has `verdicts` of these speaks for itself: the requirements report collects them and knows no suite
 * by name.
 */
export type Verdict = {
  requirements: readonly string[];
  /** What must hold, in a few words. */
  what: string;
  /** What was seen, with its unit. */
  figure: string;
  passed: boolean;
  /** What the requirement asks for beyond what this run did; absent when it did all of it. */
  short?: string;
};
