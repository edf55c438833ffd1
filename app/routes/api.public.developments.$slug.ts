import { networkOfClient } from '#app/features/identity/client-of.server.ts';
import { anyone } from '#app/features/identity/guards.server.ts';
import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { describePublicDevelopment } from '#app/features/tenancy/describe-public-development.server.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

export const loader = apiLoader(async ({ params }) => {
  await consume('public', networkOfClient());
  return jsonResponse(await describePublicDevelopment(anyone(), params.slug ?? ''), { headers: { 'Cache-Control': 'public, max-age=300' } });
});
