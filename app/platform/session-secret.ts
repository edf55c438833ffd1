import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SESSION_SECRET when set; else the one kept in `DATA_DIR/session-secret`, made on first use (never in production).
 * Two processes that start at once agree: the file appears whole or not at all.
 */
export function resolveSessionSecret(config: { SESSION_SECRET?: string; DATA_DIR: string; NODE_ENV?: string }): string {
  if (config.SESSION_SECRET) return config.SESSION_SECRET;
  if (config.NODE_ENV === 'production') throw new Error('SESSION_SECRET is missing. Set it to at least 32 random characters, for example from: openssl rand -base64 48');
  const file = join(config.DATA_DIR, 'session-secret');
  mkdirSync(config.DATA_DIR, { recursive: true });
  const draft = `${file}.${process.pid}`;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
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
