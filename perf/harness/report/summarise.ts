import type { SuiteName } from '../../lib/load-input.ts';
import {
  CHAT,
  chatBand,
  MEMORY,
  memoryBand,
  ONBOARDING,
  onboardingBand,
  SEARCH,
  searchBand,
  SUCCESS_RULE,
  successBand,
  worst,
} from './bands.ts';
import type { Collected, Failure, Sample } from './collect-points.ts';
import type { FirstToken } from '../first-token.ts';
import type { ErrorRow, FirstTokenFigures, Judgement, LoadReport, Memory, Series, StepRow } from './load-report.ts';
import type { ThresholdResult } from '../run-k6.ts';
import type { ServerSample } from '../target/sample-server.ts';
import { histogramDelta, histogramQuantile, type Histogram } from '#app/platform/histogram-quantile.ts';
import { distributionOf } from './percentiles.ts';

export type Measured = {
  suite: SuiteName;
  startedAt: number;
  seconds: number;
  exitCode: number;
  said: string;
  collected: Collected;
  thresholds: ThresholdResult[];
  server: ServerSample[];
  firstText: { before: Histogram; after: Histogram } | null;
  probes: FirstToken[];
  embeddedDatabase: boolean;
  /** The server ended by itself while it was loaded. */
  serverDied: boolean;
};

type Summary = Pick<
  LoadReport,
  | 'passed'
  | 'verdict'
  | 'reasons'
  | 'totals'
  | 'steps'
  | 'compounds'
  | 'assessment'
  | 'memory'
  | 'firstToken'
  | 'errors'
  | 'series'
>;

/** The steps without which a run has shown nothing, whatever its thresholds say: a threshold without a sample holds. */
const MUST_HAPPEN: Record<SuiteName, readonly string[]> = {
  rag: ['search'],
  chat: ['chat', 'history'],
  onboarding: ['scan', 'page after scan', 'token'],
  traffic: ['chat', 'search', 'documents', 'upload'],
};

/** Issue 5: during the uploads chat's p95 at most doubles; a difference below this many ms is no slowing. */
const MOST_SLOWING = 2;
const SLOWING_FLOOR_MS = 100;
const LONGEST_SERIES = 120;

/** Turns what was measured into figures, a judgement and the reasons for it (A7). */
export function summarise(measured: Measured): Summary {
  const { suite, collected } = measured;
  const seconds = loadedSeconds(collected.samples);
  const { samples } = collected;
  const failures = samples.filter((sample) => sample.outcome !== 'ok').length;
  const successPercent = samples.length === 0 ? 0 : (100 * (samples.length - failures)) / samples.length;
  const steps = rowsOf(samples);
  const compounds = rowsOf(collected.compounds);
  const memory = memoryOf(measured);
  const assessment = assess(suite, successPercent, samples, collected.compounds, memory);
  const reasons = reasonsOf(measured, memory);
  return {
    passed: reasons.length === 0,
    verdict:
      reasons.length > 0 && worst(assessment.map(({ band }) => band)) === 'ready'
        ? 'investigate'
        : worst(assessment.map(({ band }) => band)),
    reasons,
    totals: {
      requests: samples.length,
      successes: samples.length - failures,
      failures,
      successPercent,
      rate: samples.length / seconds,
      latency: distributionOf(samples.map(({ ms }) => ms)),
    },
    steps,
    compounds,
    assessment,
    memory,
    firstToken: firstTokenOf(measured),
    errors: errorsOf(collected.failures),
    series: seriesOf(measured),
  };
}

/** From the first request to the last, without the start of k6 and the warm-up. */
function loadedSeconds(samples: readonly Sample[]): number {
  const [first, last] = rangeOf(samples);
  return Math.max(1, (last - first) / 1000);
}

/** Milliseconds since 1970 of the first and the last request. */
function rangeOf(samples: readonly Sample[]): [first: number, last: number] {
  return samples.reduce(([first, last], { at }) => [Math.min(first, at), Math.max(last, at)], [Infinity, -Infinity]);
}

