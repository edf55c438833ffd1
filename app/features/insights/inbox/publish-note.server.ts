import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { checkHouseTypes } from '#app/features/documents/upload/check-house-types.server.ts';
import { storeDocument, type StoredVersion } from '#app/features/documents/upload/store-document.server.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchQuestion } from './no-such-question.ts';

/** The category of documents that staff write from the inbox. */
const NOTE_CATEGORY = 'notes';

/**
 * Makes a note of an answer (G9): a document of its own in the library of the question's development, which the
 * assistant finds, quotes and cites by its title as any other, and which staff withdraw like any other. Throws
 * AppError: 404; 422 with the field for house types that the development does not have.
 */
export async function publishNote(
  scope: TenantScope,
  questionId: string | undefined,
  { title, text, house_types: houseTypes }: { title: string; text: string; house_types: string[] },
  dataDir: string,
): Promise<StoredVersion> {
  const id = requireId(questionId, noSuchQuestion);
  const question = await withScope(scope, (tx) => findBuilderQuestion(tx, scope, id), { readOnly: true });
  if (!question) throw noSuchQuestion();
  const { developmentId } = question;
  await checkHouseTypes(scope, developmentId, houseTypes);
  const folder = join(dataDir, 'tmp');
  const path = join(folder, `note-${v7()}`);
  const content = Buffer.from(`${title}\n\n${text}\n`);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path, content);
    return await storeDocument(scope, {
      developmentId,
      title,
      category: NOTE_CATEGORY,
      houseTypes,
      file: {
        path,
        filename: 'note.txt',
        kind: 'txt',
        sizeBytes: content.byteLength,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    });
  } finally {
    await rm(path, { force: true });
  }
}
