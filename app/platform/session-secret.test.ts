import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveSessionSecret } from './session-secret.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'secret-'));

test('the given secret counts', () => {
  expect(resolveSessionSecret({ SESSION_SECRET: 'given', DATA_DIR: '/nowhere' })).toBe('given');
});

test('K4: without one it is made once, kept for its owner alone, and found again', () => {
  const DATA_DIR = folder();
  const made = resolveSessionSecret({ DATA_DIR });
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(resolveSessionSecret({ DATA_DIR })).toBe(made);
  expect(readFileSync(join(DATA_DIR, 'session-secret'), 'utf8')).toBe(made);
  expect(statSync(join(DATA_DIR, 'session-secret')).mode & 0o077).toBe(0);
});

test('I1: production demands one, by its name', () => {
  expect(() => resolveSessionSecret({ DATA_DIR: folder(), NODE_ENV: 'production' })).toThrow('SESSION_SECRET');
});

test('a folder that cannot be written is named, with what to do', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  expect(() => resolveSessionSecret({ DATA_DIR: join(file, 'data') })).toThrow(
    /data folder .* cannot be written.*DATA_DIR/s,
  );
});
