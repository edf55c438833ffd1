import type { Collected, Sample } from '../harness/report/collect-points.ts';
import { distributionOf, type Distribution } from '../harness/report/percentiles.ts';
import { distinctSearches } from '../lib/speed-questions.ts';
import type { SpeedLoad } from '../lib/load-input.ts';
import { LOAD } from './speed-settings.ts';
import type { SqlRequest } from './speed-worker.ts';
import type { Failed, Figures } from './speed-verdicts.ts';
import { TRIVIAL_TEXT } from './trivial-app.ts';

/** What the parts measure with. */
export type Bench = {
  /** One run of k6 against the server, or against `baseUrl`. */
  load(speed: SpeedLoad, other?: { baseUrl?: string; upload?: { cookie: string; file: string } }): Promise<Collected>;
  sql(request: SqlRequest): Promise<number[]>;
  searches: number;
  types: number;
  tell(line: string): void;
};

/** Throws when nothing came: a part without calls has no figure. */
function figuresOf(samples: readonly Sample[], what: string): Distribution {
  const figures = distributionOf(samples.map(({ ms }) => ms));
  if (!figures) throw new Error(`Not one call of ${what} was made: look at what k6 and the server said.`);
  return figures;
}

function failedOf(runs: readonly Collected[]): Failed {
  const failures: Record<string, number> = {};
  for (const { step, kind } of runs.flatMap((run) => run.failures))
    failures[`${step}: ${kind}`] = (failures[`${step}: ${kind}`] ?? 0) + 1;
  return { requests: runs.reduce((sum, { samples }) => sum + samples.length, 0), failures };
}

/** Searches by HTTP and their SQL in turn; the first round warms both and is not counted. */
export async function measureSearch(bench: Bench): Promise<NonNullable<Figures['search']>> {
  const { users, times, rounds } = LOAD.search;
  if ((rounds + 1) * users * times > distinctSearches(bench.searches, bench.types))
    throw new Error('There are too few questions for so many rounds without asking one twice.');
  const runs: Collected[] = [];
  const http = { notCached: [] as Sample[], again: [] as Sample[] };
  const sql = { functions: [] as number[], statements: [] as number[] };
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const first = round * users * times;
    const counted = round > 0;
    let httpP95 = Number.NaN;
    let sqlP95 = Number.NaN;
    const blocks = [
      async () => {
        const run = await bench.load({ part: 'search', kind: 'not cached', users, times, first });
        runs.push(run);
        httpP95 = figuresOf(run.samples, 'search').p95;
        if (counted) http.notCached.push(...run.samples);
      },
      async () => {
        const took = await bench.sql({ do: 'functions', users, times, first });
        sqlP95 = distributionOf(took)?.p95 ?? Number.NaN;
        if (counted) sql.functions.push(...took);
      },
      async () => {
        const run = await bench.load({ part: 'search', kind: 'asked again', users, times, first });
        runs.push(run);
        if (counted) http.again.push(...run.samples);
      },
      async () => {
        const took = await bench.sql({ do: 'statements', users, times, first });
        if (counted) sql.statements.push(...took);
      },
    ];
    for (const block of round % 2 === 0 ? blocks : blocks.toReversed()) await block();
    bench.tell(`  search, round ${round} of ${rounds}: p95 ${Math.round(httpP95)} ms by ${Math.round(sqlP95)} ms`);
    if (counted) ratios.push(httpP95 / sqlP95);
  }
  const cold = await measureCold(bench);
  runs.push(cold.run);
  const took = (values: number[], what: string) =>
    figuresOf(
      values.map((ms) => ({ step: what, scenario: '', outcome: 'ok', ms, at: 0 })),
      what,
    );
  return {
    ...failedOf(runs),
    notCached: figuresOf(http.notCached, 'search'),
    again: figuresOf(http.again, 'search'),
    functions: took(sql.functions, 'SQL'),
    statements: took(sql.statements, 'SQL'),
    rounds: ratios,
    coldLocal: cold.figures,
    coldStub: null,
  };
}

