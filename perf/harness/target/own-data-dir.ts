import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * For scripts that run a part of the application in their own process: imported first, it gives the process a data
 * folder of its own before the environment is read, and removes it at the end.
 */

const folder = mkdtempSync(join(tmpdir(), 'openhouse-perf-'));
Object.assign(process.env, { DATA_DIR: folder, LOG_DIR: join(folder, 'logs'), LOG_LEVEL: 'silent', NODE_ENV: 'test' });
for (const name of ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'S3_BUCKET'])
  delete process.env[name];
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
