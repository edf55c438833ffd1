import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { allocateHouses } from '../lib/allocate-houses.ts';
import type { LoadHouse, LoadInput, ProfileName, SuiteName } from '../lib/load-input.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { paceScans } from '../lib/pace-scans.ts';
import { PROFILES } from '../lib/profiles.ts';
import type { Proof } from './arguments.ts';
import { FirstTokenProbe } from './first-token.ts';
import type { ProcessLedger } from './processes.ts';
import { expectationsOfAnotherType, readChatQuestions, readSearches } from './read-questions.ts';
import { runK6, type K6Run } from './run-k6.ts';
import { ServerSampler } from './target/sample-server.ts';
import { signInDeveloper } from './target/sign-in-developer.ts';
import { startSlowProxy } from './target/slow-proxy.ts';
import type { Measured } from './report/summarise.ts';
import { writeUploadFile } from './write-upload.ts';

/** A server to load, whoever started it. */
export type Target = {
  baseUrl: string;
  tenantSlug: string;
  developmentId: string;
  houses: LoadHouse[];
  developer: { email: string; password: string } | null;
  /** The web process, where it runs here and is known. */
  pid: number | undefined;
  hasEnded: () => boolean;
  embeddedDatabase: boolean;
};

export type SuiteRun = { measured: Measured; notes: string[] };

/** Milliseconds by which `--prove slow` holds every answer back: more than the suite's p99 target. */
const SLOW_MS: Record<SuiteName, number> = { rag: 1_100, chat: 5_200, onboarding: 1_100, traffic: 5_200 };

/** Loads a target with one suite: k6, and beside it the watch over the server and the streaming client. */
export async function runSuite(options: {
  suite: SuiteName;
  profile: ProfileName;
  prove: Proof | undefined;
  k6: string;
  target: Target;
  runFolder: string;
  ledger: ProcessLedger;
  metricsToken: string | undefined;
  onProgress: (run: { collected: K6Run['collected']; seconds: number; rss: number | null }) => void;
}): Promise<SuiteRun> {
  const { suite, profile, prove, target, runFolder } = options;
  const notes: string[] = [];
  const questions = await readChatQuestions();
  const proxy = prove === 'slow' ? await startSlowProxy(target.baseUrl, SLOW_MS[suite]) : null;
  const upload =
    suite === 'traffic' ? await prepareUpload(target, profile, runFolder, notes) : { cookie: null, file: null };
  const sampler = new ServerSampler({ baseUrl: target.baseUrl, pid: target.pid, metricsToken: options.metricsToken });
  const input: LoadInput = {
    houses: target.houses,
    questions: prove === 'wrong-answers' ? expectationsOfAnotherType(questions) : questions,
    searches: (await readSearches()).slice(0, PROFILES[profile][suite === 'traffic' ? 'traffic' : 'rag'].questions),
  };
  const probe = firstTokenProbe(options, questions, notes);
  if (suite === 'onboarding') noteScanPace(target.houses, PROFILES[profile].onboarding, notes);
  try {
    await sampler.start();
    probe?.start();
    const run = await runK6({
      k6: options.k6,
      suite,
      settings: {
        base_url: proxy?.url ?? target.baseUrl,
        tenant_slug: target.tenantSlug,
        development_id: target.developmentId,
        suite,
        profile,
        houses: target.houses.length,
        staff_cookie: upload.cookie,
        upload_file: upload.file,
      },
      input,
      runFolder,
      ledger: options.ledger,
      onProgress: (collected, seconds) =>
        options.onProgress({ collected, seconds, rss: sampler.latest()?.rss ?? null }),
    });
    const serverDied = target.hasEnded();
    await probe?.stop();
    await sampler.stop();
    if (sampler.samples.length === 0)
      notes.push(
        'The server’s memory and metrics could not be read: for a deployment elsewhere set METRICS_TOKEN here ' +
          'and there.',
      );
    return {
      notes,
      measured: {
        suite,
        ...run,
        server: sampler.samples,
        firstText: sampler.firstText,
        probes: probe?.results ?? [],
        embeddedDatabase: target.embeddedDatabase,
        serverDied,
      },
    };
  } finally {
    await probe?.stop();
    await sampler.stop();
    await proxy?.stop();
    // It holds tokens.
    await rm(join(runFolder, `${suite}-input.json`), { force: true });
  }
}

function noteScanPace(houses: readonly LoadHouse[], wanted: { scanners: number; rate: number }, notes: string[]): void {
  const scannable = houses.filter(({ qr_token }) => qr_token !== null).length;
  const { scanners, restSeconds, rate } = paceScans(scannable, wanted);
  if (restSeconds > 0)
    notes.push(
      `${scannable} houses: ${scanners} of the profile’s ${wanted.scanners} scanners rest ` +
        `${restSeconds.toFixed(1)} s between two, and ${rate} of the profile’s ${wanted.rate} onboardings a second ` +
        `arrive (the limit is ${LIMITS['qr-token'].points} scans a minute and code).`,
    );
}

async function prepareUpload(
  target: Target,
  profile: ProfileName,
  runFolder: string,
  notes: string[],
): Promise<{ cookie: string | null; file: string | null }> {
  const cookie = target.developer ? await signInDeveloper(target.baseUrl, target.developer) : null;
  if (!cookie) {
    notes.push(
      'No uploads: there is no developer’s sign-in for this deployment. Set DEVELOPER_EMAIL and DEVELOPER_PASSWORD.',
    );
    return { cookie: null, file: null };
  }
  const file = join(process.cwd(), runFolder, 'upload.pdf');
  await writeUploadFile(file, PROFILES[profile].traffic.uploadMegabytes);
  return { cookie, file };
}

function firstTokenProbe(
  options: Parameters<typeof runSuite>[0],
  questions: LoadInput['questions'],
  notes: string[],
): FirstTokenProbe | null {
  const { suite, profile, target } = options;
  if (suite !== 'chat' && suite !== 'traffic') return null;
  const wanted =
    suite === 'chat'
      ? { owners: PROFILES[profile].chat.owners, rate: PROFILES[profile].chat.rate }
      : { owners: PROFILES[profile].traffic.owners, rate: 0 };
  const parts = allocateHouses(target.houses.length, wanted);
  if (suite === 'chat' && parts.rate < wanted.rate)
    notes.push(
      `${target.houses.length} houses may ask ${parts.rate} questions a second together, so the profile’s ` +
        `${wanted.rate} were cut to that (the limit is 30 a minute and house).`,
    );
  if (parts.owners[1] < wanted.owners)
    notes.push(`There are houses for ${parts.owners[1]} owners at once, not for the profile’s ${wanted.owners}.`);
  const houses = target.houses.slice(...parts.probes);
  if (houses.length === 0) {
    notes.push('Too few houses for the proof of the limit and for the streaming client: 16 are needed.');
    return null;
  }
  return new FirstTokenProbe({ baseUrl: target.baseUrl, tenantSlug: target.tenantSlug, houses, questions });
}
