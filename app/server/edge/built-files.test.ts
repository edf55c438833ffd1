import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtFiles } from './built-files.ts';

const SCRIPT = 'console.log("the house");';
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'built-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'page.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'page.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets', 'font.woff2'), 'font');
  server = createServer(express().use(builtFiles(folder))).listen(0);
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function get(path: string, encodings: string) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'Accept-Encoding': encodings } });
  const { headers } = response;
  const read = (name: string) => headers.get(name);
  return {
    status: response.status,
    encoding: read('Content-Encoding'),
    type: read('Content-Type'),
    vary: read('Vary'),
    cache: read('Cache-Control'),
    // `fetch` undoes the encoding.
    body: await response.text(),
  };
}

test('F8: scripts go out as they were compressed at the build, to whoever takes that', async () => {
  const script = {
    status: 200,
    type: expect.stringMatching(/javascript/),
    vary: 'Accept-Encoding',
    cache: 'public, max-age=31536000, immutable',
    body: SCRIPT,
  };
  expect(await get('/assets/page.js', 'gzip, br')).toEqual({ ...script, encoding: 'br' });
  for (const encodings of ['gzip', 'identity', 'br;q=0'])
    expect(await get('/assets/page.js', encodings)).toEqual({ ...script, encoding: null });
  expect(await get('/assets/font.woff2', 'br')).toMatchObject({
    status: 200,
    encoding: null,
    vary: null,
    body: 'font',
  });
  expect(await get('/assets/none.js', 'br')).toMatchObject({ status: 404, encoding: null });
});
