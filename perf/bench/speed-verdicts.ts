import { distributionOf, type Distribution } from '../harness/report/percentiles.ts';
import type { Verdict } from '../harness/report/verdict.ts';
import { GOALS, LOAD, type Part } from './speed-settings.ts';
import type { Memory } from './watch-memory.ts';

/* What was measured, and what it says of the goals: pure. Milliseconds, requests a second, MB. */

export type Failed = { requests: number; failures: Record<string, number> };

export type Figures = {
  search?: Failed & {
    notCached: Distribution;
    again: Distribution;
    /** The same SQL by the application's query functions, and as recorded statements without them. */
    functions: Distribution;
    statements: Distribution;
    /** p95 of HTTP by the p95 of the functions, round by round. */
    rounds: number[];
    coldLocal: Distribution;
    coldStub: Distribution | null;
  };
  chat?: Failed & { all: Distribution; common: Distribution; new: Distribution };
  onboarding?: Failed & { together: Distribution; closed: Distribution; steps: Record<string, Distribution> };
  page?: Failed & { home: number[]; trivial: number[] };
  uploads?: Failed & { before: Distribution; during: Distribution; accepted: number; uploadP95: number };
  memory?: { idle: Memory; peaks: Partial<Record<Part, Memory>> };
};

export const ms = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);
const latency = ({ p50, p95 }: Distribution) => `p50 ${ms(p50)}, p95 ${ms(p95)}`;
const times = (value: number) => `${value.toFixed(2)} ×`;
const isClean = ({ failures }: Failed) => Object.keys(failures).length === 0;

/** `3 of 800 failed: HTTP 500 (3)`; empty when none did. */
export function sayFailures({ requests, failures }: Failed): string {
  const kinds = Object.entries(failures);
  if (kinds.length === 0) return '';
  return (
    `; ${kinds.reduce((sum, [, count]) => sum + count, 0)} of ${requests} failed: ` +
    `${kinds.map(([kind, count]) => `${kind} (${count})`).join(', ')}`
  );
}

export const middle = (values: readonly number[]): number => distributionOf(values)?.p50 ?? Number.NaN;

/**
 * The goals of what was measured. A ratio or a rate of one bench is beside what the load suites show of A3 to A6, never
 * instead of it.
 */
export function speedVerdicts({ search, chat, onboarding, page, uploads, memory }: Figures): Verdict[] {
  const verdicts: Verdict[] = [];
  if (search) {
    const ratio = search.notCached.p95 / search.functions.p95;
    verdicts.push({
      requirements: ['A5', 'B5'],
      what:
        `${LOAD.search.users} searches at once, vectors warm: p95 at most ${GOALS.search} × the same SQL through ` +
        'the same pool',
      figure: `${times(ratio)} (p95 ${ms(search.notCached.p95)} by ${ms(search.functions.p95)})${sayFailures(search)}`,
      passed: ratio <= GOALS.search && isClean(search),
    });
  }
  if (chat) {
    const failed = Object.values(chat.failures).reduce((sum, count) => sum + count, 0);
    verdicts.push({
      requirements: ['A4', 'B5'],
      what:
        `${LOAD.chat.owners} owners chat with a model that answers at once: p95 at most ${GOALS.chat} ms, grounded ` +
        'and cited',
      figure: `${latency(chat.all)}${sayFailures(chat)}`,
      passed: chat.all.p95 <= GOALS.chat && failed <= chat.requests * (1 - GOALS.chatGood),
    });
  }
  if (onboarding) {
    verdicts.push({
      requirements: ['A3'],
      what: `${LOAD.onboarding.scanners} onboardings at once: p95 at most ${GOALS.onboarding} ms`,
      figure: `${latency(onboarding.together)}${sayFailures(onboarding)}`,
      passed: onboarding.together.p95 <= GOALS.onboarding && isClean(onboarding),
    });
  }
  if (page) {
    const [home, trivial] = [middle(page.home), middle(page.trivial)];
    verdicts.push({
      requirements: ['F8'],
      what: `The home page’s requests a second are at least ${GOALS.page} × those of a trivial Remix page`,
      figure: `${times(home / trivial)} (${Math.round(home)} by ${Math.round(trivial)} a second)${sayFailures(page)}`,
      passed: home / trivial >= GOALS.page && isClean(page),
    });
  }
  if (uploads) {
    const ratio = uploads.during.p95 / uploads.before.p95;
    verdicts.push({
      requirements: ['A6', 'C1'],
      what:
        `${LOAD.uploads.uploads} uploads of ${LOAD.uploads.megabytes} MB: all accepted, no request failed, chat ` +
        `p95 at most ${GOALS.uploads} × that before`,
      figure:
        `${uploads.accepted} accepted; chat ${times(ratio)} (p95 ${ms(uploads.before.p95)} → ` +
        `${ms(uploads.during.p95)})${sayFailures(uploads)}`,
      passed: uploads.accepted === LOAD.uploads.uploads && ratio <= GOALS.uploads && isClean(uploads),
    });
  }
  if (memory) {
    const peak = Math.max(memory.idle['web'] ?? 0, ...Object.values(memory.peaks).map((part) => part['web'] ?? 0));
    verdicts.push({
      requirements: ['A6'],
      what: `The web process’s memory is at most ${GOALS.rss} MB throughout`,
      figure: `idle ${Math.round(memory.idle['web'] ?? 0)} MB, peak ${Math.round(peak)} MB`,
      passed: peak > 0 && peak <= GOALS.rss,
    });
  }
  return verdicts;
}

/** What is reported beside the goals: a name and a figure. */
export function besides({ search, chat, onboarding, uploads, memory }: Figures): [string, string][] {
  const lines: [string, string][] = [];
  if (search) {
    lines.push(['search, not cached: ratio by round', search.rounds.map((value) => value.toFixed(2)).join(', ')]);
    lines.push([
      'search, not cached, by recorded statements without our functions',
      `${times(search.notCached.p95 / search.statements.p95)} (p95 ${ms(search.statements.p95)})`,
    ]);
    lines.push([
      'search, asked again (answer cache)',
      `${times(search.again.p95 / search.functions.p95)} (${latency(search.again)})`,
    ]);
    lines.push(['200 cold questions at once, local embedder', latency(search.coldLocal)]);
    if (search.coldStub) lines.push(['200 cold questions at once, embeddings stub', latency(search.coldStub)]);
  }
  if (chat)
    lines.push(
      ['chat, common questions', latency(chat.common)],
      ['chat, new questions (cold vectors)', latency(chat.new)],
    );
  if (onboarding) {
    for (const [step, figures] of Object.entries(onboarding.steps))
      lines.push([`onboarding at once: ${step}`, latency(figures)]);
    lines.push([`onboarding, ${LOAD.onboarding.scanners} without a pause`, latency(onboarding.closed)]);
  }
  if (uploads) lines.push(['upload accepted', `p95 ${ms(uploads.uploadP95)}`]);
  if (memory) {
    lines.push(['memory, idle', sayMemory(memory.idle)]);
    for (const [part, peak] of Object.entries(memory.peaks)) lines.push([`memory, peak in ${part}`, sayMemory(peak)]);
  }
  return lines;
}

const sayMemory = (memory: Memory) =>
  Object.entries(memory)
    .map(([name, mb]) => `${name} ${Math.round(mb)}`)
    .join(' · ');
