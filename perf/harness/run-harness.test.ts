import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerOf } from './answer-of.ts';
import { startOf } from './processes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openhouse-harness-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A harness that has started a process which stays, and watches something, when its second child ends without an
 * answer.
 */
const harness = () => `
import { fork, spawn } from 'node:child_process';
const { answerOf } = await import(${JSON.stringify(join(import.meta.dirname, 'answer-of.ts'))});
const { endWith } = await import(${JSON.stringify(join(import.meta.dirname, 'end-with.ts'))});
const { ProcessLedger } = await import(${JSON.stringify(join(import.meta.dirname, 'processes.ts'))});
const { runHarness } = await import(${JSON.stringify(join(import.meta.dirname, 'run-harness.ts'))});
const folder = ${JSON.stringify(folder)};
await runHarness(async () => {
  const ledger = new ProcessLedger(folder + '/run');
  endWith(ledger, folder + '/run', () => {});
  const sleeper = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  ledger.add(sleeper, 'sleeper');
  (await import('node:fs')).writeFileSync(folder + '/sleeper', String(sleeper.pid));
  setInterval(() => {}, 1000);
  await answerOf(fork(folder + '/fails.mjs', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] }), 'worker');
  return 0;
});`;

test('A8: a child that fails ends the harness with 1 and its reason, and what it started ends with it', async () => {
  writeFileSync(join(folder, 'fails.mjs'), 'process.exit(7);');
  const child = spawn(process.execPath, ['--input-type=module', '-e', harness()], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, said }).toEqual({
    code: 1,
    said: expect.stringContaining('The worker ended with 7 instead of answering'),
  });
  const sleeper = Number(readFileSync(join(folder, 'sleeper'), 'utf8'));
  await expect.poll(() => startOf(sleeper)).toBeNull();
});

test('A8: an answer is handed on', async () => {
  writeFileSync(join(folder, 'answers.mjs'), "process.send('forty-two', () => process.disconnect());");
  expect(await answerOf(fork(join(folder, 'answers.mjs')), 'worker')).toBe('forty-two');
});
