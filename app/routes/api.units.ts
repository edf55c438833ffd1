import { listUnits } from '#app/features/homes/list-units.server.ts';
import { unitListSchema } from '#app/features/homes/schema.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.units', {
  /** The builder's houses by street and number, by development, house type, status and words (G2, B1). */
  GET: async ({ request, scope }) => jsonResponse(await listUnits(scope, readQuery(request, unitListSchema))),
});

export const loader = route.loader;
export const action = route.action;
