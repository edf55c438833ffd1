import { jsonResponse } from '#app/platform/http.ts';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { requireDeveloper, requireReader } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

export const loader = apiLoader(async ({ request, params }) => {
  const scope = await requireReader(request);
  return jsonResponse(describeDocumentDetails(await getDocument(scope, params.documentId)));
});

export const action = apiAction(
  {
    DELETE: async ({ request, params }) => {
      const scope = await requireDeveloper(request, 'document:manage');
      await deleteDocument(scope, params.documentId);
      return new Response(null, { status: 204 });
    },
  },
  { get: true },
);
