import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * SESSION_SECRET when set; else the one kept in `DATA_DIR/session-secret`, made on first use (never in production).
 * Two processes that start at once agree: the file appears whole or not at all.
 */
export function resolveSessionSecret(config: { SESSION_SECRET?: string; DATA_DIR: string; NODE_ENV?: string }): string {
  if (config.SESSION_SECRET) return config.SESSION_SECRET;
  if (config.NODE_ENV === 'production')
    throw new Error(
      'SESSION_SECRET is missing. Set it to at least 32 random characters, for example from: openssl rand -base64 48',
    );
  const file = join(config.DATA_DIR, 'session-secret');
  const draft = `${file}.${process.pid}`;
  const unwritable = (cause: unknown) =>
    new Error(
      `The data folder ${resolve(config.DATA_DIR)} cannot be written. Give this user the right to write there, ` +
        'or set DATA_DIR to another folder.',
      { cause },
    );
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    try {
      mkdirSync(config.DATA_DIR, { recursive: true });
      writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
    } catch (error) {
      throw unwritable(error);
    }
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
    return readFileSync(file, 'utf8').trim();
  }
}
