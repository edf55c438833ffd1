import type { ProfileName, SuiteName } from '../../lib/load-input.ts';
import { PROFILES } from '../../lib/profiles.ts';
import { BAND_WORDS, memoryBand } from './bands.ts';
import type { Sample } from './collect-points.ts';
import { formatCount, formatMs } from './print-summary.ts';
import { distributionOf } from './percentiles.ts';
import { memoryOf, missingSteps, slowingOf, type Measured } from './summarise.ts';
import type { Verdict } from './verdict.ts';

/** The requirement that a suite as a whole serves, and those of single thresholds, by the step that they are about. */
const OF_SUITE: Record<SuiteName, string> = { rag: 'A5', chat: 'A4', onboarding: 'A3', traffic: 'A6' };
const OF_STEP: Record<string, readonly string[]> = {
  'chat over limit': ['E4'],
  'chat of neighbours': ['E4'],
  limited: ['E4'],
  history: ['A2'],
};

/** What A5 and A6 ask for by number. */
const LEVELS = [1, 5, 10, 20, 50, 200];
const WEEKEND = { owners: 50, retrievals: 200, uploads: 30, uploadMegabytes: 2 };
/** Below this many calls a p99 is the slowest call and no more. */
const ENOUGH_CALLS = 100;

/**
 * What a run shows of which requirement, threshold by threshold, and what it does not show because its load was smaller
 * (A7, A11).
 */
export function loadVerdicts(measured: Measured, profile: ProfileName): Verdict[] {
  const { suite } = measured;
  return [
    ...thresholdVerdicts(measured),
    ...loadAsked(suite, profile),
    ...(suite === 'onboarding' ? [] : [signedIn(measured)]),
    wholeRun(measured),
    ...memoryVerdict(measured),
    ...(suite === 'traffic' ? neighbours(measured) : []),
  ];
}

/** One verdict for all conditions on one metric: a step of a scenario has a p50, a p95 and a p99 to keep. */
function thresholdVerdicts(measured: Measured): Verdict[] {
  const { suite, collected } = measured;
  return [...Map.groupBy(measured.thresholds, ({ metric }) => metric)].map(([metric, conditions]) => {
    const step = /step:([^,}]+)/.exec(metric)?.[1];
    const scenario = /scenario:([^,}]+)/.exec(metric)?.[1];
    const calls = (metric.startsWith('compound') ? collected.compounds : collected.samples).filter(
      (sample) =>
        (step === undefined || sample.step === step) && (scenario === undefined || sample.scenario === scenario),
    );
    const isLatency = metric.includes('duration');
    const verdict: Verdict = {
      requirements: OF_STEP[step ?? metric] ?? (scenario === 'rate' ? [OF_SUITE[suite], 'B5'] : [OF_SUITE[suite]]),
      what: `${[step ?? metric.replaceAll('_', ' '), sayScenario(scenario)].filter(Boolean).join(', ')}: ${conditions
        .map(({ condition }) => sayCondition(condition, isLatency))
        .toSorted()
        .join(', ')}${isLatency ? ' ms' : ''}`,
      figure: figureOf(metric, calls, measured),
      passed: conditions.every(({ passed }) => passed),
    };
    return isLatency && calls.length < ENOUGH_CALLS && !scenario?.startsWith('c')
      ? { ...verdict, short: `only ${calls.length} calls, too few to speak of a p99` }
      : verdict;
  });
}

/** k6's conditions in words: `p(95)<500`, `rate>0.95`, `count==0`. */
function sayCondition(condition: string, isLatency: boolean): string {
  const [, what = '', sign = '', value = ''] = /^(\S+?)(==|[<>]=?)(\S+)$/.exec(condition) ?? [];
  if (isLatency) return `${what.replace(/[()]/g, '')} ${sign} ${formatCount(Number(value))}`;
  if (what === 'rate') return value === '1' ? 'all good' : `${sign} ${Number(value) * 100} % good`;
  return condition === 'count==0' ? 'none' : condition === 'count>0' ? 'some' : condition;
}

function sayScenario(scenario: string | undefined): string | undefined {
  return scenario === 'rate' ? 'at a fixed rate' : scenario?.replace(/^c(\d+)$/, '$1 at a time').replaceAll('_', ' ');
}

