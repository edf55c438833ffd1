import { AppError } from '#app/platform/errors.ts';

/** 404 for a question that no owner of this builder passed on, or that went with its owner. */
export const noSuchQuestion = () =>
  new AppError('not-found', 'There is no such question here. Choose one from the inbox.');
