import { AppError } from '#app/platform/errors.ts';

/** For a choice about a document that does not wait for one. */
export const nothingWaits = () =>
  new AppError(
    'conflict',
    'Somebody has decided about this document meanwhile, or it is being read again. Look at how it stands now.',
  );
