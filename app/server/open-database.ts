import { connectDatabase, type Database, type DatabaseConfig } from '#db/client.ts';
import { acquireDataLock } from '#app/platform/data-lock.ts';

/**
 * Connects the process to its database, as connectDatabase does; a data folder is locked first, so that a second
 * process on it is refused. Throws with what to do when the folder is taken or unwritable.
 */
export const openDatabase = (config: Omit<DatabaseConfig, 'lock'>): Promise<Database> =>
  connectDatabase({ ...config, lock: acquireDataLock });
