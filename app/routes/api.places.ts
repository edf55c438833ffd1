import { listPlaces } from '#app/features/homes/list-places.server.ts';
import { placesQuerySchema } from '#app/features/homes/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse, limitSchema, noCursorSchema, readQuery } from '#app/platform/http.ts';

const querySchema = placesQuerySchema.extend({ limit: limitSchema, cursor: noCursorSchema });

const route = api('routes/api.places', {
  GET: async ({ request, scope }) => jsonResponse(await listPlaces(scope, readQuery(request, querySchema))),
});

export const loader = route.loader;
export const action = route.action;