/** As many questions at once as nobody has asked before, each once. */
export async function measureCold(bench: Bench): Promise<{ run: Collected; figures: Distribution }> {
  const run = await bench.load({ part: 'search', kind: 'cold', users: LOAD.search.users, times: 1, first: 0 });
  return { run, figures: figuresOf(run.samples, 'cold searches') };
}

const isChat = ({ step }: Sample) => step === 'chat' || step === 'new question';

export async function measureChat(bench: Bench): Promise<NonNullable<Figures['chat']>> {
  const run = await bench.load({ part: 'chat', ...LOAD.chat, house: 0, first: 0 });
  const of = (step: string) => run.samples.filter((sample) => sample.step === step);
  return {
    ...failedOf([run]),
    all: figuresOf(run.samples.filter(isChat), 'chat'),
    common: figuresOf(of('chat'), 'common questions'),
    new: figuresOf(of('new question'), 'new questions'),
  };
}

export async function measureOnboarding(bench: Bench): Promise<NonNullable<Figures['onboarding']>> {
  const run = await bench.load({ part: 'onboarding', ...LOAD.onboarding });
  const whole = (scenario: string) =>
    figuresOf(
      run.compounds.filter((sample) => sample.step === 'onboarding' && sample.scenario === scenario),
      'onboarding',
    );
  const steps = ['scan', 'page after scan', 'token'].map(
    (step) =>
      [
        step,
        figuresOf(
          run.samples.filter((sample) => sample.step === step && sample.scenario === 'bursts'),
          step,
        ),
      ] as const,
  );
  return { ...failedOf([run]), together: whole('bursts'), closed: whole('closed'), steps: Object.fromEntries(steps) };
}

/** The home page and the trivial one in turn; the first round warms both. */
export async function measurePage(bench: Bench, trivialUrl: string): Promise<NonNullable<Figures['page']>> {
  const { users, seconds, rounds } = LOAD.page;
  const runs: Collected[] = [];
  const rates = { home: [] as number[], trivial: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const visits = [
      { name: 'home', path: '/home', holds: 'Load Row', baseUrl: undefined },
      { name: 'trivial', path: '/', holds: TRIVIAL_TEXT, baseUrl: trivialUrl },
    ] as const;
    for (const { name, path, holds, baseUrl } of round % 2 === 0 ? visits : visits.toReversed()) {
      const run = await bench.load({ part: 'page', path, holds, users, seconds }, { baseUrl });
      runs.push(run);
      if (round > 0) rates[name].push(run.samples.length / seconds);
    }
  }
  bench.tell(
    `  page: ${rates.home.map(Math.round).join(', ')} by ${rates.trivial.map(Math.round).join(', ')} a second`,
  );
  return { ...failedOf(runs), ...rates };
}

export async function measureUploads(
  bench: Bench,
  upload: { cookie: string; file: string },
): Promise<NonNullable<Figures['uploads']>> {
  const { owners, beforeSeconds, duringSeconds, uploads } = LOAD.uploads;
  // Houses and texts that the chat part leaves alone.
  const run = await bench.load(
    { part: 'uploads', owners, beforeSeconds, duringSeconds, uploads, house: LOAD.chat.owners, first: 600 },
    { upload },
  );
  const chat = (scenario: string) =>
    figuresOf(
      run.samples.filter((sample) => isChat(sample) && sample.scenario === scenario),
      `chat ${scenario} the uploads`,
    );
  const sent = run.samples.filter(({ step }) => step === 'upload');
  return {
    ...failedOf([run]),
    before: chat('before'),
    during: chat('during'),
    accepted: sent.filter(({ outcome }) => outcome === 'ok').length,
    uploadP95: figuresOf(sent, 'uploads').p95,
  };
}
