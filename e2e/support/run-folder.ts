import { resolve } from 'node:path';

/** The data folder of the application under test on `port`. */
export function runFolder(port: number): string {
  return resolve('node_modules', '.cache', 'openhouse', `e2e-run-${port}`);
}
