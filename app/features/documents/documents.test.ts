import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { env } from '#app/platform/env.ts';
import type { Database } from '#db/client.ts';
import { documents, documentVersions } from '#db/schema/documents.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { houseScope, systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { deleteDocument } from './delete-document.server.ts';
import { getDocument } from './get-document.server.ts';
import { listDocuments } from './list-documents.server.ts';
import { serveSignedFile } from './files/serve-signed-file.server.ts';
import { signDownload } from './files/sign-download.server.ts';
import { uploadDocument } from './upload/upload-document.server.ts';

let database: Database;
const actor = { kind: 'system', name: 'test' } as const;
let tenant: TestTenant;
let staff: TenantScope;
const stranger: TenantScope = tenantScope(v7(), actor);
const owner = (houseType: string): HouseScope =>
  houseScope({ ...tenant, houseType, sessionId: v7(), claimed: true, actor });

const PDF = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n');

function uploadOf(
  fields: Record<string, string>,
  file: { bytes: Uint8Array<ArrayBuffer>; name: string } | null,
): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new File([file.bytes], file.name));
  return new Request('http://localhost/api/documents', { method: 'POST', body: form });
}
const good = { title: 'Heating', category: 'Heating', house_types: 'A' };
const pdf = { bytes: new Uint8Array(PDF), name: 'heating.pdf' };
const upload = (fields: Record<string, string>, file: typeof pdf | null = pdf, scope = staff) =>
  uploadDocument(uploadOf({ development_id: tenant.developmentId, ...fields }, file), scope, { dataDir: env.DATA_DIR });

async function publish(documentId: string): Promise<void> {
  await withScope(staff, async (tx) => {
    const [version] = await tx
      .update(documentVersions)
      .set({ status: 'ready', pages: 1 })
      .where(eq(documentVersions.documentId, documentId))
      .returning({ id: documentVersions.id });
    await tx
      .update(documents)
      .set({ liveVersionId: version!.id, liveReadingId: v7() })
      .where(eq(documents.id, documentId));
  });
}

beforeAll(async () => {
  database = await openTestDatabase();
  tenant = await createTestTenant('builder');
  staff = tenantScope(tenant.tenantId, actor);
});
afterAll(() => database.close());

describe('G3, C7: an upload', () => {
  test('is stored with its version, its job and the outbox row, all or nothing', async () => {
    const { documentId, jobId } = await upload(good);
    const row = await getDocument(staff, documentId);
    expect(row).toMatchObject({
      title: 'Heating',
      category: 'heating',
      houseTypes: ['A'],
      status: 'queued',
      version: 1,
      filename: 'heating.pdf',
      kind: 'pdf',
      sizeBytes: PDF.length,
    });
    // Staff put events into the outbox and read none.
    await withScope(systemScope('test'), async (tx) => {
      expect(
        await tx
          .select({ state: jobStatus.state, subject: jobStatus.subjectId })
          .from(jobStatus)
          .where(eq(jobStatus.id, jobId)),
      ).toEqual([{ state: 'queued', subject: documentId }]);
      expect((await tx.select().from(outbox).where(eq(outbox.jobId, jobId)))[0]?.event).toMatchObject({
        name: 'document/uploaded',
        data: { job_id: jobId, tenant_id: tenant.tenantId, document_id: documentId },
      });
    });
  });

  test.each([
    ['title', { ...good, title: '' }],
    ['title', { ...good, title: 'x'.repeat(201) }],
    ['category', { ...good, category: ' ' }],
    ['house_types', { ...good, house_types: '' }],
    ['house_types', { ...good, house_types: 'A,Z' }],
    ['development_id', { ...good, development_id: 'nonsense' }],
    ['development_id', { ...good, development_id: v7() }],
  ])('with a faulty %s is refused with 422 and that field, and leaves nothing', async (field, fields) => {
    const before = await listDocuments(staff, { limit: 100 });
    await expect(upload(fields)).rejects.toMatchObject({ status: 422, fields: [{ field }] });
    expect(await listDocuments(staff, { limit: 100 })).toEqual(before);
  });

  test('E7: without a file is a 422, a renamed program a 415', async () => {
    await expect(upload(good, null)).rejects.toMatchObject({ status: 422, fields: [{ field: 'file' }] });
    await expect(
      upload(good, {
        bytes: new Uint8Array(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 0)])),
        name: 'setup.pdf',
      }),
    ).rejects.toMatchObject({ status: 415 });
  });

  test('E2: into the development of another tenant is refused', async () => {
    await expect(upload(good, pdf, stranger)).rejects.toMatchObject({
      status: 422,
      fields: [{ field: 'development_id' }],
    });
  });
});

