import { cpus, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { BAD_FILES, type BadFile } from './bad-input-files.ts';
import { cookieOf, say, withOwnServer } from './with-own-server.ts';
import type { OwnTarget } from '../target/own-target.ts';
import { runHarness } from '../run-harness.ts';
import { rssOf } from '../target/sample-server.ts';

/*
 * `npm run stress:bad-input` (after `npm run build`): a production server of its own is sent one file of each kind of
 * bad input. Each ends ready, or failed with a reason, or is refused with one, and the web process's memory stays where
 * it was. Prints a table in Markdown. Exit code 1 when not.
 */

const MAX_GROWTH_MB = 100;
/** A reader's minute, recognition's, and what waits before them. */
const DEADLINE_MS = 600_000;

type Ended = { status: string; reason: string | null };
type Server = { own: OwnTarget; pid: number; staff: Record<string, string>; admin: Record<string, string> };

await runHarness(() =>
  withOwnServer('bad-input', async (own) => {
    const headersOf = async (role: string) => ({ Cookie: await cookieOf(own, role), Origin: own.baseUrl });
    const server: Server = {
      own,
      pid: own.server.pid ?? 0,
      staff: await headersOf('developer'),
      admin: await headersOf('admin'),
    };
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}, load ${loadavg()[0]?.toFixed(0)}`;
    say(`${new Date().toISOString()}  node ${process.version}, ${machine}\n`);
    say('| input | file | ends | web process before, most, after | seconds |\n| --- | --- | --- | --- | --- |');
    let passed = true;
    for (const file of BAD_FILES) passed = (await judge(file, server)) && passed;
    say(`\n${passed ? 'passed' : 'FAILED'}`);
    return passed ? 0 : 1;
  }),
);

async function judge(file: BadFile, server: Server): Promise<boolean> {
  const bytes = await file.make();
  const rss = () => Math.round(rssOf(server.pid) ?? 0);
  const before = rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, rss())), 100);
  const started = performance.now();
  let ended: Ended;
  try {
    ended = await send(file, bytes, server);
    await delay(1_000);
  } finally {
    clearInterval(timer);
  }
  const told = ended.status === 'ready' || (ended.reason ?? '').length > 10;
  const passed = told && most - before <= MAX_GROWTH_MB;
  const size = `${(bytes.length / 1_048_576).toFixed(1)} MB`;
  const seconds = Math.round((performance.now() - started) / 1000);
  const end = [ended.status, ended.reason].filter(Boolean).join(': ');
  say(`| ${file.what} | ${size} | ${end} | ${before}, ${most}, ${rss()} MB | ${seconds} |${passed ? '' : ' **no**'}`);
  return passed;
}

async function send(file: BadFile, bytes: Uint8Array, server: Server): Promise<Ended> {
  const { own, staff } = server;
  const form = new FormData();
  for (const [name, value] of Object.entries({
    title: file.what,
    category: 'guides',
    house_types: 'A',
    development_id: own.developmentId,
  }))
    form.set(name, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), file.name);
  const answer = await fetch(`${own.baseUrl}/api/documents`, { method: 'POST', headers: staff, body: form });
  const body = (await answer.json()) as { document_id?: string; detail?: string; title?: string };
  if (!body.document_id) return { status: `refused (${answer.status})`, reason: body.detail ?? body.title ?? null };
  const deadline = performance.now() + DEADLINE_MS;
  let cancelled = !file.cancels;
  while (performance.now() < deadline) {
    await delay(500);
    const document = (await getJson(server, `/api/documents/${body.document_id}`, staff)) as Ended & {
      warnings: string[];
      recognition: { done: number } | null;
    };
    cancelled ||= (document.recognition?.done ?? 0) >= 8 && (await cancelRecognition(server));
    const over = document.status === 'ready' || document.status === 'failed';
    if (over && document.recognition === null && cancelled)
      return { status: document.status, reason: document.reason ?? document.warnings.join(' ') };
  }
  return { status: 'did not end', reason: null };
}

async function cancelRecognition(server: Server): Promise<boolean> {
  const { items } = (await getJson(server, '/api/admin/jobs?limit=100', server.admin)) as {
    items: { id: string; event: { name: string }; state: string }[];
  };
  const job = items.find(
    ({ event, state }) => event.name.includes('recognition') && !/succeeded|failed|cancelled/.test(state),
  );
  if (!job) return false;
  const answer = await fetch(`${server.own.baseUrl}/api/admin/jobs/${job.id}/cancel`, {
    method: 'POST',
    headers: server.admin,
  });
  return answer.ok;
}

async function getJson({ own }: Server, path: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(own.baseUrl + path, { headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  return answer.json();
}
