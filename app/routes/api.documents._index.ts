import { describeToOwner } from '#app/features/documents/describe-document.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { documentListSchema } from '#app/features/documents/schema.ts';
import { uploadDocument } from '#app/features/documents/upload/upload-document.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { env } from '#app/platform/env.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/api.documents._index', {
  GET: async ({ request, scope, session }) => {
    await consume('documents', 'userId' in session ? session.userId : session.scope.houseId);
    const query = readQuery(request, documentListSchema);
    const { items, next_cursor } = await listDocuments(scope, query);
    return jsonResponse({ items: scope.kind === 'tenant' ? items : items.map(describeToOwner), next_cursor });
  },
  POST: async ({ request, scope }) => {
    const { documentId, jobId } = await uploadDocument(request, scope, { dataDir: env.DATA_DIR });
    const headers = { Location: `/api/documents/${documentId}` };
    return jsonResponse({ document_id: documentId, job_id: jobId }, { status: 202, headers });
  },
});

export const loader = route.loader;
export const action = route.action;
