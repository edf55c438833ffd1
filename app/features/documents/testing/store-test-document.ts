import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { documents, documentVersions, type DocumentStatus } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { developerOf } from '#app/features/identity/testing.ts';
import type { TestTenant } from '#app/features/identity/testing.ts';
import { storeDocument, type DocumentToStore } from '../upload/store-document.server.ts';

/** Stores a text document as an upload would; `status` other than queued is set as if its ingestion had got there. */
export async function storeTestDocument(
  tenant: TestTenant,
  given: {
    id?: string;
    title?: string;
    category?: string;
    houseTypes?: string[];
    status?: DocumentStatus;
    text?: string;
    ifStored?: DocumentToStore['ifStored'];
  } = {},
) {
  const scope = developerOf(tenant);
  const text = given.text ?? 'The fuse board is under the stairs.';
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-'));
  const path = join(folder, 'guide.txt');
  await writeFile(path, text);
  const stored = await storeDocument(scope, {
    id: given.id,
    developmentId: tenant.developmentId,
    title: given.title ?? 'Guide',
    category: given.category ?? 'guides',
    houseTypes: given.houseTypes ?? ['A'],
    ifStored: given.ifStored,
    file: {
      path,
      filename: 'guide.txt',
      kind: 'txt',
      sizeBytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    },
  });
  await rm(folder, { recursive: true });
  if (given.status && given.status !== 'queued') await endTestVersion(scope, stored, given.status);
  return stored;
}

/** Sets a version's state, makes it the live one when it is ready, and ends its job with it. */
export async function endTestVersion(
  scope: TenantScope,
  stored: { documentId: string; versionId: string; jobId: string },
  status: DocumentStatus,
): Promise<void> {
  await withScope(systemScope('test'), async (tx) => {
    const of = sql`tenant_id = ${scope.tenantId}`;
    await tx
      .update(documentVersions)
      .set({
        status,
        progress: status === 'ready' ? 100 : 40,
        reason: status === 'failed' ? 'This file is empty.' : null,
      })
      .where(sql`${of} and id = ${stored.versionId}`);
    if (status === 'ready' || status === 'failed')
      await tx
        .update(jobStatus)
        .set({ state: status === 'ready' ? 'succeeded' : 'failed', finishedAt: sql`now()` })
        .where(sql`${of} and event #>> '{data,version_id}' = ${stored.versionId}`);
    if (status === 'ready')
      await tx
        .update(documents)
        .set({ liveVersionId: stored.versionId, liveReadingId: stored.jobId })
        .where(sql`${of} and id = ${stored.documentId}`);
  });
}

/** A multipart upload of one file, as a browser sends it. */
export function multipartRequest(
  url: string,
  file: { name: string; content: string },
  fields: Record<string, string> = {},
): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new File([file.content], file.name));
  return new Request(url, { method: 'POST', body });
}
