import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';

export const noSuchEntry = () =>
  new AppError('not-found', 'There is no such entry. It may have been removed with old history.');

/** An entry's id as an address names it, when it has the shape of one; AppError 404 otherwise. */
export function requireEntryId(id: string | undefined): string {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) throw noSuchEntry();
  return parsed.data;
}
