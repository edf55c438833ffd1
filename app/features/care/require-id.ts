import { UUID } from '#db/patterns.ts';
import type { AppError } from '#app/platform/errors.ts';

/** `id`, when it has the shape of one; else throws what `refusal` makes. */
export function requireId(id: string | undefined, refusal: () => AppError): string {
  if (id === undefined || !UUID.test(id)) throw refusal();
  return id;
}
