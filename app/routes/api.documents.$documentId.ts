import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.documents.$documentId', {
  GET: async ({ scope, params }) => jsonResponse(describeDocumentDetails(await getDocument(scope, params.documentId))),
  DELETE: async ({ scope, params }) => {
    await deleteDocument(scope, params.documentId);
    return new Response(null, { status: 204 });
  },
});

export const loader = route.loader;
export const action = route.action;