describe('E2, F5: who sees a document', () => {
  test('owners see ready documents of their house type only; another tenant sees none', async () => {
    const { documentId } = await upload({ ...good, title: 'Only for A' });
    await expect(getDocument(owner('A'), documentId)).rejects.toMatchObject({ status: 404 });
    await publish(documentId);
    expect((await getDocument(owner('A'), documentId)).title).toBe('Only for A');
    for (const scope of [owner('B'), stranger])
      await expect(getDocument(scope, documentId)).rejects.toMatchObject({ status: 404 });
    expect((await listDocuments(owner('A'), { limit: 10 })).items.map((item) => item.id)).toContain(documentId);
    expect((await listDocuments(owner('B'), { limit: 10 })).items).toEqual([]);
  });

  test('a malformed id is a 404', async () => {
    for (const id of ['nonsense', '', undefined])
      await expect(getDocument(staff, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('B1: the list', () => {
  test('pages by cursor through everything once, and filters', async () => {
    for (const title of ['One', 'Two 100%', 'Three']) await upload({ ...good, title, category: 'paging' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDocuments(staff, { limit: 2, category: 'paging', cursor });
      seen.push(...page.items.map((item) => item.title));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['Three', 'Two 100%', 'One']);
    expect((await listDocuments(staff, { limit: 10, q: '100%' })).items.map((item) => item.title)).toEqual([
      'Two 100%',
    ]);
  });

  test('a cursor that it did not give out is a 422', async () => {
    for (const cursor of ['nonsense', Buffer.from('["1"]').toString('base64url')])
      await expect(listDocuments(staff, { limit: 2, cursor })).rejects.toMatchObject({ status: 422 });
  });
});

describe('E7: a download', () => {
  test('is signed for a minute, streams the file, and serves ranges', async () => {
    const { documentId } = await upload(good);
    const url = await signDownload(staff, documentId, { download: false });
    const token = url.replace('/files/', '');
    const whole = await serveSignedFile(new Request(`http://localhost${url}`), token);
    expect(whole.headers.get('Content-Type')).toBe('application/pdf');
    expect(Buffer.compare(Buffer.from(await whole.arrayBuffer()), PDF)).toBe(0);
    const part = await serveSignedFile(
      new Request(`http://localhost${url}`, { headers: { Range: 'bytes=0-3' } }),
      token,
    );
    expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([
      206,
      `bytes 0-3/${PDF.length}`,
      '%PDF',
    ]);
    expect(
      (await serveSignedFile(new Request(`http://localhost${url}`, { headers: { Range: 'bytes=99999-' } }), token))
        .status,
    ).toBe(416);
    await expect(serveSignedFile(new Request('http://localhost/files/x'), `${token}x`)).rejects.toMatchObject({
      status: 403,
    });
    await expect(signDownload(stranger, documentId, { download: false })).rejects.toMatchObject({ status: 404 });
  });

  test('of a deleted document is a 404', async () => {
    const { documentId } = await upload(good);
    await expect(deleteDocument(stranger, documentId)).rejects.toMatchObject({ status: 404 });
    await deleteDocument(staff, documentId);
    await expect(signDownload(staff, documentId, { download: false })).rejects.toMatchObject({ status: 404 });
    expect((await listDocuments(staff, { limit: 100 })).items.map((item) => item.id)).not.toContain(documentId);
  });
});
