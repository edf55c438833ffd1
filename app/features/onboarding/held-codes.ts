import { AppError } from '#app/platform/errors.ts';

/** Houses named in a refusal. */
const NAMED = 5;

/**
 * Of houses whose papers are not complete, where their development holds codes until they are (G10), or of a
 * development that takes no new owners (H2), which comes first. For staff.
 */
export function codesAreHeld(all: readonly { label: string; closed: boolean }[]): AppError {
  const shut = all.filter(({ closed }) => closed);
  const houses = shut.length > 0 ? shut : all;
  const named = houses.slice(0, NAMED).map(({ label }) => label);
  const more = houses.length > NAMED ? ` and ${houses.length - NAMED} more` : '';
  const what = houses.length === 1 ? 'The code of' : 'The codes of';
  if (shut.length > 0)
    return new AppError(
      'conflict',
      `${what} ${named.join(', ')}${more} would open nothing: the development is closed to new owners. Ask the ` +
        'platform’s team to open it again first; Activity says when and why it was closed.',
    );
  const verb = houses.length === 1 ? 'is' : 'are';
  return new AppError(
    'conflict',
    `${what} ${named.join(', ')}${more} ${verb} held until all handover papers are confirmed. See Readiness; a ` +
      'manager can end the holding in the settings of the development.',
  );
}

/** The same for whoever has scanned the code. */
export const homeIsNotReady = (): AppError =>
  new AppError(
    'conflict',
    'Your home cannot be opened here yet: your builder is still completing the papers of its handover. The same code ' +
      'works as soon as they are done. Ask your builder’s customer care when that will be.',
  );

/** Of a house that nobody has taken, in a development that takes no new owners (H2); for whoever has scanned. */
export const isClosedToNewOwners = (): AppError =>
  new AppError(
    'conflict',
    'Homes of this development cannot be opened here for the first time at present. Ask your builder’s customer ' +
      'care; the same code works again once they can.',
  );
