import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/*
 * The unit and integration tests beside people's journeys: the journeys wait for a browser, for timers and for
 * documents that are read, and the others take the processor meanwhile. Each line says whose it is. Fails when one of
 * them fails. `node perf/checks/run-tests.ts`
 */

/** Runs an npm script to its end; resolves with its exit code. A Ctrl-C reaches it by the terminal. */
function run(script: string): Promise<number> {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(`${script.padEnd(9)} | ${line}`));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
}

const scripts = ['test:e2e', 'test:unit'];
const codes = await Promise.all(scripts.map(run));
for (const [index, code] of codes.entries())
  console.log(`${scripts[index]}: ${code === 0 ? 'passed' : `failed with exit code ${code}, see its lines above`}`);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
