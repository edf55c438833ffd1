import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findK6 } from './find-k6.ts';

describe('A8: findK6', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'openhouse-k6-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function programThatSays(name: string, version: string): Promise<string> {
    const path = join(dir, name);
    await writeFile(path, `#!/bin/sh\necho "${version}"\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('takes K6_BIN before the PATH', async () => {
    const mine = await programThatSays('my-k6', 'k6 v2.1.0 (go1.26, linux/amd64)');
    await programThatSays('k6', 'k6 v2.2.0 (go1.26, linux/amd64)');
    expect(await findK6({ env: { K6_BIN: mine, PATH: dir } })).toBe(mine);
  });

  it('refuses a K6_BIN of version 1 instead of running something else', async () => {
    const old = await programThatSays('k6', 'k6 v1.4.0 (go1.24, linux/amd64)');
    await expect(findK6({ env: { K6_BIN: old, PATH: dir } })).rejects.toThrow(
      /K6_BIN names .* not k6 2\.x: correct or unset it/,
    );
  });

  it('takes k6 2.x from the PATH', async () => {
    const path = await programThatSays('k6', 'k6 v2.2.0 (go1.26, linux/amd64)');
    expect(await findK6({ env: { PATH: `/no/such/folder:${dir}` } })).toBe(path);
  });
});
