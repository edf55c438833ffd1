import { api } from '#app/features/identity/api.server.ts';
import { credentialsSchema } from '#app/features/identity/schema.ts';
import { clearedCookie, STAFF_COOKIE } from '#app/features/identity/sessions/session-cookies.server.ts';
import { signInStaff } from '#app/features/identity/staff-sign-in/sign-in-staff.server.ts';
import { endStaffSession } from '#app/features/identity/sessions/staff-session.server.ts';
import { jsonResponse, readJson } from '#app/platform/http.ts';

const route = api('routes/api.session', {
  POST: async ({ request }) => {
    const { role, tenant, cookies } = await signInStaff(request, await readJson(request, credentialsSchema));
    return jsonResponse({ role, tenant }, { headers: new Headers(cookies.map((cookie) => ['Set-Cookie', cookie])) });
  },
  DELETE: async ({ request }) => {
    await endStaffSession(request);
    const headers = { 'Set-Cookie': clearedCookie(request, STAFF_COOKIE), 'Cache-Control': 'no-store' };
    return new Response(null, { status: 204, headers });
  },
});

export const loader = route.loader;
export const action = route.action;
