import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { holderStanding } from '#app/platform/data-lock.ts';

const WAIT_MS = { ending: 10_000, ended: 2_000 };
const POLL_MS = 50;

export type Address = {
  port: number;
  host: string;
  /** Folders whose lock tells who had the port before (app/platform/data-lock.ts). */
  predecessors: readonly string[];
  tell: (line: string) => void;
};

/**
 * Listens on `port`. A port that a predecessor still has which was killed and is being torn down is waited for, 10 s at
 * most; any other taken port is refused at once. Throws with what to do.
 */
export async function listen(server: Server, { port, host, predecessors, tell }: Address): Promise<void> {
  const started = performance.now();
  let told = false;
  for (;;) {
    const error = await tryToListen(server, port, host);
    if (!error) return;
    const left = error.code === 'EADDRINUSE' ? patience(predecessors) - (performance.now() - started) : 0;
    if (left <= 0) throw explain(error, port, host);
    if (!told)
      tell(
        `Port ${port} is still taken; the process that had it before was killed and has ended or is ending: ` +
          'waiting for it.',
      );
    told = true;
    await delay(POLL_MS);
  }
}

function tryToListen(server: Server, port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      resolve(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(undefined);
    };
    server.once('error', onError).once('listening', onListening).listen(port, host);
  });
}

/** Milliseconds to wait in all for who had the folders: one that left its lock has ended, or is about to. */
function patience(folders: readonly string[]): number {
  const standings = folders.map((folder) => {
    try {
      return holderStanding(folder);
    } catch {
      return undefined;
    }
  });
  if (standings.includes('ending')) return WAIT_MS.ending;
  return standings.includes('zombie') || standings.includes('gone') ? WAIT_MS.ended : 0;
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is taken by another program. Stop that program, or start this one with another PORT.`,
      );
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}. Choose a PORT above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST ${host} is no address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
