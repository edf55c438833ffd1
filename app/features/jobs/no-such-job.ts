import { AppError } from '#app/platform/errors.ts';

export const noSuchJob = () =>
  new AppError('not-found', 'There is no such job. It may have been removed with old history.');
