import { sleep } from 'k6';
import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { THINK_MAX_SECONDS, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { ask, questionFor, readDocuments, search } from '../lib/ask.ts';
import { assertTargetIsUp } from '../lib/call-app.ts';
import { allocation, houseOf, houses, profile, searches, settings } from '../lib/input.ts';
import { closed, makeOptions, open, together, writeSummary } from '../lib/make-options.ts';
import { uploadDocument } from '../lib/upload-document.ts';

/*
 * A6: a development's owners ask, first by themselves, then while many retrieve at once and a developer uploads a batch
 * of files. Chat before and during are two scenarios, so that they are compared.
 */

const load = profile.traffic;
const parts = allocation({ owners: load.owners, rate: 0 });
const during = load.beforeSeconds + 1;

const scenarios: Record<string, Scenario> = {
  chat_before: closed('owner', parts.owners[1], load.beforeSeconds),
  chat_during: closed('owner', parts.owners[1], load.duringSeconds, during),
  // Other pages beside the chat, at a rate that must not give way.
  documents: open('documents', 2, load.beforeSeconds + load.duringSeconds),
  retrievals: together('retrieve', load.retrievals, load.retrievalRepeats, during + 1),
};
if (settings.upload_file && settings.staff_cookie)
  scenarios.uploads = together('upload', load.uploads, 1, during + Math.ceil(load.duringSeconds / 4));

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;

/** Asks each search once: the targets of A5 are for questions that were asked before. */
export function setup(): void {
  assertTargetIsUp();
  searches.forEach((text, index) => search(houseOf([0, houses.length], index), text, 'warm-up'));
}

export function owner(): void {
  const n = exec.scenario.iterationInTest;
  const house = houseOf(parts.owners, n);
  ask(house, questionFor(house, Math.floor(n / parts.owners[1])));
  sleep(THINK_MIN_SECONDS + Math.random() * (THINK_MAX_SECONDS - THINK_MIN_SECONDS));
}

export function documents(): void {
  readDocuments(houseOf([0, houses.length], exec.scenario.iterationInTest));
}

export function retrieve(): void {
  const n = exec.scenario.iterationInTest;
  search(houseOf([0, houses.length], n), searches[n % searches.length]!);
}

export const upload = uploadDocument;