function figureOf(metric: string, calls: readonly Sample[], { collected }: Measured): string {
  if (metric === 'dropped_iterations') return `${formatCount(collected.droppedIterations)} dropped`;
  if (metric === 'limited') return `${formatCount(collected.limited)} refused`;
  if (metric.includes('duration')) {
    const latency = distributionOf(calls.map(({ ms }) => ms));
    return latency
      ? `p50 ${formatMs(latency.p50)} · p95 ${formatMs(latency.p95)} · p99 ${formatMs(latency.p99)}`
      : 'not one call';
  }
  const good = calls.filter(({ outcome }) => outcome === 'ok').length;
  return `${formatCount(good)} of ${formatCount(calls.length)} good`;
}

/** Whether the profile was as large as the requirement says. */
function loadAsked(suite: SuiteName, profile: ProfileName): Verdict[] {
  if (suite === 'rag') {
    const { levels } = PROFILES[profile].rag;
    const missing = LEVELS.filter((level) => !levels.includes(level));
    return [
      {
        requirements: ['A5'],
        what: 'Retrieval is loaded at each concurrency',
        figure: levels.join(', '),
        passed: true,
        ...(missing.length > 0
          ? { short: `concurrency ${missing.join(', ')} was not loaded (profile ${profile})` }
          : {}),
      },
    ];
  }
  if (suite !== 'traffic') return [];
  const load = PROFILES[profile].traffic;
  const smaller = (Object.keys(WEEKEND) as (keyof typeof WEEKEND)[]).some((name) => load[name] < WEEKEND[name]);
  return [
    {
      requirements: ['A6'],
      what: 'A hand-over weekend at once',
      passed: true,
      figure:
        `${load.owners} owners, ${load.retrievals} retrievals in parallel, ${load.uploads} uploads of ` +
        `${load.uploadMegabytes} MB`,
      ...(smaller ? { short: `profile ${profile} is smaller than 50 owners, 200 retrievals and 30 uploads` } : {}),
    },
  ];
}

function signedIn({ collected }: Measured): Verdict {
  const refused = collected.failures.filter(({ status }) => status === '401' || status === '403').length;
  return {
    requirements: ['A1', 'A2', 'K3'],
    what: 'Every request is signed in, by tokens of one batch',
    figure: `${formatCount(collected.samples.length)} requests, ${formatCount(refused)} refused as not signed in`,
    passed: collected.samples.length > 0 && refused === 0,
  };
}

function wholeRun(measured: Measured): Verdict {
  const missing = missingSteps(measured);
  const failed = measured.collected.samples.filter(({ outcome }) => outcome !== 'ok').length;
  return {
    requirements: [OF_SUITE[measured.suite], 'A7', 'A8'],
    what: 'The production build was loaded to the end and summed up',
    figure: measured.serverDied
      ? 'the server ended under load'
      : missing.length > 0
        ? `not one request of ${missing.join(', ')}`
        : `${formatCount(measured.collected.samples.length)} requests, ${formatCount(failed)} failed, ` +
          `${measured.seconds.toFixed(0)} s`,
    passed: !measured.serverDied && missing.length === 0,
  };
}

/** Nothing of the embedded database: it is in the process, so the figure says little of the application. */
function memoryVerdict(measured: Measured): Verdict[] {
  const memory = memoryOf(measured);
  if (!memory || memory.embeddedDatabase) return [];
  const band = memoryBand(memory.peak);
  return [
    {
      requirements: ['A6'],
      what: `Memory of the web process under ${measured.suite}: at most 500 MB`,
      figure: `${Math.round(memory.peak)} MB (${BAND_WORDS[band].toLowerCase()})`,
      passed: band !== 'stop',
    },
  ];
}

function neighbours({ collected }: Measured): Verdict[] {
  const slowing = slowingOf(collected.samples);
  return slowing
    ? [
        {
          requirements: ['A6'],
          what: 'Chat beside retrievals and uploads is at most twice as slow',
          figure: `p95 ${formatMs(slowing.before)} → ${formatMs(slowing.during)}`,
          passed: !slowing.tooMuch,
        },
      ]
    : [];
}
