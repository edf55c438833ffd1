import { rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { LoadHouse } from '../../lib/load-input.ts';
import { endWith } from '../end-with.ts';
import { ProcessLedger } from '../processes.ts';
import { runHarness } from '../run-harness.ts';
import { startBalancer } from '../target/balance.ts';
import { housesOf } from '../target/open-target.ts';
import { CACHE, startAnother, startOwnTarget, type OwnTarget } from '../target/own-target.ts';
import { signInDeveloper } from '../target/sign-in-developer.ts';

/*
 * `npm run stress:instances` (after `npm run build`, with native PostgreSQL): two processes of one deployment share a
 * database and files. Sessions, limits, streams, documents and their jobs go on across both; one that is killed with -9
 * under load loses nothing acknowledged; restarting one after the other drops no request. Exit code 1 when not.
 */

const QUESTIONS = ['Where is my fuse box?', 'How do I bleed a radiator?', 'When are the bins collected?'];
/** Acknowledged answers before something is ended. */
const ENOUGH = 10;
/** Of the chat's limit, by house and minute. */
const ALLOWED = 30;
/** Between two questions of an owner, milliseconds: thirty of them outlast two restarts. */
const PAUSE_MS = 800;
const say = (line: string) => process.stdout.write(`${line}\n`);

type Check = [what: string, seen: unknown, expected: unknown];
type World = { a: OwnTarget; b: OwnTarget; houses: LoadHouse[]; again: (which: 'a' | 'b') => Promise<void> };

await runHarness(async () => {
  const runFolder = join(CACHE, 'runs', `instances-${process.pid}`);
  const ledger = new ProcessLedger(runFolder);
  const signals = endWith(ledger, runFolder, say);
  const options = {
    database: 'native' as const,
    databaseUrl: undefined,
    extraHouses: 20,
    runFolder,
    ledger,
    tell: say,
  };
  try {
    const a = await startOwnTarget(options);
    const world: World = {
      a,
      b: await startAnother(options, a),
      houses: await housesOf(a, 20),
      async again(which) {
        world[which] = await startAnother(options, a);
      },
    };
    say(
      `${new Date().toISOString()}  node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}, load ` +
        `${loadavg()[0]?.toFixed(0)}\n`,
    );
    const checks = [
      ...(await sessions(world)),
      ...(await limits(world)),
      ...(await streams(world)),
      ...(await documents(world)),
      ...(await killing(world)),
      ...(await restarting(world)),
    ];
    const wrong = checks.filter(([, seen, expected]) => JSON.stringify(seen) !== JSON.stringify(expected));
    say('| what | seen | |\n| --- | --- | --- |');
    for (const check of checks) {
      const [what, seen, expected] = check;
      const verdict = wrong.includes(check) ? `WRONG: ${JSON.stringify(expected)}` : 'as expected';
      say(`| ${what} | ${JSON.stringify(seen)} | ${verdict} |`);
    }
    say(`\n${wrong.length === 0 ? 'passed' : `FAILED: ${wrong.length}`}`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    // The signal's handler stops everything and ends the process.
    if (signals.came()) await new Promise(() => {});
    await ledger.stopAll();
    signals.forget();
    await rm(runFolder, { recursive: true, force: true });
  }
});

function bearer({ token }: LoadHouse): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

async function ask(baseUrl: string, house: LoadHouse, message: string, accept = 'application/json'): Promise<Response> {
  return fetch(`${baseUrl}/api/chat`, {
    method: 'POST',
    headers: { ...bearer(house), 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify({ message, context: { development_id: house.development_id, house_id: house.house_id } }),
    signal: AbortSignal.timeout(60_000),
  });
}

async function history(baseUrl: string, house: LoadHouse): Promise<{ id: string; content: string }[]> {
  const response = await fetch(`${baseUrl}/api/chat/history?limit=100`, { headers: bearer(house) });
  const { items } = (await response.json()) as { items: { id: string; content: string }[] };
  return items;
}

async function developerOf(baseUrl: string, { signIns }: OwnTarget): Promise<Record<string, string>> {
  const signIn = signIns.find(({ role }) => role === 'developer');
  const cookie = signIn ? await signInDeveloper(baseUrl, signIn) : null;
  if (cookie === null) throw new Error('The developer could not sign in.');
  return { Cookie: cookie, Origin: baseUrl };
}

/** Asks until it is so, for as long as `seconds`; what was seen last. */
async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean, seconds: number): Promise<T> {
  let seen = await look();
  for (let left = seconds * 5; left > 0 && !holds(seen); left -= 1) {
    await delay(200);
    seen = await look();
  }
  return seen;
}

async function sessions({ a, b, houses }: World): Promise<Check[]> {
  const staff = await developerOf(a.baseUrl, a);
  const units = async (baseUrl: string) => (await fetch(`${baseUrl}/api/units?limit=1`, { headers: staff })).status;
  const before = [await units(a.baseUrl), await units(b.baseUrl)];
  const ended = await fetch(`${a.baseUrl}/api/session`, { method: 'DELETE', headers: staff });
  const after = await until(
    () => units(b.baseUrl),
    (status) => status === 401,
    10,
  );
  const owner = await fetch(`${b.baseUrl}/api/documents?limit=1`, { headers: bearer(houses[0]!) });
  return [
    ['a session of the first at both', before, [200, 200]],
    ['ended at the first; at the second within seconds', [ended.status, after], [204, 401]],
    ['an owner at the second', owner.status, 200],
  ];
}

async function limits({ a, b, houses }: World): Promise<Check[]> {
  const statuses: number[] = [];
  for (let n = 0; n < ALLOWED + 10; n += 1) {
    const response = await ask([a, b][n % 2]!.baseUrl, houses[1]!, QUESTIONS[n % QUESTIONS.length]!);
    await response.body?.cancel();
    statuses.push(response.status);
  }
  const counted = (status: number) => statuses.filter((one) => one === status).length;
  return [['questions of one house, in turn: answered, then refused', [counted(200), counted(429)], [ALLOWED, 10]]];
}

type Read = { text: string; lastId: string; ended: boolean };

async function readStream(response: Response, stopAfter: (read: Read) => boolean): Promise<Read> {
  const read: Read = { text: '', lastId: '', ended: false };
  if (response.status !== 200 || !response.body) throw new Error(`The stream was answered ${response.status}.`);
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { event, data, id } of events) {
    if (id) read.lastId = id;
    if (event === 'delta') read.text += (JSON.parse(data) as { text: string }).text;
    if (event === 'done') read.ended = true;
    if (stopAfter(read)) break;
  }
  return read;
}

async function streams({ a, b, houses }: World): Promise<Check[]> {
  const house = houses[2]!;
  const first = await readStream(
    await ask(a.baseUrl, house, QUESTIONS[0]!, 'text/event-stream'),
    ({ lastId, text }) => lastId !== '' && text !== '',
  );
  const messageId = first.lastId.split(':')[0]!;
  const resumed = await fetch(`${b.baseUrl}/api/chat/answers/${messageId}`, {
    headers: { ...bearer(house), Accept: 'text/event-stream', 'Last-Event-ID': first.lastId },
    signal: AbortSignal.timeout(60_000),
  });
  const rest = await readStream(resumed, ({ ended }) => ended);
  const stored = (await history(b.baseUrl, house)).find(({ id }) => id === messageId);
  return [
    ['a stream left at the first goes on at the second', rest.ended, true],
    ['its words, joined, are the answer', first.text + rest.text === stored?.content, true],
  ];
}

function manual(name: string): string {
  return `# ${name}\n\n## Cover plate\n\nThe cover plate of the ${name} is held by four screws.\n`;
}

async function upload(baseUrl: string, own: OwnTarget, staff: Record<string, string>, name: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([manual(name)], { type: 'text/markdown' }), `${name}.md`);
  form.set('title', name);
  form.set('category', 'other');
  form.set('house_types', 'A,B,C,D');
  form.set('development_id', own.developmentId);
  const response = await fetch(`${baseUrl}/api/documents`, {
    method: 'POST',
    headers: { ...staff, Origin: baseUrl },
    body: form,
  });
  if (response.status !== 202) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { document_id: string }).document_id;
}

