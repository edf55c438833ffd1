import { api } from '#app/features/identity/api.server.ts';
import { listLlmErrors } from '#app/features/operations/records/list-llm-errors.server.ts';
import { llmErrorFilterSchema } from '#app/features/operations/records/schema.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.admin.llm-errors', {
  /** Failures of the language models, newest first (H8), a page at a time (B1). */
  GET: async ({ request, scope }) => jsonResponse(await listLlmErrors(scope, readQuery(request, llmErrorFilterSchema))),
});

export const loader = route.loader;
export const action = route.action;
