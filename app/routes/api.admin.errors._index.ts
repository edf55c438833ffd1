import { api } from '#app/features/identity/api.server.ts';
import { listErrors } from '#app/features/operations/errors/list-errors.server.ts';
import { errorFilterSchema } from '#app/features/operations/errors/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.errors._index', {
  /** Errors by fingerprint, the latest first (H8), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listErrors(scope, readQuery(request, errorFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
