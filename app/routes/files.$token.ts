import { apiLoader } from '#app/features/observability/handle-api.server.ts';
import { serveSignedFile } from '#app/features/documents/serve-signed-file.server.ts';

/** Public by design: the signature in the address is the permission, and it lasts a minute (E7). */
export const loader = apiLoader(async ({ request, params }) => serveSignedFile(request, params.token));
