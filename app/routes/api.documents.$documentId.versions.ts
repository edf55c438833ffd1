import { listVersions } from '#app/features/documents/list-versions.server.ts';
import { versionListSchema } from '#app/features/documents/schema.ts';
import { uploadVersion } from '#app/features/documents/upload/upload-document.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { env } from '#app/platform/env.ts';
import { jsonResponse, readQuery } from '#app/platform/http.ts';

const route = api('routes/api.documents.$documentId.versions', {
  /** A document's versions, newest first (G3). */
  GET: async ({ request, scope, params }) => {
    const query = readQuery(request, versionListSchema);
    return jsonResponse(await listVersions(scope, params.documentId, query));
  },
  /** A new version, as multipart `file`: 202 with the job that reads it. */
  POST: async ({ request, scope, params }) => {
    const { documentId, jobId, version } = await uploadVersion(request, scope, params.documentId, {
      dataDir: env.DATA_DIR,
    });
    const headers = { Location: `/api/documents/${documentId}` };
    return jsonResponse({ document_id: documentId, job_id: jobId, version }, { status: 202, headers });
  },
});

export const loader = route.loader;
export const action = route.action;
