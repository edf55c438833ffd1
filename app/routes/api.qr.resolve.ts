import { z } from 'zod';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';
import { resolveQr } from '#app/features/onboarding/resolve-qr.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST']);
});

export const action = apiAction({
  POST: async ({ request }) => {
    const { token } = await readJson(request, z.object({ token: z.unknown() }));
    return jsonResponse(await resolveQr(request, token));
  },
});
