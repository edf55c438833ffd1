import { AppError } from '#app/platform/errors.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { storage } from '#app/platform/storage.ts';
import { listLogbooks } from '#db/queries/privacy/logbooks.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { logbookKey } from './logbook-key.ts';

const SIGNED_SECONDS = 60;

/** A short-lived address of one of the owner's logbooks (E7). Throws AppError 404 for any other. */
export async function fetchLogbook(scope: HouseScope, id: string | undefined): Promise<string> {
  const logbooks = await withScope(scope, (tx) => listLogbooks(tx, scope), { readOnly: true });
  const logbook = logbooks.find((one) => one.id === id && one.readyAt !== null);
  if (!logbook)
    throw new AppError('not-found', 'There is no such logbook any more. Have a new one made under Privacy.');
  return (await storage()).signedUrl(scope.tenantId, logbookKey(scope.tenantId, logbook.id), {
    filename: `home-logbook-${isoDay(logbook.createdAt)}.zip`,
    contentType: 'application/zip',
    download: true,
    expiresInSeconds: SIGNED_SECONDS,
  });
}
