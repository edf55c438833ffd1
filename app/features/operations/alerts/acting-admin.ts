import type { PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';

/** The id of whoever does it. Throws AppError 403 where that is nobody of the platform's staff. */
export function actingAdmin({ actor }: PlatformScope): string {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  return actor.userId;
}
