import { listPlaces } from '#app/features/homes/list-places.server.ts';
import { placeListSchema } from '#app/features/homes/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.places', {
  GET: async ({ request, scope }) => jsonResponse(await listPlaces(scope, readQuery(request, placeListSchema))),
});

export const loader = route.loader;
export const action = route.action;
