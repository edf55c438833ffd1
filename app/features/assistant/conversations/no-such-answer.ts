import { AppError } from '#app/platform/errors.ts';

export const noSuchAnswer = () =>
  new AppError('not-found', 'There is no such answer of yours. Ask your question again.');
