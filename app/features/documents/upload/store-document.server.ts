import { v7 } from 'uuid';
import { askAboutLikeness, findSameFile, lockUploads } from '#db/queries/documents/likenesses.ts';
import { insertVersion, upsertDocument } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { storage } from '#app/platform/storage.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { enqueueReading } from './enqueue-reading.server.ts';
import { refuseSameFile } from './refuse-same-file.ts';
import { storageKeyOf } from '../files/storage-key.ts';
import { contentTypeOf, type DocumentKind } from '../kind/document-kind.ts';

export type DocumentToStore = {
  /** Given to add a version to a document that exists, or by seeds. */
  id?: string;
  developmentId: string;
  title: string;
  category: string;
  houseTypes: string[];
  /** Staff wrote it of an answer; the first day on which owners read it no more. */
  note?: { endsOn: string | null };
  file: { path: string; filename: string; kind: DocumentKind; sizeBytes: number; sha256: string };
  /**
   * What to do when the development has the file, or nearly its text: ask whoever sends it, or store it all the same;
   * not given, nobody asks.
   */
  ifStored?: 'ask' | 'store' | undefined;
};

/** A version that was accepted, its number, and the job that reads it. */
export type StoredVersion = { documentId: string; versionId: string; jobId: string; version: number };

/**
 * Accepts a file: first into storage, then the document, its version, its job and the job's outbox row in one
 * transaction (C7). A crash before the commit, or one whose answer is lost, may leave a file that nobody names, which
 * the sweep removes (sweep-files.server.ts); the file of what was committed always stays. With `ifStored: 'ask'` it
 * throws AppError 409 when the development has the very file, and a new document whose text is nearly another's waits,
 * once it is read, for a choice.
 */
export async function storeDocument(scope: TenantScope, document: DocumentToStore): Promise<StoredVersion> {
  const documentId = document.id ?? v7();
  const versionId = v7();
  const { kind } = document.file;
  const storageKey = storageKeyOf({ tenantId: scope.tenantId, documentId, versionId, kind });
  const same = { developmentId: document.developmentId, sha256: document.file.sha256 };
  if (document.ifStored === 'ask') {
    const stored = await withScope(scope, (tx) => findSameFile(tx, scope, same), { readOnly: true });
    if (stored) throw refuseSameFile(stored, document.id);
  }
  const files = await storage();
  await files.put(storageKey, document.file.path, contentTypeOf(kind));
  let commits = false;
  try {
    const accepted = await withScope(scope, async (tx) => {
      if (document.ifStored === 'ask') await lockUploads(tx);
      const stored = document.ifStored && (await findSameFile(tx, scope, same));
      if (stored && document.ifStored === 'ask') throw refuseSameFile(stored, document.id);
      await upsertDocument(tx, scope, {
        id: documentId,
        developmentId: document.developmentId,
        title: document.title,
        category: document.category,
        houseTypes: document.houseTypes,
        ...(document.note ? { isNote: true, endsOn: document.note.endsOn } : {}),
      });
      const { path: _path, ...file } = document.file;
      const version = await insertVersion(tx, scope, { id: versionId, documentId, storageKey, ...file });
      if (document.ifStored === 'ask' && version === 1) await askAboutLikeness(tx, scope, versionId);
      if (stored)
        await recordAudit(tx, scope, {
          action: 'document.stored-again',
          subjectType: 'document',
          subjectId: documentId,
          details: { version, same_file: { document_id: stored.documentId, version: stored.version } },
        });
      const jobId = await enqueueReading(tx, scope, { documentId, versionId });
      commits = true;
      return { documentId, versionId, jobId, version };
    });
    wakeDispatcher();
    return accepted;
  } catch (error) {
    // From its commit on the row may be there, whatever has come back of it.
    if (!commits) await files.remove(storageKey).catch(() => {});
    throw error;
  }
}
