import { env } from '#app/platform/env.ts';
import { jsonResponse, limitSchema, readQuery } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { documentQuerySchema } from '#app/features/documents/schema.ts';
import { uploadDocument } from '#app/features/documents/upload-document.server.ts';
import { requireDeveloper, requireReader } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

export const loader = apiLoader(async ({ request }) => {
  const scope = await requireReader(request);
  await consume('documents', scope.kind === 'house' ? scope.houseId : scope.actor.kind === 'staff' ? scope.actor.userId : scope.tenantId);
  const query = readQuery(request, documentQuerySchema.extend({ limit: limitSchema }));
  const { items, next_cursor } = await listDocuments(scope, query);
  if (scope.kind === 'tenant') return jsonResponse({ items, next_cursor });
  return jsonResponse({
    items: items.map(({ id, title, category, house_types, pages, size_bytes, updated_at, download_url }) => ({ id, title, category, house_types, pages, size_bytes, updated_at, download_url })),
    next_cursor,
  });
});

export const action = apiAction(
  {
    POST: async ({ request }) => {
      const scope = await requireDeveloper(request, 'document:manage');
      const { documentId, jobId } = await uploadDocument(request, scope, { dataDir: env.DATA_DIR });
      return jsonResponse({ document_id: documentId, job_id: jobId }, { status: 202, headers: { Location: `/api/documents/${documentId}` } });
    },
  },
  { get: true },
);
