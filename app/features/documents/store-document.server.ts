import { v7 } from 'uuid';
import { insertVersion, upsertDocument } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { documentUploaded } from '#inngest/events.ts';
import { storage } from '#app/platform/storage.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import type { DocumentKind } from './kind/document-kind.ts';

export const CONTENT_TYPES: Record<DocumentKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

export type DocumentToStore = {
  /** Given to add a version to a document that exists, or by seeds. */
  id?: string;
  developmentId: string;
  title: string;
  category: string;
  houseTypes: string[];
  file: { path: string; filename: string; kind: DocumentKind; sizeBytes: number; sha256: string };
};

/** A version that was accepted, its number, and the job that reads it. */
export type StoredVersion = { documentId: string; versionId: string; jobId: string; version: number };

/**
 * Accepts a file: first into storage, then the document, its version, its job and the job's outbox row in one
 * transaction (C7). A crash before the commit, or one whose answer is lost, may leave a file that nobody names, which
 * the sweep removes (sweep-files.server.ts); the file of what was committed always stays.
 */
export async function storeDocument(scope: TenantScope, document: DocumentToStore): Promise<StoredVersion> {
  const documentId = document.id ?? v7();
  const versionId = v7();
  const storageKey = `${scope.tenantId}/${documentId}/${versionId}.${document.file.kind}`;
  const files = await storage();
  await files.put(storageKey, document.file.path, CONTENT_TYPES[document.file.kind]);
  let commits = false;
  try {
    const accepted = await withScope(scope, async (tx) => {
      await upsertDocument(tx, scope, {
        id: documentId,
        developmentId: document.developmentId,
        title: document.title,
        category: document.category,
        houseTypes: document.houseTypes,
      });
      const version = await insertVersion(tx, scope, {
        id: versionId,
        documentId,
        storageKey,
        filename: document.file.filename,
        kind: document.file.kind,
        sizeBytes: document.file.sizeBytes,
        sha256: document.file.sha256,
        uploadedBy: scope.actor.kind === 'staff' ? scope.actor.userId : null,
      });
      const jobId = await enqueueJob(tx, {
        tenantId: scope.tenantId,
        event: {
          name: documentUploaded.name,
          data: { tenant_id: scope.tenantId, document_id: documentId, version_id: versionId },
        },
        subject: { type: 'document', id: documentId },
      });
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