async function stateOf(baseUrl: string, staff: Record<string, string>, id: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/documents/${id}`, { headers: staff });
  return ((await response.json()) as { status: string }).status;
}

async function documents({ a, b, houses }: World): Promise<Check[]> {
  const staff = await developerOf(a.baseUrl, a);
  const id = await upload(a.baseUrl, a, staff, 'Quillfeather unit');
  const status = await until(
    () => stateOf(b.baseUrl, staff, id),
    (one) => one === 'ready',
    120,
  );
  const found = async ({ baseUrl }: OwnTarget) => {
    const response = await fetch(`${baseUrl}/api/search?q=Quillfeather+cover+plate`, { headers: bearer(houses[3]!) });
    const { items } = (await response.json()) as { items: { document_id: string }[] };
    return items[0]?.document_id === id;
  };
  const both = async () => [await found(a), await found(b)];
  const seen = await until(both, (all) => all.every(Boolean), 10);
  return [
    ['a document uploaded at the first is read; told by the second', status, 'ready'],
    ['and is found at both', seen, [true, true]],
  ];
}

/** Owners who ask one question after the other, in houses of their own, until told to stop. */
function keepAsking(urls: (n: number) => string, houses: readonly LoadHouse[]) {
  const acknowledged: Acknowledged[] = [];
  const failed: string[] = [];
  let going = true;
  const owners = houses.map(async (house, n) => {
    for (let asked = 0; going && asked < ALLOWED; asked += 1) {
      try {
        const response = await ask(urls(n), house, QUESTIONS[asked % QUESTIONS.length]!);
        if (response.status !== 200) failed.push(`HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`);
        else acknowledged.push({ house, id: ((await response.json()) as { message_id: string }).message_id });
      } catch (error) {
        failed.push(error instanceof Error ? String(error.cause ?? error.message) : String(error));
      }
      await delay(PAUSE_MS);
    }
  });
  return {
    acknowledged,
    failed,
    async stop() {
      going = false;
      await Promise.all(owners);
    },
  };
}

type Acknowledged = { house: LoadHouse; id: string };

/** How many acknowledged answers are in no history. */
async function lost(baseUrl: string, acknowledged: readonly Acknowledged[]): Promise<number> {
  let missing = 0;
  for (const house of new Set(acknowledged.map((one) => one.house))) {
    const kept = new Set((await history(baseUrl, house)).map(({ id }) => id));
    missing += acknowledged.filter((one) => one.house === house && !kept.has(one.id)).length;
  }
  return missing;
}

async function killing({ a, b, houses, again }: World): Promise<Check[]> {
  const staff = await developerOf(a.baseUrl, a);
  const asking = keepAsking((n) => [a, b][n % 2]!.baseUrl, houses.slice(4, 8));
  const before = await until(
    async () => asking.acknowledged.length,
    (count) => count >= ENOUGH,
    60,
  );
  const ids: string[] = [];
  for (const name of ['Farthing valve', 'Tolland hood', 'Marrow hatch'])
    ids.push(await upload(b.baseUrl, b, staff, name));
  const ended = new Promise((resolve) => b.server.once('exit', resolve));
  b.server.kill('SIGKILL');
  await ended;
  await delay(1_000);
  await asking.stop();
  const states = () => Promise.all(ids.map((id) => stateOf(a.baseUrl, staff, id)));
  const seen = await until(states, (all) => all.every((one) => one === 'ready'), 180);
  const missing = await lost(a.baseUrl, asking.acknowledged);
  await again('b');
  return [
    ['answers were acknowledged under load', before >= ENOUGH && asking.acknowledged.length > before, true],
    ['the second killed under load: answers acknowledged and lost', missing, 0],
    ['documents that it had accepted', seen, ['ready', 'ready', 'ready']],
  ];
}

async function restarting(world: World): Promise<Check[]> {
  let open = [world.a.baseUrl, world.b.baseUrl];
  const balancer = await startBalancer(() => open);
  const asking = keepAsking(() => balancer.url, world.houses.slice(8, 16));
  try {
    const told: number[] = [];
    for (const which of ['a', 'b'] as const) {
      told.push(asking.acknowledged.length);
      const old = world[which].server;
      const ended = new Promise((resolve) => old.once('exit', resolve));
      old.kill('SIGTERM');
      await ended;
      await world.again(which);
      open = [world.a.baseUrl, world.b.baseUrl];
    }
    told.push(asking.acknowledged.length);
    await asking.stop();
    const missing = await lost(world.a.baseUrl, asking.acknowledged);
    return [
      ['answers were acknowledged while each was restarted', told[0]! < told[1]! && told[1]! < told[2]!, true],
      ['each restarted in turn: requests that failed', asking.failed, []],
      [`answers acknowledged (${asking.acknowledged.length}) and lost`, missing, 0],
    ];
  } finally {
    balancer.stop();
  }
}
