import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What `npm run verify:logbook` says of a file; rejects where it finds a fault. */
export async function verifyLogbook(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['app/server/verify-logbook.ts', path]);
  return stdout;
}
