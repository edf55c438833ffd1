import { AppError } from '#app/platform/errors.ts';

export const noSuchDevelopment = () =>
  new AppError('not-found', 'There is no such development. Choose one of the list.');
