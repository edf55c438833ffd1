import { reportDefect } from '#app/features/care/defects/report-defect.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { env } from '#app/platform/env.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.defects', {
  POST: async ({ request, scope }) => {
    try {
      const id = await reportDefect(request, scope, { dataDir: env.DATA_DIR, origin: publicOrigin(request) });
      return jsonResponse({ defect_id: id }, { status: 201, headers: { Location: `/home/care/${id}` } });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Whoever sent it has what was typed.
      throw new AppError(error.code, error.message, {
        fields: error.fields,
        cause: error.cause,
        headers: error.headers,
        ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
      });
    }
  },
});

export const loader = route.loader;
export const action = route.action;
