import { AppError } from '#app/platform/errors.ts';

export const noSuchEntry = () =>
  new AppError('not-found', 'There is no such entry. It may have been removed with old history.');
