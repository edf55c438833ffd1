import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { search } from '../lib/ask.ts';
import { assertTargetIsUp } from '../lib/call-app.ts';
import { houseOf, houses, profile, searches, settings } from '../lib/input.ts';
import { closed, makeOptions, open, writeSummary } from '../lib/make-options.ts';

/*
 * A5: the retrieval behind the chat, at one concurrency after another, then at a fixed rate, then with questions that
 * nobody has asked yet.
 */

const { levels, levelSeconds, rate, rateSeconds, cold } = profile.rag;
const GAP_SECONDS = 1;

const scenarios: Record<string, Scenario> = {};
let start = 0;
for (const level of levels) {
  scenarios[`c${level}`] = closed('retrieve', level, levelSeconds, start);
  start += levelSeconds + GAP_SECONDS;
}
scenarios.rate = open('retrieve', rate, rateSeconds, start);
start += rateSeconds + GAP_SECONDS;
if (cold > 0)
  scenarios.cold = {
    executor: 'shared-iterations',
    exec: 'retrieveCold',
    vus: 20,
    iterations: cold,
    maxDuration: '120s',
    startTime: `${start}s`,
  };

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;

/** Asks each question once, so that the levels compare retrieval and not the first embedding of each question. */
export function setup(): void {
  assertTargetIsUp();
  searches.forEach((text, index) => search(houseOf([0, houses.length], index), text, 'warm-up'));
}

export function retrieve(): void {
  const n = exec.scenario.iterationInTest;
  search(houseOf([0, houses.length], n), searches[n % searches.length]!);
}

/** The same questions in words of their own: their embeddings are in no cache. */
export function retrieveCold(): void {
  const n = exec.scenario.iterationInTest;
  const house = houseOf([0, houses.length], n);
  search(
    house,
    `${searches[n % searches.length]} I am asking from ${house.label} for the ${n + 1}. time on ` +
      `${settings.profile} day ${Date.now()}.`,
  );
}
