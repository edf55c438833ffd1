import { AppError } from '#app/platform/errors.ts';

/** 404 for a change that this builder has none of, or that is none any more. */
export const noSuchChange = () =>
  new AppError('not-found', 'There is no such change here any more. Choose one from the list of changed answers.');
