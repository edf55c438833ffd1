import type { Finding } from './check-environment.ts';
import type { Change, Judged, StepState } from './judge.ts';
import type { StepName } from './steps.ts';

export type StepReport = {
  name: StepName;
  title: string;
  command: string;
  state: StepState;
  exitCode: number | null;
  /** Of the whole run, seconds. */
  beganAfter: number;
  seconds: number;
  /** What it found, or why it did not run. */
  summary: string;
  /** Relative to the page. */
  log: string | null;
  links: { name: string; href: string }[];
};

/** `reports/readiness.json` (A11). */
export type ReadinessReport = {
  startedAt: string;
  seconds: number;
  command: string;
  interrupted: boolean;
  exitCode: number;
  commit: string;
  /** Files that differ from the commit. */
  changedFiles: number;
  machine: {
    name: string;
    system: string;
    cpu: string;
    cores: number;
    memoryGb: number;
    node: string;
    loadAverage: number;
    findings: Finding[];
  };
  load: { profile: string; database: string };
  steps: StepReport[];
  requirements: Judged[];
  /** Lines of section J whose journey waits for a feature. */
  waiting: { line: string; requirements: string[]; waitsFor: string }[];
  /** Tags of no requirement, results that do not count, files that broke. */
  problems: string[];
  /** Since the last run that was not interrupted; null for the first. */
  since: { startedAt: string; command: string; commit: string; changes: Change[] } | null;
};
