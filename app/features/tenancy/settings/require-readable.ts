import { AppError } from '#app/platform/errors.ts';
import { contrastToWhite, LEAST_CONTRAST } from './contrast.ts';

const TOO_LIGHT =
  'Choose a darker colour: letters in this one cannot be read on white paper by everybody ' +
  `(contrast of at least ${LEAST_CONTRAST} to 1).`;

/** Throws AppError 422, of the field `accent`, for a colour in which letters on white cannot be read. */
export function requireReadable(accent: string): void {
  if (contrastToWhite(accent) < LEAST_CONTRAST)
    throw new AppError('invalid-input', TOO_LIGHT, { fields: [{ field: 'accent', message: TOO_LIGHT }] });
}
