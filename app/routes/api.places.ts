import { jsonResponse, limitSchema, noCursorSchema, readQuery } from '#app/platform/http.ts';
import { listPlaces } from '#app/features/homes/list-places.server.ts';
import { placesQuerySchema } from '#app/features/homes/schema.ts';
import { requireHomeowner } from '#app/features/identity/guards.server.ts';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';

export const loader = apiLoader(async ({ request }) => {
  const scope = await requireHomeowner(request);
  return jsonResponse(await listPlaces(scope, readQuery(request, placesQuerySchema.extend({ limit: limitSchema, cursor: noCursorSchema }))));
});
