import { api } from '#app/features/identity/api.server.ts';
import { resolveQrSchema } from '#app/features/onboarding/schema.ts';
import { resolveQr } from '#app/features/onboarding/resolve-qr.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

const route = api('routes/api.qr.resolve', {
  POST: async ({ request }) => {
    const { token } = await readJson(request, resolveQrSchema);
    return jsonResponse(await resolveQr(request, token));
  },
});

export const loader = route.loader;
export const action = route.action;
