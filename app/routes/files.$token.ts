import { serveSignedFile } from '#app/features/documents/files/serve-signed-file.server.ts';
import { api } from '#app/features/identity/api.server.ts';

const route = api('routes/files.$token', {
  /** Public by design: the signature in the address is the permission, and it lasts a minute (E7). */
  GET: async ({ request, params }) => serveSignedFile(request, params.token),
});

export const loader = route.loader;
export const action = route.action;
