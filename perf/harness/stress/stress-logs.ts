import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runHarness } from '../run-harness.ts';
import type { Verdict } from '../report/verdict.ts';

/*
 * `npm run stress:logs`: proves D6. Eight processes write 5,000 lines each through forced rotation by size; some end by
 * themselves, some are shut down while lines still come, some are killed with -9 and started again; files older than
 * the retention lie about. Then every line is read back: none torn, none lost that was acknowledged as flushed, none
 * twice. `--naive` runs the usual shared file instead, which must fail: exit code 1.
 */

const PROCESSES = 8;
const LINES = 5_000;
const DEADLINE_MS = 180_000;
const ENDINGS = ['exit', 'exit', 'exit', 'load', 'load', 'kill', 'kill', 'kill'] as const;
type Ending = (typeof ENDINGS)[number];
const naive = process.argv.includes('--naive');

type Row = {
  process: string;
  ending: string;
  files: number;
  lines: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  torn: number;
};

const directory = mkdtempSync(join(tmpdir(), 'openhouse-stress-logs-'));
const children = new Set<ReturnType<typeof fork>>();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const startedAt = new Date().toISOString();
const started = performance.now();
const expired = plantExpiredFiles();

await runHarness(async () => {
  await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) => runWriter(`web-${4100 + index}`, ENDINGS[index] ?? 'exit')),
  );
  return report({ ...readBack(), retention: retentionHolds(expired), link: linkLeadsToCurrent() }) ? 0 : 1;
});

function runWriter(name: string, ending: Ending): Promise<void> {
  if (ending !== 'kill' || naive) return run(name, ending === 'kill' ? 'exit' : ending, 0);
  return run(name, 'kill', 0).then(() => {
    // The worst that a kill leaves behind: a torn line.
    writeFileSync(join(directory, currentFile(name)), '{"process":"torn', { flag: 'a' });
    expired.push(plantFile(`errors-${name}-2020-01-02.jsonl`, 7.5));
    return run(name, 'exit', 100_000);
  });
}

function run(name: string, ending: Ending, firstLine: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines = ending === 'kill' ? LINES : firstLine > 0 ? LINES / 2 : LINES;
    const child = fork(
      join(import.meta.dirname, 'stress-logs-child.ts'),
      [directory, name, String(lines), ending, String(firstLine), naive ? 'naive' : ''],
      { env: { ...process.env, LOG_LEVEL: 'info', NODE_ENV: 'test' }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    children.add(child);
    const late = setTimeout(
      () =>
        child.kill('SIGKILL') &&
        reject(
          new Error(`The writer ${name} did not end within ${DEADLINE_MS / 1000} s. Run again on a quieter machine.`),
        ),
      DEADLINE_MS,
    );
    child.on('message', (message) => {
      // Not at once, so that the lines of several turns are under way.
      if (message === 'kill me') setTimeout(() => child.kill('SIGKILL'), 30 + Math.random() * 50);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      children.delete(child);
      if (code === 0 || (ending === 'kill' && signal === 'SIGKILL')) resolve();
      else reject(new Error(`The writer ${name} ended with ${signal ?? code}; see the lines above.`));
    });
  });
}

function currentFile(name: string): string {
  const parts = readdirSync(directory)
    .filter((file) => file.startsWith(`errors-${name}-`))
    .map((file) => ({ file, part: Number(/\.(\d+)\.jsonl$/.exec(file)?.[1] ?? 0) }));
  return parts.sort((a, b) => b.part - a.part)[0]?.file ?? `errors-${name}-none.jsonl`;
}

/** Old files of a living role and of one that runs no more. */
function plantExpiredFiles(): string[] {
  return [plantFile('errors-web-4100-2020-01-01.jsonl', 9), plantFile('performance-web-9999-2020-01-01.3.jsonl', 9)];
}

function plantFile(name: string, days: number): string {
  const written = new Date(Date.now() - days * 86_400_000);
  writeFileSync(join(directory, name), '');
  utimesSync(join(directory, name), written, written);
  return name;
}

function retentionHolds(names: string[]): boolean {
  return names.every((name) => !existsSync(join(directory, name)));
}

function linkLeadsToCurrent(): boolean {
  try {
    return statSync(join(directory, readlinkSync(join(directory, 'errors.jsonl')))).isFile();
  } catch {
    return false;
  }
}

