import { AppError } from '#app/platform/errors.ts';

export const noSuchNotice = () =>
  new AppError('not-found', 'There is no such notice of yours. Choose one from the list of notices.');
