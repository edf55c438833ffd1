import { AppError } from '#app/platform/errors.ts';

export const noSuchImport = () =>
  new AppError('not-found', 'This file is no longer here: it is kept for two days. Choose it again.');