function linesOf(file: string): string[] {
  const bytes = readFileSync(join(directory, file));
  let text: string;
  try {
    text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch {
    return ['an archive that cannot be read'];
  }
  // A last line without its end is torn.
  return text
    .split('\n')
    .map((line, index, all) => (index === all.length - 1 && line !== '' ? `${line} (torn)` : line))
    .filter(Boolean);
}

function readBack(): { rows: Row[]; strays: number } {
  const seen = new Map<string, Map<number, number>>();
  const torn = new Map<string, number>();
  const files = new Map<string, number>();
  let strays = 0;
  for (const file of readdirSync(directory).filter(
    (name) => /^errors-.*\.jsonl(\.gz)?$/.test(name) && statSync(join(directory, name)).size > 0,
  )) {
    const owner = /^errors-(web-\d+)-/.exec(file)?.[1] ?? 'shared';
    files.set(owner, (files.get(owner) ?? 0) + 1);
    for (const line of linesOf(file)) {
      try {
        const { process: writer, index } = JSON.parse(line) as { process: string; index: number };
        const known = seen.get(writer) ?? new Map<number, number>();
        seen.set(writer, known.set(index, (known.get(index) ?? 0) + 1));
      } catch {
        if (owner === 'shared') strays += 1;
        else torn.set(owner, (torn.get(owner) ?? 0) + 1);
      }
    }
  }
  const rows = Array.from({ length: PROCESSES }, (_, index): Row => {
    const name = `web-${4100 + index}`;
    const known = seen.get(name) ?? new Map<number, number>();
    const acknowledged = acknowledgedOf(name);
    return {
      process: name,
      ending: naive ? 'exit' : (ENDINGS[index] ?? 'exit'),
      files: files.get(name) ?? files.get('shared') ?? 0,
      lines: [...known.values()].reduce((sum, times) => sum + times, 0),
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((line) => !known.has(line)).length,
      doubled: [...known.values()].filter((times) => times > 1).length,
      torn: torn.get(name) ?? 0,
    };
  });
  return { rows, strays };
}

/** Every line number up to each acknowledged one, for the first life and, from 100,000 on, the second. */
function acknowledgedOf(name: string): number[] {
  const marks = readFileSync(join(directory, `${name}.acknowledged`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(Number);
  return [0, 100_000].flatMap((base) => {
    const last = Math.max(base - 1, ...marks.filter((mark) => mark >= base && mark < base + 100_000));
    return Array.from({ length: last - base + 1 }, (_, index) => base + index);
  });
}

type Findings = { rows: Row[]; strays: number; retention: boolean; link: boolean };

/** Prints and writes what was found; true when it is as it must be. */
function report({ rows, strays, retention, link }: Findings): boolean {
  const sum = (key: 'lines' | 'acknowledged' | 'lost' | 'doubled' | 'torn') =>
    rows.reduce((total, row) => total + row[key], 0);
  const totals = {
    lines: sum('lines'),
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    torn: sum('torn') + strays,
  };
  const passed =
    totals.lost + totals.doubled + totals.torn === 0 &&
    totals.acknowledged >= PROCESSES * LINES * 0.8 &&
    rows.every((row) => row.files > 1) &&
    (naive || (retention && link));
  const columns = ['process', 'ending', 'files', 'lines', 'acknowledged', 'lost', 'doubled', 'torn'] as const;
  const print = (values: (string | number)[]) =>
    process.stdout.write(
      `${values.map((value, index) => (index < 2 ? String(value).padEnd(10) : String(value).padStart(13))).join('')}\n`,
    );
  print([...columns]);
  for (const row of rows) print(columns.map((column) => row[column]));
  print(['total', '', '', totals.lines, totals.acknowledged, totals.lost, totals.doubled, totals.torn]);
  if (!naive)
    process.stdout.write(
      `retention: ${retention ? 'kept' : 'BROKEN'} · errors.jsonl leads to a current file: ${link ? 'yes' : 'NO'}\n`,
    );
  process.stdout.write(
    `${passed ? 'Passed' : 'FAILED'}: ${totals.torn} torn, ${totals.lost} lost, ${totals.doubled} doubled of ` +
      `${totals.acknowledged} acknowledged ` +
      `lines${naive ? ' (naive shared file: this is what it must show)' : ''}.\n`,
  );
  const folder = join('reports', 'log-stress');
  mkdirSync(folder, { recursive: true });
  const result = {
    startedAt,
    mode: naive ? 'naive' : 'product',
    seconds: Math.round((performance.now() - started) / 100) / 10,
    passed,
    processes: PROCESSES,
    lines_per_process: LINES,
    retention_kept: naive ? null : retention,
    link_current: naive ? null : link,
    totals,
    verdicts: naive ? [] : verdictsOf(totals, { rows, retention, link }),
    rows,
  };
  writeFileSync(join(folder, naive ? 'naive.json' : 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
  if (passed || naive) rmSync(directory, { recursive: true, force: true });
  else process.stdout.write(`The files are in ${directory}.\n`);
  return passed;
}

function verdictsOf(
  totals: Record<'lines' | 'acknowledged' | 'lost' | 'doubled' | 'torn', number>,
  { rows, retention, link }: Omit<Findings, 'strays'>,
): Verdict[] {
  const files = rows.reduce((sum, row) => sum + row.files, 0);
  return [
    {
      requirements: ['D6'],
      what:
        `${PROCESSES} processes, ended by exit, under load and by kill -9: no acknowledged line torn, lost or ` +
        'doubled',
      figure: `${totals.torn} torn, ${totals.lost} lost, ${totals.doubled} doubled of ${totals.acknowledged}`,
      passed: totals.torn + totals.lost + totals.doubled === 0 && totals.acknowledged >= PROCESSES * LINES * 0.8,
    },
    {
      requirements: ['D6'],
      what: 'Each process rotated its own files',
      figure: `${files} files`,
      passed: rows.every((row) => row.files > 1),
    },
    {
      requirements: ['D6'],
      what: 'Files past their 7 days are removed',
      figure: retention ? 'removed' : 'some are left',
      passed: retention,
    },
    { requirements: ['D6'], what: 'errors.jsonl leads to a current file', figure: link ? 'yes' : 'no', passed: link },
  ];
}
