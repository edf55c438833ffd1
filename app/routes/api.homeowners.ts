import { listHomeowners } from '#app/features/homes/list-homeowners.server.ts';
import { homeownerListSchema } from '#app/features/homes/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.homeowners', {
  /** The owners of the builder's houses, by development, house type, status and words, in the order asked for (G2). */
  GET: async ({ request, scope }) => jsonResponse(await listHomeowners(scope, readQuery(request, homeownerListSchema))),
});

export const loader = route.loader;
export const action = route.action;
