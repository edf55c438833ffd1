import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '#app/platform/logger.ts';
import type { Calibration } from './signals.ts';

/** Where the weights of each embedding model are kept, a file each; `npm run calibrate` writes them. */
export const CALIBRATIONS = join(process.cwd(), 'app/features/assistant/answering/calibrations');

export const calibrationFile = (model: string): string =>
  join(CALIBRATIONS, `${model.replaceAll(/[^\w.-]/g, '_')}.json`);

const read = new Map<string, Calibration | undefined>();

/**
 * The weights that were fitted for an embedding model; undefined where nobody has, and words alone decide. How near
 * two texts are means another thing with each model.
 */
export function calibrationOf(model: string): Calibration | undefined {
  if (read.has(model)) return read.get(model);
  const file = calibrationFile(model);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Calibration) : undefined;
  if (!known) logger.warn('answers are not calibrated for this embedding model: words alone decide', { model });
  read.set(model, known);
  return known;
}
