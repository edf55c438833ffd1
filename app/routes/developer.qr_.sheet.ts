import { createReadableStreamFromReadable } from '@remix-run/node';
import { api } from '#app/features/identity/api.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { prepareSheet } from '#app/features/onboarding/prepare-sheet.server.ts';
import { printQrSheet } from '#app/features/onboarding/print-qr-sheet.server.ts';

const route = api('routes/developer.qr_.sheet', {
  /** The codes of the chosen houses as a PDF to print (G6): keys to houses, so for managers alone and in no cache. */
  GET: async ({ request, scope }) => {
    const { searchParams } = new URL(request.url);
    const query = { ...Object.fromEntries(searchParams), house_id: searchParams.getAll('house_id') };
    const sheet = await prepareSheet(scope, query, publicOrigin(request));
    return new Response(createReadableStreamFromReadable(printQrSheet(sheet)), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="qr-codes-${sheet.format}.pdf"`,
        'Cache-Control': 'no-store',
      },
    });
  },
});

export const loader = route.loader;
export const action = route.action;
