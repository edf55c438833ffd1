import { listUnits } from '#app/features/homes/list-units.server.ts';
import { unitQuerySchema } from '#app/features/homes/schema.ts';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';
import { jsonResponse, limitSchema, readQuery } from '#app/platform/http.ts';

/** The builder's houses by street and number, by development, house type, status and words (G2, B1). */
export const loader = apiLoader(async ({ request }) => {
  const scope = await requireDeveloper(request);
  return jsonResponse(await listUnits(scope, readQuery(request, unitQuerySchema.extend({ limit: limitSchema }))));
});

export const action = apiAction({}, { get: true });
