import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProcessLedger } from '../harness/processes.ts';
import { lastComplaint, runStep } from './run-step.ts';
import type { Step } from './steps.ts';

describe('A11: running a step', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openhouse-step-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (step: Partial<Step>) => {
    const lines: string[] = [];
    const log = join(folder, 'step.log');
    const code = await runStep(
      { name: 'check', title: 'A step', command: ['node', '--eval', ''], result: null, ...step },
      { log, ledger: new ProcessLedger(join(folder, 'run')), onStart: () => {}, onLine: (line) => lines.push(line) },
    );
    return { code, lines, log: await readFile(log, 'utf8') };
  };

  test('its exit code, all that it says in a log, and its latest line for the progress', async () => {
    const { code, lines, log } = await run({
      command: [
        'node',
        '--eval',
        "console.log('one\\n\\u001b[31mtwo\\u001b[0m'); console.error('three'); process.exitCode = 7",
      ],
    });
    expect(code).toBe(7);
    expect(lines.toSorted()).toEqual(['three', 'two']);
    for (const word of ['one', 'two', 'three']) expect(log).toContain(word);
  });

  test('what a program cannot be started with is in the log', async () => {
    const { code, log } = await run({ command: ['openhouse-no-such-program'] });
    expect(code).toBe(127);
    expect(log).toContain('openhouse-no-such-program could not be started');
  });

  test('nobody’s settings reach it, unless it looks at them', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://real.example/production');
    vi.stubEnv('K6_BIN', '/opt/k6');
    const command = [
      'node',
      '--eval',
      'console.log([process.env.DATABASE_URL, process.env.NODE_ENV === undefined, process.env.K6_BIN, ' +
        'process.env.E2E_PORT].join(";"))',
    ] as const;
    expect((await run({ command, env: { E2E_PORT: '5000' } })).lines).toEqual([';true;/opt/k6;5000']);
    expect((await run({ command, ownSettings: true })).lines).toEqual([
      'postgres://real.example/production;false;/opt/k6;',
    ]);
  });

  test('a process that a signal ended has not passed', async () => {
    expect((await run({ command: ['node', '--eval', "process.kill(process.pid, 'SIGKILL')"] })).code).toBe(128);
  });

  test.each([
    [
      '$ npm run check\n\nFound 0 warnings and 19 errors.\nFinished in 2.3s\nnpm error code 1\n',
      'Found 0 warnings and 19 errors.',
    ],
    ['a.ts(1,2): \u001b[31merror\u001b[0m TS2352: no\n', 'a.ts(1,2): error TS2352: no'],
    ['one\ntwo\n\n', 'two'],
    ['', 'it said nothing'],
  ])('what a failed step says of its fault: %j', (log, complaint) => expect(lastComplaint(log)).toBe(complaint));
});
