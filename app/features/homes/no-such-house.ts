import { AppError } from '#app/platform/errors.ts';

export const noSuchHouse = () =>
  new AppError('not-found', 'There is no such house. Go back to the list of houses and open it again.');
