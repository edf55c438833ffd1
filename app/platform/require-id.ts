import { z } from 'zod';
import type { AppError } from './errors.ts';

/** An id that an address or a form gives, in lower case as we write it; throws what `refusal` makes for all else. */
export function requireId(given: string | undefined, refusal: () => AppError): string {
  const { data: id } = z.uuid().safeParse(given);
  if (id === undefined) throw refusal();
  return id.toLowerCase();
}
