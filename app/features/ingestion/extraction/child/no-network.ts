import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import threads from 'node:worker_threads';

/*
 * Loaded before anything else in a process that reads foreign files: Node's permission model knows files, processes and
 * addons, but no network. What the process's libraries would fetch, connect or look up is refused; so is another thread
 * than its watchdog, in which all of it would be whole again. It holds JavaScript, not native code that was taken over.
 */

const refuse = (): never => {
  throw new Error('A reader of documents has no network.');
};
const close = (of: object): void => {
  for (const name of Object.getOwnPropertyNames(of)) {
    const { value } = Object.getOwnPropertyDescriptor(of, name) ?? {};
    if (name !== 'constructor' && typeof value === 'function')
      Object.defineProperty(of, name, { value: refuse, writable: false, configurable: false });
  }
};

const watchdog = new URL('./child-watchdog.ts', import.meta.url).href;
class OnlyWatchdog extends threads.Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    if (String(file) !== watchdog) refuse();
    super(file, options);
  }
}

for (const { of, names } of [
  { of: net.Socket.prototype, names: ['connect'] },
  { of: net.Server.prototype, names: ['listen'] },
  { of: dgram.Socket.prototype, names: ['bind', 'connect', 'send'] },
  { of: threads, names: ['Worker'] },
])
  for (const name of names)
    Object.defineProperty(of, name, {
      value: name === 'Worker' ? OnlyWatchdog : refuse,
      writable: false,
      configurable: false,
    });
close(dns.promises);
close(dns);
syncBuiltinESMExports();
