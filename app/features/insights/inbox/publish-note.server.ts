import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { findSameFile } from '#db/queries/documents/likenesses.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { checkHouseTypes } from '#app/features/documents/upload/check-house-types.server.ts';
import { storeDocument, type StoredVersion } from '#app/features/documents/upload/store-document.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { requireToCome } from '../notes/require-to-come.ts';
import { noSuchQuestion } from './no-such-question.ts';

/** The category of documents that staff write from the inbox. */
const NOTE_CATEGORY = 'notes';

type NewNote = { title: string; text: string; house_types: string[]; ends_on: string | null };

/**
 * Makes a note of an answer (G9): a document of its own in the library of the question's development, which the
 * assistant finds, quotes and cites by its title and day, until the day on which it ends, and which staff delete like
 * any other. Throws AppError: 404; 409 for a note that is there already; 422 with the field for house types that the
 * development does not have, or for a day that is not to come.
 */
export async function publishNote(
  scope: TenantScope,
  questionId: string | undefined,
  { title, text, house_types: houseTypes, ends_on: endsOn }: NewNote,
  dataDir: string,
): Promise<StoredVersion> {
  const id = requireId(questionId, noSuchQuestion);
  const question = await withScope(scope, (tx) => findBuilderQuestion(tx, scope, id), { readOnly: true });
  if (!question) throw noSuchQuestion();
  const { developmentId } = question;
  requireToCome(endsOn);
  await checkHouseTypes(scope, developmentId, houseTypes);
  const folder = join(dataDir, 'tmp');
  const path = join(folder, `note-${v7()}`);
  const content = Buffer.from(`${title}\n\n${text}\n`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const twin = await withScope(scope, (tx) => findSameFile(tx, scope, { developmentId, sha256 }), { readOnly: true });
  if (twin) throw new AppError('conflict', 'This very note is in your library already: look under Documents.');
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path, content);
    const stored = await storeDocument(scope, {
      developmentId,
      title,
      category: NOTE_CATEGORY,
      houseTypes,
      note: { endsOn },
      file: { path, filename: 'note.txt', kind: 'txt', sizeBytes: content.byteLength, sha256 },
    });
    const about = { subjectType: 'document', subjectId: stored.documentId, details: { question_id: id } };
    await withScope(scope, (tx) => recordAudit(tx, scope, { action: 'note.published', ...about }));
    return stored;
  } finally {
    await rm(path, { force: true });
  }
}
