import { redirect } from '@remix-run/node';
import { api } from '#app/features/identity/api.server.ts';
import { fetchLogbook } from '#app/features/privacy/logbook/fetch-logbook.server.ts';

const route = api('routes/logbooks.$logbookId', {
  GET: async ({ scope, params }) =>
    redirect(await fetchLogbook(scope, params.logbookId), { headers: { 'Cache-Control': 'no-store' } }),
});

export const loader = route.loader;
export const action = route.action;