function rowsOf(samples: readonly Sample[]): StepRow[] {
  const groups = Map.groupBy(samples, ({ step, scenario }) => JSON.stringify([step, scenario]));
  return [...groups].flatMap(([key, group]) => {
    const [step = '', scenario = ''] = JSON.parse(key) as string[];
    const latency = distributionOf(group.map(({ ms }) => ms));
    return latency
      ? [
          {
            step,
            scenario,
            requests: group.length,
            failures: group.filter(({ outcome }) => outcome !== 'ok').length,
            latency,
          },
        ]
      : [];
  });
}

export function memoryOf({ server, embeddedDatabase }: Measured): Memory | null {
  const rss = server.flatMap((sample) => sample.rss ?? []);
  if (rss.length === 0) return null;
  const children = server.flatMap((sample) => sample.childrenRss ?? []);
  return {
    start: rss[0]!,
    peak: Math.max(...rss),
    end: rss.at(-1)!,
    childrenPeak: children.length > 0 ? Math.max(...children) : null,
    embeddedDatabase,
  };
}

function assess(
  suite: SuiteName,
  successPercent: number,
  samples: readonly Sample[],
  compounds: readonly Sample[],
  memory: Memory | null,
): Judgement[] {
  const judgements: Judgement[] = [
    {
      what: 'Success',
      figure: `${successPercent.toFixed(2)} %`,
      band: successBand(successPercent),
      rule: SUCCESS_RULE,
    },
  ];
  const latency = (what: string, of: readonly Sample[], band: (ms: number) => Judgement['band'], rule: string) => {
    const p95 = distributionOf(of.map(({ ms }) => ms))?.p95;
    if (p95 !== undefined) judgements.push({ what, figure: `${Math.round(p95)} ms`, band: band(p95), rule });
  };
  const chat = samples.filter(({ step }) => step === 'chat');
  if (suite === 'chat' || suite === 'traffic')
    latency(
      'Chat p95',
      suite === 'traffic' ? chat.filter(({ scenario }) => scenario === 'chat_during') : chat,
      chatBand,
      CHAT.rule,
    );
  if (suite === 'onboarding')
    latency(
      'Onboarding p95',
      compounds.filter(({ step }) => step === 'onboarding'),
      onboardingBand,
      ONBOARDING.rule,
    );
  if (suite === 'rag' || suite === 'traffic') {
    const warm = samples.filter(({ step, scenario }) => step === 'search' && scenario !== 'cold');
    const groups = [...Map.groupBy(warm, ({ scenario }) => scenario)].map(([scenario, group]) => ({
      scenario,
      group,
      p95: distributionOf(group.map(({ ms }) => ms))?.p95 ?? 0,
    }));
    const slowest = groups.toSorted((a, b) => b.p95 - a.p95)[0];
    if (slowest) latency(`Retrieval p95 (${slowest.scenario}, the slowest)`, slowest.group, searchBand, SEARCH.rule);
  }
  if (memory)
    judgements.push({
      what: memory.embeddedDatabase ? 'Server memory, the embedded database in it' : 'Server memory',
      figure: `${Math.round(memory.peak)} MB`,
      band: memoryBand(memory.peak),
      rule: MEMORY.rule,
    });
  return judgements;
}

/** Everything that makes the exit code other than 0, thresholds and what they cannot see. */
function reasonsOf(measured: Measured, memory: Memory | null): string[] {
  const { suite, exitCode, collected, thresholds, said, serverDied } = measured;
  const reasons = thresholds
    .filter(({ passed }) => !passed)
    .map(({ metric, condition }) => `${metric}: ${condition} does not hold`);
  if (exitCode !== 0 && reasons.length === 0) reasons.push(`k6 ended with ${exitCode}: ${lastLine(said)}`);
  if (serverDied) reasons.push('the server ended while it was under load');
  const missing = missingSteps(measured);
  if (missing.length > 0) reasons.push(`not a single request of: ${missing.join(', ')}`);
  // With the embedded database the process holds a whole PostgreSQL, which is no leak of the application's.
  if (memory && !memory.embeddedDatabase && memoryBand(memory.peak) === 'stop')
    reasons.push(`the server's memory reached ${Math.round(memory.peak)} MB, more than ${MEMORY.stop} MB`);
  const slowing = suite === 'traffic' ? slowingOf(collected.samples) : null;
  if (slowing?.tooMuch) {
    reasons.push(
      `during retrievals and uploads chat p95 went from ${Math.round(slowing.before)} to ` +
        `${Math.round(slowing.during)} ms, more than twice as much`,
    );
  }
  return reasons;
}

