import { env } from '#app/platform/env.ts';
import { jsonResponse, limitSchema, readQuery } from '#app/platform/http.ts';
import { listVersions } from '#app/features/documents/list-versions.server.ts';
import { versionPageQuerySchema } from '#app/features/documents/schema.ts';
import { uploadVersion } from '#app/features/documents/upload-version.server.ts';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';

/** A document's versions, newest first (G3). */
export const loader = apiLoader(async ({ request, params }) => {
  const scope = await requireDeveloper(request);
  return jsonResponse(await listVersions(scope, params.documentId, readQuery(request, versionPageQuerySchema.extend({ limit: limitSchema }))));
});

/** A new version, as multipart `file`: 202 with the job that reads it. */
export const action = apiAction(
  {
    POST: async ({ request, params }) => {
      const scope = await requireDeveloper(request, 'document:manage');
      const { documentId, jobId, version } = await uploadVersion(request, scope, params.documentId, { dataDir: env.DATA_DIR });
      return jsonResponse({ document_id: documentId, job_id: jobId, version }, { status: 202, headers: { Location: `/api/documents/${documentId}` } });
    },
  },
  { get: true },
);
