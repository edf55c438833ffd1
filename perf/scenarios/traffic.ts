import { sleep } from 'k6';
import http from 'k6/http';
import exec from 'k6/execution';
import { open as openFile, SeekMode } from 'k6/experimental/fs';
import type { Scenario } from 'k6/options';
import { THINK_MAX_SECONDS, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { ask, questionFor, readDocuments, search } from '../lib/ask.ts';
import { assertTargetIsUp, call } from '../lib/call-app.ts';
import { allocation, houseOf, houses, profile, searches, settings } from '../lib/input.ts';
import { closed, makeOptions, open, together, writeSummary } from '../lib/make-options.ts';

/*
 * A6: a development's owners ask, first by themselves, then while many retrieve at once and a developer uploads a batch of files. Chat
 * before and during are two scenarios, so that they are compared.
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
if (settings.upload_file && settings.staff_cookie) scenarios.uploads = together('upload', load.uploads, 1, during + Math.ceil(load.duringSeconds / 4));

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;

/** One copy for all virtual users; read when it is sent. */
const file = settings.upload_file ? openFile(settings.upload_file) : null;

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

export async function upload(): Promise<void> {
  if (file === null) return;
  const opened = await file;
  const { size } = await opened.stat();
  const bytes = new Uint8Array(size);
  await opened.seek(0, SeekMode.Start);
  await opened.read(bytes);
  const title = `Load test ${exec.vu.idInTest} ${Date.now()}`;
  call({
    step: 'upload',
    method: 'POST',
    path: '/api/documents',
    name: 'POST /api/documents',
    headers: { Cookie: settings.staff_cookie ?? '', 'X-Tenant-Slug': settings.tenant_slug },
    body: { file: http.file(bytes.buffer, `${title}.pdf`, 'application/pdf'), title, category: 'guides', house_types: 'A,B,C,D', development_id: settings.development_id },
    expect: [202],
    judge: (answer) => {
      const body = answer.json() as { document_id?: unknown; job_id?: unknown } | null;
      return typeof body?.document_id === 'string' && typeof body.job_id === 'string' ? null : 'malformed answer';
    },
    about: title,
  });
}
