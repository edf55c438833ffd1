import { z } from 'zod';
import { selectSilences } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeSilence, type SilenceItem } from './describe-firing.ts';
import type { silenceFilterSchema } from './schema.ts';

/** Silences of rules, newest first (D9). 422 for a foreign cursor. */
export async function listSilences(
  scope: PlatformScope,
  { limit, cursor, rule }: z.output<typeof silenceFilterSchema>,
): Promise<Page<SilenceItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(scope, (tx) => selectSilences(tx, { limit: limit + 1, before, rule }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeSilence, ({ id }) => [id]);
}
