import { api } from '#app/features/identity/api.server.ts';
import { describeContract } from '#app/features/operations/api-contract/describe-contract.ts';
import { jsonResponse } from '#app/platform/http.ts';
import { remember } from '#app/platform/remember.ts';

const contract = () => remember('api-contract', describeContract);

const route = api('routes/api.openapi[.]json', {
  GET: async () => jsonResponse(contract(), { headers: { 'Cache-Control': 'public, max-age=300' } }),
});

export const loader = route.loader;
export const action = route.action;
