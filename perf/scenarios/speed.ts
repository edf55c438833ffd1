import { sleep } from 'k6';
import exec from 'k6/execution';
import type { Options, Scenario } from 'k6/options';
import { THINK_MAX_SECONDS, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { questionFor } from '../lib/ask.ts';
import { assertTargetIsUp, call, ownerHeaders } from '../lib/call-app.ts';
import { houses, searches, settings } from '../lib/input.ts';
import { judgeCited } from '../lib/judge-answer.ts';
import type { LoadHouse, SpeedLoad } from '../lib/load-input.ts';
import { closed, makeOptions, together, writeSummary } from '../lib/make-options.ts';
import { onboardAt } from '../lib/onboard.ts';
import { inOwnWords, searchOf } from '../lib/speed-questions.ts';
import { uploadDocument } from '../lib/upload-document.ts';

/* The parts of `npm run bench:speed`, one a run: the bench puts other measurements between them. */

if (!settings.speed) throw new Error('settings.speed is missing: this scenario is started by `npm run bench:speed`.');
const load: SpeedLoad = settings.speed;
/** Owners of the bench's chat ask again after so many seconds. */
const THINK = { min: 1, max: 3 };

function scenariosOf(): Record<string, Scenario> {
  if (load.part === 'search') return { searches: together('retrieve', load.users, load.times) };
  if (load.part === 'chat') return { owners: closed('owner', load.owners, load.seconds) };
  if (load.part === 'page') return { visitors: closed('visit', load.users, load.seconds) };
  if (load.part === 'onboarding')
    return {
      bursts: together('onboardTogether', load.scanners, load.bursts),
      closed: closed('onboard', load.scanners, load.closedSeconds, load.bursts + 5),
    };
  const during = load.beforeSeconds + 1;
  return {
    before: closed('ownerBefore', load.owners, load.beforeSeconds),
    during: closed('ownerDuring', load.owners, load.duringSeconds, during),
    uploads: together('upload', load.uploads, 1, during + 1),
  };
}

export const options: Options = makeOptions(scenariosOf());
export const handleSummary = writeSummary;

export function setup(): void {
  // The page may be another program's.
  if (load.part !== 'page') assertTargetIsUp();
}

const types = [...new Set(houses.map((house) => house.house_type))].sort();
const byType = new Map(types.map((type) => [type, houses.filter((house) => house.house_type === type)]));

/** The answer is looked at no closer than that it holds passages: what is measured stands on the same machine. */
export function retrieve(): void {
  if (load.part !== 'search') return;
  const n = exec.scenario.iterationInTest;
  const { text, type, limit } = searchOf(load.kind, load.first + n, searches, types);
  const mine = byType.get(type)!;
  call({
    step: 'search',
    path: `/api/search?limit=${limit}&q=${encodeURIComponent(text)}`,
    name: '/api/search',
    headers: ownerHeaders(mine[n % mine.length]!),
    expect: [200],
    judge: (answer) => (String(answer.body).includes('"quote":"') ? null : 'nothing found'),
    about: `${type}: ${text}`,
  });
}

export function owner(): void {
  if (load.part === 'chat') chat(load.house, load.owners, load.first, THINK);
}

export function ownerBefore(): void {
  if (load.part === 'uploads')
    chat(load.house, load.owners, load.first, { min: THINK_MIN_SECONDS, max: THINK_MAX_SECONDS });
}

export function ownerDuring(): void {
  if (load.part === 'uploads')
    chat(load.house + load.owners, load.owners, load.first + 400, { min: THINK_MIN_SECONDS, max: THINK_MAX_SECONDS });
}

/**
 * So many houses, each asked in its turn, and so no oftener than its owner would: now what everybody asks, now what
 * nobody has asked.
 */
function chat(from: number, owners: number, first: number, think: { min: number; max: number }): void {
  // People do not begin on the same instant; a burst of first questions would be the whole p95.
  if (exec.vu.iterationInScenario === 0) sleep(Math.random() * think.max);
  const n = exec.scenario.iterationInTest;
  const house = houses[from + (n % owners)]!;
  const round = Math.floor(n / owners);
  const isNew = (n + round) % 2 === 1;
  const text = isNew ? inOwnWords(searches, first + Math.floor(n / 2)) : questionFor(house, round).question;
  call({
    step: isNew ? 'new question' : 'chat',
    method: 'POST',
    path: '/api/chat',
    name: '/api/chat',
    headers: { ...ownerHeaders(house), 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({
      message: text,
      context: { development_id: house.development_id, house_id: house.house_id },
    }),
    expect: [200],
    judge: (answer) => judgeCited(answer.json()),
    about: `${house.house_type}: ${text}`,
  });
  sleep(think.min + Math.random() * (think.max - think.min));
}

const unclaimed = houses.filter((house) => house.qr_token !== null && !house.claimed);

/** All scan at the same second. */
export function onboardTogether(): void {
  sleep(1 - (Date.now() % 1000) / 1000);
  onboard();
}

export function onboard(): void {
  onboardAt(unclaimed[exec.scenario.iterationInTest % unclaimed.length]!);
}

const claimed: LoadHouse[] = houses.filter((house) => house.claimed);

export function visit(): void {
  if (load.part !== 'page') return;
  const { path, holds } = load;
  const house = claimed[exec.scenario.iterationInTest % claimed.length]!;
  call({
    step: 'home',
    path,
    name: path,
    headers: { Cookie: `homeowner_token=${house.token}` },
    expect: [200],
    judge: (answer) => (String(answer.body).includes(holds) ? null : 'another page'),
    about: house.label,
  });
}

export const upload = uploadDocument;
