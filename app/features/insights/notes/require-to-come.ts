import { AppError } from '#app/platform/errors.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { addDays } from '../schema.ts';

/** Days to come within which a note may end: five years. */
const FARTHEST = 1_826;

/** Throws AppError 422 for a day that is not after today, or more than five years away. */
export function requireToCome(day: string | null): void {
  const today = isoDay(new Date());
  if (day === null || (day > today && day <= addDays(today, FARTHEST))) return;
  throw new AppError('invalid-input', 'See the day.', {
    fields: [{ field: 'ends_on', message: 'choose a day after today and within five years, or leave it empty' }],
  });
}
