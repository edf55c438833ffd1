import { setTimeout as delay } from 'node:timers/promises';

/** As V8's inspector has it; microseconds. */
export type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
};

/** Share of the time that the processor worked, 0–1. */
export type Cost = { name: string; share: number };
export type Digest = { busySeconds: number; idleShare: number; functions: Cost[]; packages: Cost[] };

const IDLE = new Set(['(idle)', '(program)', '(root)']);

/**
 * The costliest functions and packages, by the time spent in them themselves. `(program)` is native code outside any
 * function, mostly waiting.
 */
export function digestProfile({ nodes, samples = [], timeDeltas = [] }: CpuProfile, most = 10): Digest {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  let busy = 0;
  let all = 0;
  samples.forEach((id, index) => {
    const frame = byId.get(id);
    const time = timeDeltas[index] ?? 0;
    all += time;
    if (!frame || IDLE.has(frame.functionName)) return;
    busy += time;
    const home = packageOf(callerOf(id));
    const ours = isOurs(frame.url);
    const line = ours && home.startsWith('build/') ? `:${frame.lineNumber + 1}` : '';
    const name = `${frame.functionName || '(anonymous)'} ${ours ? '' : 'for '}${home}${line}`;
    functions.set(name, (functions.get(name) ?? 0) + time);
    packages.set(home, (packages.get(home) ?? 0) + time);
  });
  const top = (costs: Map<string, number>): Cost[] =>
    [...costs]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name, time]) => ({ name, share: time / (busy || 1) }));
  return {
    busySeconds: busy / 1e6,
    idleShare: all > 0 ? 1 - busy / all : 0,
    functions: top(functions),
    packages: top(packages),
  };

  /** The nearest code that is neither V8's nor Node's: what a system call or a built-in was for. */
  function callerOf(id: number): string {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const url = byId.get(at)?.url;
      if (isOurs(url)) return url;
    }
    return byId.get(id)?.url ?? '';
  }
}

const isOurs = (url: string | undefined): url is string => url !== undefined && url !== '' && !url.startsWith('node:');

/** `node_modules/x`, `build/server/…`, `node:internal/…`, or V8's own. */
export function packageOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(url)?.[1];
  if (inPackage) return inPackage;
  const built = /build\/server\/.*$/.exec(url)?.[0];
  if (built) return built;
  return url.startsWith('node:') ? url.split('/').slice(0, 2).join('/') : url === '' ? 'V8' : url;
}

type Reply = { id?: number; result?: unknown; error?: { message: string } };

/**
 * Profiles a Node process that was started with `--inspect-port` on loopback. The inspector is opened by SIGUSR1 and
 * stays open. Returns how to end it. Throws when nobody listens within five seconds.
 */
export async function startProfile(pid: number, port: number): Promise<() => Promise<CpuProfile>> {
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await debuggerUrl(port));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The server’s inspector refused the connection.')), {
      once: true,
    });
  });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as Reply;
    if (id === undefined) return;
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  let last = 0;
  const send = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send('Profiler.enable');
  await send('Profiler.setSamplingInterval', { interval: 1_000 });
  await send('Profiler.start');
  return async () => {
    const { profile } = (await send('Profiler.stop')) as { profile: CpuProfile };
    await send('Profiler.disable');
    socket.close();
    return profile;
  };
}

async function debuggerUrl(port: number): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then(
      (response) => response.json() as Promise<{ webSocketDebuggerUrl?: string }[]>,
      () => [],
    );
    if (targets[0]?.webSocketDebuggerUrl) return targets[0].webSocketDebuggerUrl;
    await delay(100);
  }
  throw new Error(
    `No inspector answers on port ${port}: the server was not started with --inspect-port, or another program ` +
      'has the port.',
  );
}
