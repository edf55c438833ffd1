import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

/*
 * How the process ends (C7). Each application here is a process of its own, since the end is process.exit.
 */

const children: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const module = JSON.stringify(join(import.meta.dirname, 'run.ts'));
type App = { start?: string; stop?: string; longestMs?: number };

/**
 * Runs an application whose start and stop are these bodies of functions; `ready` resolves once it says so, `end` with
 * how it ended.
 */
function launch({ start = '', stop = '', longestMs = 60_000 }: App) {
  const code = `const { run, failToStart } = await import(${module});
    setInterval(() => {}, 1000);
    const start = async () => { ${start} return { url: '', stop: async () => { ${stop} } }; };
    run(start, {}, ${longestMs}).catch(failToStart);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.push(child);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const heard = (word: string) =>
    new Promise<void>((resolve) => {
      child.on('message', (message) => message === word && resolve());
    });
  // A child that its parent has disconnected never closes.
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const silent = once(child.stderr ?? child, 'end');
  const end = Promise.all([exit, silent]).then(([[exitCode]]) => ({ code: exitCode, said }));
  return { child, ready: heard('ready'), heard, end };
}

const NEVER = 'await new Promise(() => {});';

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s stops the application, and the process ends with 0',
  async (signal) => {
    const { child, ready, end } = launch({ stop: `process.stderr.write('stopped');` });
    await ready;
    child.kill(signal);
    expect(await end).toEqual({ code: 0, said: 'stopped' });
  },
);

test('a shutdown that hangs is cut at its bound, 25 s by default, and says what that means', async () => {
  const { child, ready, end } = launch({ stop: NEVER, longestMs: 50 });
  await ready;
  child.kill('SIGTERM');
  expect(await end).toEqual({
    code: 1,
    said: expect.stringMatching(/could not shut down in 0\.05 s and ends now\. What was acknowledged is safe/),
  });
});

test('a second signal ends it at once', async () => {
  const { child, ready, heard, end } = launch({ stop: `process.send('stopping'); ${NEVER}` });
  await ready;
  const stopping = heard('stopping');
  child.kill('SIGTERM');
  await stopping;
  child.kill('SIGTERM');
  expect(await end).toEqual({ code: 1, said: '' });
});

test('a signal before it is ready ends it at once', async () => {
  const { child, heard, end } = launch({ start: `process.send('starting'); ${NEVER}` });
  await heard('starting');
  child.kill('SIGTERM');
  expect(await end).toEqual({ code: 143, said: '' });
});

test('it ends when its supervisor is gone', async () => {
  const { child, ready, end } = launch({ stop: `process.stderr.write('stopped');` });
  await ready;
  child.disconnect();
  expect(await end).toEqual({ code: 0, said: 'stopped' });
});

test('I1: a start that fails says why, with its cause', async () => {
  const { end } = launch({ start: `throw new Error('The port is taken.', { cause: new Error('EADDRINUSE') });` });
  expect(await end).toEqual({ code: 1, said: 'OpenHouse AI cannot start. The port is taken. (EADDRINUSE)\n' });
});
