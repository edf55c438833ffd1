import { api } from '#app/features/identity/api.server.ts';
import { networkOfClient } from '#app/features/identity/client-of.server.ts';
import { describePublicDevelopment } from '#app/features/tenancy/describe-public-development.server.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/api.public.developments.$slug', {
  GET: async ({ scope, params }) => {
    await consume('public', networkOfClient());
    const development = await describePublicDevelopment(scope, params.slug ?? '');
    return jsonResponse(development, { headers: { 'Cache-Control': 'public, max-age=300' } });
  },
});

export const loader = route.loader;
export const action = route.action;
