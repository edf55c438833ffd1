import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { v7 } from 'uuid';
import { findAnswer } from '#db/queries/assistant/conversations.ts';
import {
  findDefect,
  insertDefect,
  insertDefectMessage,
  insertDefectPhotos,
  type NewPhoto,
} from '#db/queries/care/defects.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { receiveUpload, type ReceivedFile } from '#app/features/documents/upload/receive-upload.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { assertPlainText } from '#app/platform/plain-text.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { storage } from '#app/platform/storage.ts';
import { MAX_PHOTO_BYTES, MAX_PHOTOS } from '../photos/photo-limits.ts';
import { remakePhotos } from '../photos/remake-photos.server.ts';
import { requestDefectMail } from './request-defect-mail.server.ts';
import { reportSchema } from './schema.ts';

type Options = { dataDir: string; origin: string };

const SEVERAL = {
  field: 'photos',
  most: MAX_PHOTOS,
  tooMany: `Choose at most ${MAX_PHOTOS} photos: leave out those that show the same.`,
  tooLarge:
    `A photo is larger than ${MAX_PHOTO_BYTES / 1024 / 1024} MB. Take it again with the usual resolution of your ` +
    'camera, or leave it out.',
};

/**
 * Takes an owner's report with its photos off the wire (F11): photos are checked and made anew, stored, and then
 * report, photos and the builder's mail are recorded in one transaction. Sent twice under one `report_id` it is there
 * once. Returns its id. Throws AppError 413, 415 or 422 that say what to do, with what was typed in `extension.typed`.
 */
export async function reportDefect(request: Request, scope: HouseScope, { dataDir, origin }: Options): Promise<string> {
  await consume('defect-report', scope.houseId);
  const received = await receiveUpload(request, { maxBytes: MAX_PHOTO_BYTES, dataDir, several: SEVERAL });
  try {
    if (received.refused) throw received.refused;
    assertPlainText(received.fields);
    const report = validate(reportSchema, received.fields);
    const id = report.report_id ?? v7();
    const isThere = await withScope(scope, (tx) => findDefect(tx, scope, id), { readOnly: true });
    if (isThere) return id;
    const photos = await storePhotos(scope, id, received.files, dataDir);
    await record(scope, { ...report, id, photos: photos.stored }, origin).catch(async (error: unknown) => {
      await photos.remove();
      throw error;
    });
    return id;
  } catch (error) {
    throw error instanceof AppError ? withTyped(error, received.fields) : error;
  } finally {
    await received.discard();
  }
}

function withTyped(error: AppError, typed: Record<string, string | string[]>): AppError {
  const { fields, cause, headers, extension } = error;
  return new AppError(error.code, error.message, { fields, cause, headers, extension: { ...extension, typed } });
}

async function record(
  scope: HouseScope,
  report: { id: string; description: string; room: string; message?: string | undefined; photos: NewPhoto[] },
  origin: string,
): Promise<void> {
  const { id, description, room, message, photos } = report;
  const recorded = await withScope(scope, async (tx) => {
    const answer = message === undefined ? undefined : await findAnswer(tx, scope, message);
    if (!(await insertDefect(tx, scope, { id, description, room, messageId: answer?.id ?? null }))) return false;
    await insertDefectPhotos(tx, scope, id, photos);
    const news = v7();
    const { houseId, homeownerId } = scope;
    const first = { id: news, side: 'owner', state: 'reported', text: '' } as const;
    await insertDefectMessage(tx, scope, { id, houseId, homeownerId }, first);
    await requestDefectMail(tx, scope.tenantId, news, origin);
    return true;
  });
  if (!recorded) throw new AppError('conflict', 'This report is there already. Open it in the list of your defects.');
  wakeDispatcher();
}

/** Makes the photos anew and stores them; `remove` takes them back. */
async function storePhotos(scope: HouseScope, defectId: string, files: readonly ReceivedFile[], dataDir: string) {
  const made = files.map(() => ({ id: v7(), path: resolve(dataDir, 'tmp', `photo-${v7()}.jpg`) }));
  const store = await storage();
  const stored: NewPhoto[] = [];
  const remove = async () => {
    for (const { storageKey } of stored) await store.remove(storageKey);
  };
  try {
    const photos = await remakePhotos(
      files,
      made.map(({ path }) => path),
    );
    for (const [index, { id, path }] of made.entries()) {
      const photo = photos[index];
      if (!photo) continue;
      const storageKey = `${scope.tenantId}/${defectId}/${id}.jpg`;
      await store.put(storageKey, path, 'image/jpeg');
      stored.push({ id, storageKey, ...photo });
    }
    return { stored, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    for (const { path } of made) await rm(path, { force: true });
  }
}
