import { sleep } from 'k6';
import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { THINK_MAX_SECONDS, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { ask, questionFor, readHistory } from '../lib/ask.ts';
import { assertTargetIsUp } from '../lib/call-app.ts';
import { allocation, houseOf, profile } from '../lib/input.ts';
import { closed, makeOptions, open, together, writeSummary } from '../lib/make-options.ts';

/*
 * A4: owners who ask and read, and questions that arrive at a fixed rate; then one house that asks too much, and its
 * neighbours behind the same address.
 */

const { owners, ownerSeconds, rate, rateSeconds, greedyQuestions } = profile.chat;
const parts = allocation({ owners, rate });
/** Of the documentation's own range: everybody in one building comes from here. */
const BUILDING = '203.0.113.7';
const GREEDY_USERS = 4;

const scenarios: Record<string, Scenario> = { owners: closed('owner', parts.owners[1], ownerSeconds) };
if (parts.rate > 0) scenarios.arrivals = open('arrival', parts.rate, rateSeconds);
if (greedyQuestions > 0 && parts.greedy[1] > 0) {
  const start = Math.round(ownerSeconds / 3);
  scenarios.greedy = together('askTooMuch', GREEDY_USERS, Math.ceil(greedyQuestions / GREEDY_USERS), start);
  scenarios.neighbours = together('neighbour', parts.neighbours[1] - parts.neighbours[0], 3, start);
}

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;
export const setup = assertTargetIsUp;

export function owner(): void {
  const n = exec.scenario.iterationInTest;
  const house = houseOf(parts.owners, n);
  // A returning owner's page reads the conversation first.
  if (n % 5 === 0) readHistory(house);
  ask(house, questionFor(house, Math.floor(n / parts.owners[1])));
  sleep(THINK_MIN_SECONDS + Math.random() * (THINK_MAX_SECONDS - THINK_MIN_SECONDS));
}

export function arrival(): void {
  const n = exec.scenario.iterationInTest;
  const house = houseOf(parts.arrivals, n);
  ask(house, questionFor(house, Math.floor(n / (parts.arrivals[1] - parts.arrivals[0]))));
}

export function askTooMuch(): void {
  const house = houseOf(parts.greedy, 0);
  ask(house, questionFor(house, 0), { step: 'chat over limit', address: BUILDING });
}

export function neighbour(): void {
  const n = exec.scenario.iterationInTest;
  const house = houseOf(parts.neighbours, n);
  ask(house, questionFor(house, n), { step: 'chat of neighbours', address: BUILDING });
  sleep(1);
}
