import { AppError } from '#app/platform/errors.ts';
import { DIVES, type DiveName } from './dive.ts';

/** The deep dive that an address names. Throws AppError 404 for another word. */
export function diveOf(name: string | undefined): DiveName {
  const dive = DIVES.find((one) => one === name);
  if (!dive) throw new AppError('not-found', `There are no such figures. There are: ${DIVES.join(', ')}.`);
  return dive;
}
