import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';
import { cleanEnvironment } from '../harness/clean-environment.ts';
import type { ProcessLedger } from '../harness/processes.ts';
import type { Step } from './steps.ts';

/** Programs that a person may have to name, and that no test reads as a setting. */
const PROGRAMS = ['K6_BIN', 'CHROMIUM_BIN', 'GOPROXY', 'GOMODCACHE', 'GOCACHE'];

/**
 * Runs a step's command with all that it says in `log`, and resolves with its exit code (128 and more for a signal, 127
 * when it could not be started). `onLine` gets each line that it says. The process leads a group of its own, noted in
 * the ledger.
 */
export async function runStep(
  step: Step,
  run: { log: string; ledger: ProcessLedger; onStart: (child: ChildProcess) => void; onLine: (line: string) => void },
): Promise<number> {
  const [program, ...args] = step.command;
  const log = createWriteStream(run.log);
  log.write(`$ ${step.command.join(' ')}\n\n`);
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(step),
  });
  run.ledger.add(child, step.name);
  run.onStart(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    stream.setEncoding('utf8').on('data', (text: string) => {
      const line = stripVTControlCharacters(text)
        .split(/[\r\n]+/)
        .map((one) => one.trim())
        .filter(Boolean)
        .at(-1);
      if (line) run.onLine(line);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      log.write(`\n${program} could not be started: ${error.message}\n`);
      resolve(127);
    });
    child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal ? 128 : 1)));
  });
  log.end();
  await finished(log);
  return code;
}

function environmentOf(step: Step): NodeJS.ProcessEnv {
  if (step.ownSettings) return { ...process.env, ...step.env };
  const clean = cleanEnvironment({ ...step.env });
  // Each tool sets its own.
  delete (clean as Record<string, string | undefined>)['NODE_ENV'];
  for (const name of PROGRAMS) if (process.env[name]) clean[name] = process.env[name];
  return clean;
}

/** Of all that a failed step said, the last line that speaks of a fault, else the last line. */
export function lastComplaint(log: string): string {
  const lines = stripVTControlCharacters(log)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('npm '));
  return (
    lines.findLast((line) => /\berrors?\b|violation|\bunused\b|\bfailed\b|cannot/i.test(line)) ??
    lines.at(-1) ??
    'it said nothing'
  ).slice(0, 240);
}
