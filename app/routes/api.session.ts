import { clearedCookie, STAFF_COOKIE } from '#app/features/identity/session-cookies.server.ts';
import { assertSameOrigin } from '#app/features/identity/csrf.server.ts';
import { credentialsSchema } from '#app/features/identity/schema.ts';
import { signInStaff } from '#app/features/identity/sign-in-staff.server.ts';
import { endStaffSession } from '#app/features/identity/staff-session.server.ts';
import { apiAction, apiLoader, methodNotAllowed } from '#app/features/observability/handle-api.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

export const loader = apiLoader(async () => {
  throw methodNotAllowed(['POST', 'DELETE']);
});

export const action = apiAction({
  POST: async ({ request }) => {
    const { role, tenant, cookies } = await signInStaff(request, await readJson(request, credentialsSchema));
    return jsonResponse({ role, tenant }, { headers: new Headers(cookies.map((cookie) => ['Set-Cookie', cookie])) });
  },
  DELETE: async ({ request }) => {
    assertSameOrigin(request);
    await endStaffSession(request);
    return new Response(null, { status: 204, headers: { 'Set-Cookie': clearedCookie(request, STAFF_COOKIE), 'Cache-Control': 'no-store' } });
  },
});
