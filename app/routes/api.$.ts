import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { AppError } from '#app/platform/errors.ts';

/** An API path that does not exist answers like the API, not with a page. */
export const loader = apiLoader(async () => {
  throw new AppError('not-found', 'There is no such API address. Check the path and the method.');
});

export const action = loader;
