import { api } from '#app/features/identity/api.server.ts';
import { AppError } from '#app/platform/errors.ts';

/** An API path that does not exist answers like the API, not with a page. */
const unknown = async () => {
  throw new AppError('not-found', 'There is no such API address. Check the path and the method.');
};

const route = api('routes/api.$', { GET: unknown, POST: unknown, PUT: unknown, PATCH: unknown, DELETE: unknown });

export const loader = route.loader;
export const action = route.action;
