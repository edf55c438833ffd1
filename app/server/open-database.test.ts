import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectDatabase } from '#db/client.ts';
import { acquireDataLock } from '#app/platform/data-lock.ts';
import { openDatabase } from './open-database.ts';

test('a data folder is opened with its lock, and while nobody else holds it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openhouse-open-'));
  try {
    await expect(connectDatabase({ dataDir: folder })).rejects.toThrow('needs its lock');
    const { release } = await acquireDataLock(folder);
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(`process ${process.pid}`);
    expect(readdirSync(folder)).not.toContain('database');
    release();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
