import { z } from 'zod';
import { api } from '#app/features/identity/api.server.ts';
import { resolveQr } from '#app/features/onboarding/resolve-qr.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

const route = api('routes/api.qr.resolve', {
  POST: async ({ request }) => {
    const { token } = await readJson(request, z.object({ token: z.unknown() }));
    return jsonResponse(await resolveQr(request, token));
  },
});

export const loader = route.loader;
export const action = route.action;