/** The steps of a suite of which there was not one request. */
export function missingSteps({ suite, collected }: Measured): string[] {
  const happened = new Set(collected.samples.map(({ step }) => step));
  return MUST_HAPPEN[suite].filter((step) => !happened.has(step));
}

/** Chat p95 before and during the uploads, ms. */
export function slowingOf(samples: readonly Sample[]): { before: number; during: number; tooMuch: boolean } | null {
  const p95 = (scenario: string) =>
    distributionOf(
      samples.filter((sample) => sample.step === 'chat' && sample.scenario === scenario).map(({ ms }) => ms),
    )?.p95;
  const [before, during] = [p95('chat_before'), p95('chat_during')];
  if (before === undefined || during === undefined) return null;
  return { before, during, tooMuch: during > before * MOST_SLOWING && during - before > SLOWING_FLOOR_MS };
}

const lastLine = (text: string) => text.trim().split('\n').at(-1)?.slice(0, 400) || 'it said nothing';

function firstTokenOf({ firstText, probes }: Measured): FirstTokenFigures {
  const between = firstText ? histogramDelta(firstText.before, firstText.after) : null;
  const [p50, p95] = between ? [histogramQuantile(between, 0.5), histogramQuantile(between, 0.95)] : [null, null];
  const first = distributionOf(probes.flatMap(({ firstMs }) => firstMs ?? []));
  return {
    server:
      between && p50 !== null && p95 !== null
        ? { count: between.get(Infinity) ?? 0, p50: p50 * 1000, p95: p95 * 1000 }
        : null,
    client: first ? { first, failures: probes.filter(({ failure }) => failure !== null).length } : null,
  };
}

const EXAMPLES = 3;

function errorsOf(failures: readonly Failure[]): ErrorRow[] {
  const groups = Map.groupBy(failures, ({ step, kind }) => JSON.stringify([step, kind]));
  return [...groups]
    .map(([, group]) => ({
      step: group[0]!.step,
      kind: group[0]!.kind,
      count: group.length,
      examples: group.slice(0, EXAMPLES).map(({ about, detail, requestId }) => ({ about, detail, requestId })),
    }))
    .toSorted((a, b) => b.count - a.count);
}

function seriesOf({ collected, server }: Measured): Series {
  const [startedAt] = collected.samples.length > 0 ? rangeOf(collected.samples) : [server[0]?.at ?? 0];
  const seconds = loadedSeconds(collected.samples);
  const width = Math.max(1, Math.ceil(seconds / LONGEST_SERIES));
  const count = Math.max(1, Math.ceil(seconds / width));
  const indexOf = (at: number) => Math.min(count - 1, Math.max(0, Math.floor((at - startedAt) / 1000 / width)));
  const calls: Sample[][] = Array.from({ length: count }, () => []);
  const seen: ServerSample[][] = Array.from({ length: count }, () => []);
  for (const sample of collected.samples) calls[indexOf(sample.at)]!.push(sample);
  for (const sample of server) seen[indexOf(sample.at)]!.push(sample);
  const latencies = calls.map((group) => distributionOf(group.map(({ ms }) => ms)));
  const most = (read: (sample: ServerSample) => number | null) =>
    seen.map((group) => {
      const values = group.flatMap((sample) => read(sample) ?? []);
      return values.length > 0 ? Math.max(...values) : null;
    });
  return {
    at: calls.map((_, index) => index * width),
    p50: latencies.map((latency) => latency?.p50 ?? null),
    p95: latencies.map((latency) => latency?.p95 ?? null),
    requests: calls.map((group) => group.length / width),
    failures: calls.map((group) => group.filter(({ outcome }) => outcome !== 'ok').length),
    rss: most((sample) => sample.rss),
    childrenRss: most((sample) => sample.childrenRss),
    eventLoopP99: most((sample) => sample.eventLoopP99),
  };
}
