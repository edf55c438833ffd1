import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen } from './listen.ts';

let folder: string;
const servers: Server[] = [];
const told: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openhouse-listen-'));
  told.length = 0;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function server(): Server {
  const made = createServer();
  servers.push(made);
  return made;
}

const on = (port: number) => ({
  port,
  host: '127.0.0.1',
  predecessors: [folder],
  tell: (line: string) => told.push(line),
});

async function taken(): Promise<{ holder: Server; port: number }> {
  const holder = server();
  await listen(holder, on(0));
  return { holder, port: (holder.address() as AddressInfo).port };
}

test('K4: a port that another program has is refused at once, with what to do', async () => {
  const { port } = await taken();
  await expect(listen(server(), on(port))).rejects.toThrow(
    `Port ${port} is taken by another program. Stop that program`,
  );
  expect(told).toEqual([]);
});

test('C7: a port whose last owner was killed is waited for, with one line, and taken', async () => {
  const { holder, port } = await taken();
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
  const next = server();
  const listening = listen(next, { ...on(port), tell: (line) => void (told.push(line), holder.close()) });
  await listening;
  expect((next.address() as AddressInfo).port).toBe(port);
  expect(told).toEqual([
    `Port ${port} is still taken; the process that had it before was killed and has ended or is ending: waiting ` +
      'for it.',
  ]);
  servers.splice(servers.indexOf(holder), 1);
});
