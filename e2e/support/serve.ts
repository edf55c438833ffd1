import { cp, mkdir, rm } from 'node:fs/promises';
import { readyDataFolder } from './ready-data.ts';
import { runFolder } from './run-folder.ts';
import { startServer } from './start-server.ts';

/*
 * The application under test: the production build, on embedded defaults and a fresh data folder, with a second tenant
 * beside the pilot. Playwright starts it before the tests and stops it after them.
 */

const port = Number(process.env.PORT ?? 4317);
const dataDir = runFolder(port);
const template = await readyDataFolder();
await rm(dataDir, { recursive: true, force: true });
await mkdir(dataDir, { recursive: true });
await cp(template, dataDir, { recursive: true });

const server = startServer({ port, dataDir });
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void server.stop());
process.exitCode = await server.ended;
