import { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { makePack } from '#app/features/handover/make-pack.server.ts';
import { api } from '#app/features/identity/api.server.ts';

const route = api('routes/developer.readiness.$unitId_.pack', {
  /** The evidence pack of a house (G10); `incomplete=on` also where papers are missing. */
  GET: async ({ request, scope, params }) => {
    const incomplete = new URL(request.url).searchParams.get('incomplete') === 'on';
    const { filename, pieces } = await makePack(scope, params.unitId, { incomplete });
    return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${filename}"`,
        'Cache-Control': 'no-store',
      },
    });
  },
});

export const loader = route.loader;
export const action = route.action;
