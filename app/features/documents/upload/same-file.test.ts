import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { developerOf, createTestTenant } from '#app/features/identity/testing.ts';
import { env } from '#app/platform/env.ts';
import { problemOf } from '#app/platform/http.ts';
import { AppError } from '#app/platform/errors.ts';
import { developments, houseTypes } from '#db/schema/tenancy.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { deleteDocument } from '../delete-document.server.ts';
import { listDocuments } from '../list-documents.server.ts';
import { multipartRequest, storeTestDocument } from '../testing/store-test-document.ts';
import { uploadDocument, uploadVersion } from './upload-document.server.ts';

const world = builderPerTest();
const text = 'The stopcock is under the sink, behind the left door.';
const options = { dataDir: env.DATA_DIR };
const count = async (scope: TenantScope) => (await listDocuments(scope, { limit: 100 })).items.length;

function send(fields: Record<string, string> = {}, scope = developerOf(world.home)) {
  const { developmentId } = world.home;
  const all = { title: 'Water', category: 'water', house_types: 'A', development_id: developmentId, ...fields };
  return uploadDocument(
    multipartRequest('http://localhost/api/documents', { name: 'w.txt', content: text }, all),
    scope,
    options,
  );
}

/** The files of a tenant in storage. */
const filesOf = (tenantId: string) =>
  readdir(join(env.DATA_DIR, 'files', tenantId), { recursive: true, withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isFile()),
  );

describe('G3: a file that is stored already', () => {
  test('is refused when the sender wants to be asked, with where it is; nothing is stored', async () => {
    const scope = developerOf(world.home);
    const stored = await storeTestDocument(world.home, { title: 'Stopcock', text, status: 'ready' });
    const refusal = await send({ if_stored: 'ask' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(problemOf(refusal as AppError)).toMatchObject({
      status: 409,
      type: 'urn:openhouse:problem:conflict',
      detail: expect.stringMatching(
        /^You have .* version 1 of “Stopcock”, uploaded on .*\. Owners can read it\. .*if_stored=store/,
      ),
      code: 'document_already_stored',
      twin: { document_id: stored.documentId, title: 'Stopcock', version: 1, status: 'ready', live: true },
    });
    expect(await count(scope)).toBe(1);
    expect(await filesOf(world.home.tenantId)).toHaveLength(1);
  });

  test('is stored all the same on demand, which leaves a trace, and without a question when nobody asks', async () => {
    const scope = developerOf(world.home);
    const stored = await storeTestDocument(world.home, { text });
    const again = await send({ if_stored: 'store' });
    expect(again.documentId).not.toBe(stored.documentId);
    const rows = await withScope(systemScope('test'), (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.subjectId, again.documentId)),
    );
    expect(rows).toMatchObject([
      {
        action: 'document.stored-again',
        actorId: world.home.developerId,
        details: { same_file: { document_id: stored.documentId, version: 1 } },
      },
    ]);
    await send();
    expect(await count(scope)).toBe(3);
  });

  test('is known while it is read, and when it failed; not once its document is deleted', async () => {
    const scope = developerOf(world.home);
    const stored = await storeTestDocument(world.home, { text, status: 'failed' });
    await expect(send({ if_stored: 'ask' })).rejects.toThrow(/could not be read: open it and read it again/);
    await deleteDocument(scope, stored.documentId);
    const { documentId } = await send({ if_stored: 'ask' });
    await expect(send({ if_stored: 'ask' })).rejects.toMatchObject({
      status: 409,
      extension: { twin: { document_id: documentId, status: 'queued', live: false } },
    });
  });

  test('of two who send it at once, one is asked', async () => {
    const answers = await Promise.allSettled([send({ if_stored: 'ask' }), send({ if_stored: 'ask' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(await count(developerOf(world.home))).toBe(1);
    expect(await filesOf(world.home.tenantId)).toHaveLength(1);
  });

  test('E2: is not told to another tenant, nor in another development of the same one', async () => {
    await storeTestDocument(world.home, { text, status: 'ready' });
    const stranger = await createTestTenant(`stranger-${v7()}`);
    await send({ if_stored: 'ask', development_id: stranger.developmentId }, developerOf(stranger));
    expect(await count(developerOf(stranger))).toBe(1);
    const [tenantId, developmentId] = [world.home.tenantId, v7()];
    await withScope(systemScope('test'), async (tx) => {
      const [first] = await tx.select().from(developments).where(eq(developments.id, world.home.developmentId));
      await tx.insert(developments).values({ ...first!, id: developmentId, slug: `d-${developmentId}` });
      await tx.insert(houseTypes).values({ tenantId, developmentId, code: 'A', name: 'A', description: '' });
    });
    await send({ if_stored: 'ask', development_id: developmentId });
    expect(await count(developerOf(world.home))).toBe(2);
  });

  test('is told for a new version too, of the document itself and of another', async () => {
    const scope = developerOf(world.home);
    const address = 'http://localhost/api/documents/x/versions';
    const own = await storeTestDocument(world.home, { title: 'Water', text, status: 'ready' });
    const other = await storeTestDocument(world.home, { title: 'Sewer', text: 'Something else.', status: 'ready' });
    const sendTo = (documentId: string, ifStored: string) =>
      uploadVersion(
        multipartRequest(address, { name: 'w.txt', content: text }, { if_stored: ifStored }),
        scope,
        documentId,
        options,
      );
    await expect(sendTo(own.documentId, 'ask')).rejects.toThrow(/it is version 1 of this document, uploaded/);
    await expect(sendTo(other.documentId, 'ask')).rejects.toThrow(/it is version 1 of “Water”, uploaded/);
    expect(await sendTo(other.documentId, 'store')).toMatchObject({ version: 2 });
  });

  test('what to do is ask or store; the last one counts', async () => {
    await storeTestDocument(world.home, { text });
    await expect(send({ if_stored: 'perhaps' })).rejects.toMatchObject({
      status: 422,
      fields: [{ field: 'if_stored' }],
    });
    const body = new FormData();
    const { developmentId: development_id } = world.home;
    const given = { title: 'Water', category: 'water', house_types: 'A', development_id };
    for (const [name, value] of Object.entries(given)) body.append(name, value);
    body.append('if_stored', 'ask');
    body.append('if_stored', 'store');
    body.append('file', new File([text], 'w.txt'));
    const request = new Request('http://localhost/api/documents', { method: 'POST', body });
    expect(await uploadDocument(request, developerOf(world.home), options)).toMatchObject({ version: 1 });
  });
});
