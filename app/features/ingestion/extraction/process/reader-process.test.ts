import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../extracted-document.ts';
import { RECOGNITION_LIMITS } from '../recognise-pages.server.ts';
import { startChild, startRecogniser } from './start-child.ts';
import { fixtureFolder } from '../testing/fixtures.ts';

/* What code could do in the processes that read foreign files, had a file taken it over (E7, C10). */

const ATTEMPTS: Record<string, string> = {
  fetch: `fetch(url)`,
  http: `new Promise((done, fail) => require('node:http').get(url, done).on('error', fail))`,
  'a socket': `new Promise((done, fail) => require('node:net').connect(port, '127.0.0.1', done).on('error', fail))`,
  'a socket of a file': `new Promise((done, fail) => require('node:net').connect('/tmp/any', done).on('error', fail))`,
  tls: `new Promise((done, fail) => require('node:tls').connect(port, '127.0.0.1', done).on('error', fail))`,
  'a web socket': `new Promise((done, fail) => {
    const socket = new WebSocket(url.replace('http', 'ws'));
    socket.onopen = done;
    socket.onerror = fail;
  })`,
  listening: `new Promise((done, fail) => require('node:net').createServer().on('error', fail).listen(0, done))`,
  'a datagram': `new Promise((done) => require('node:dgram').createSocket('udp4').send('x', port, '127.0.0.1', done))`,
  'a name': `require('node:dns').promises.lookup('localhost')`,
  'a name by a resolver': `new (require('node:dns').promises.Resolver)().resolve4('localhost')`,
  'another thread': `new Promise((done, fail) => new (require('node:worker_threads').Worker)('1', { eval: true })
    .on('error', fail).on('exit', done))`,
  'what lies below': `process.binding('tcp_wrap').TCP.name`,
  'taking the lock off': `(delete require('node:net').Socket.prototype.connect, fetch(url))`,
  'another program': `require('node:child_process').execFileSync('true')`,
  'writing a file': `require('node:fs').writeFileSync('/tmp/openhouse-was-here', '')`,
  'reading a file of another': `require('node:fs').readFileSync('/etc/hostname')`,
  'the environment': `process.env.SECRET_OF_THIS_TEST.length`,
};

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
let path: string;
let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  response.end('here');
});
beforeAll(async () => {
  process.env.SECRET_OF_THIS_TEST = 'secret';
  folder = await fixtureFolder();
  path = await folder.write('a.txt', 'A document.');
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  server.close();
  await folder.remove();
});

/** Runs a script as a process that was started so, in place of its entry; gives what it wrote. */
async function runAs(child: Awaited<ReturnType<typeof startChild>>, script: string): Promise<string> {
  const entry = child.spawnargs.findIndex((arg) => arg.endsWith('-child.ts'));
  const flags = child.spawnargs.slice(1, entry);
  child.kill('SIGKILL');
  const run = spawn(process.execPath, [...flags, '-e', script], { env: { NODE_ENV: 'production' } });
  let output = '';
  for (const stream of [run.stdout, run.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise((done) => run.on('close', done));
  return output;
}

const tried = Object.entries(ATTEMPTS).map(([name, code]) => `[${JSON.stringify(name)}, async () => ${code}]`);
const SCRIPT = (port: number) => `
  const port = ${port};
  const url = 'http://127.0.0.1:' + port + '/';
  (async () => {
    for (const [name, attempt] of [${tried.join(',')}])
      console.log(name + ': ' + (await attempt().then(() => 'done', () => 'refused')));
    process.exit();
  })();
`;

describe.each([
  ['reads a document', () => startChild({ path, kind: 'txt', limits: DEFAULT_LIMITS })],
  [
    'recognises text',
    () => startRecogniser({ path, pages: [1], languages: ['eng'], coarse: false, limits: RECOGNITION_LIMITS }),
  ],
])('E7: the process that %s', (_what, start) => {
  it('has no network, no other program, no file but its own and nothing of the environment', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
    const before = asked;
    const output = await runAs(await start(), SCRIPT(port));
    expect(output.trim().split('\n')).toEqual(Object.keys(ATTEMPTS).map((name) => `${name}: refused`));
    expect(asked).toBe(before);
  });
});
