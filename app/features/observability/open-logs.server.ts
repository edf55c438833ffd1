import { join } from 'node:path';
import { acquireDataLock, type DataLock } from '#app/platform/data-lock.ts';
import { logger, openLogFiles } from '#app/platform/logger.ts';

/** `left`: the last process of this role, if it ended without closing its logs. */
type OpenLogs = { role: string } & DataLock;

/**
 * Opens the process's log files under a role that no other living process has (D6): `role` itself (`web-3000`,
 * `worker-1`), else `role-2`, `role-3` …, since two writers of one file set lose lines. Call `release` after
 * closeLogger(). Throws when the folder is not usable.
 */
export async function openLogs(options: { directory: string; role: string; maxSize?: string }): Promise<OpenLogs> {
  for (let number = 1; ; number += 1) {
    const role = number === 1 ? options.role : `${options.role}-${number}`;
    let lock: DataLock;
    try {
      lock = await acquireDataLock(join(options.directory, '.instances', role), { tell: (line) => logger.warn(line) });
    } catch (error) {
      // Taken has no cause; a folder that cannot be written has one.
      if (!(error instanceof Error) || error.cause !== undefined)
        throw new Error(
          `The log folder ${options.directory} cannot be written. Give this user the right to write there, or ` +
            'set LOG_DIR to another folder.',
          { cause: error },
        );
      if (number >= 100) throw error;
      continue;
    }
    try {
      openLogFiles({ ...options, role });
    } catch (error) {
      lock.release();
      throw error;
    }
    return { role, release: lock.release, left: lock.left };
  }
}
