import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { documentVersions } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { jobScope, platformScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { developerOf, createTestAdmin, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { parseEnv } from '#app/platform/parse-env.ts';
import { getJob } from './get-job.server.ts';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readSystem } from '../load/read-system.server.ts';

let database: Database;
let builder: TestTenant;
let admin: ReturnType<typeof platformScope>;

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  admin = platformScope({ kind: 'staff', userId: await createTestAdmin(), email: 'admin@platform.example' });
});
afterAll(() => database.close());

const versionOf = (id: string) =>
  withScope(admin, (tx) => tx.select().from(documentVersions).where(eq(documentVersions.id, id)));

/** Cancels, and does what the function document-ingest-end does at the event of it. */
async function cancelReading(stored: { jobId: string; versionId: string }): Promise<void> {
  await cancelJob(admin, stored.jobId);
  await failIngestion(jobScope('test', builder.tenantId), stored, 'Cancelled by staff.');
}

describe('H11: the job monitor', () => {
  test('shows a job whole, cancels it together with the reading it did, and replays it', async () => {
    const stored = await storeTestDocument(builder);
    expect(await getJob(admin, stored.jobId)).toMatchObject({
      state: 'queued',
      tenant_id: builder.tenantId,
      event: { name: 'document/uploaded', data: { version_id: stored.versionId } },
      subject: { type: 'document', id: stored.documentId },
    });

    await cancelReading(stored);
    expect(await getJob(admin, stored.jobId)).toMatchObject({ state: 'cancelled', error: 'Cancelled by staff.' });
    expect(await versionOf(stored.versionId)).toMatchObject([
      { status: 'failed', reason: expect.stringContaining('Cancelled') },
    ]);
    await expect(cancelJob(admin, stored.jobId)).rejects.toMatchObject({ code: 'conflict' });

    const { jobId } = await replayJob(admin, stored.jobId);
    expect(await getJob(admin, jobId)).toMatchObject({ state: 'queued', replay_of: stored.jobId });
    await expect(replayJob(admin, jobId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('what was cancelled can be read again by its builder', async () => {
    const stored = await storeTestDocument(builder);
    await cancelReading(stored);
    const { jobId } = await reingestDocument(developerOf(builder), stored.documentId);
    expect(await getJob(admin, jobId)).toMatchObject({ state: 'queued' });
  });

  test.each([undefined, 'nonsense', v7()])('there is no job %s', async (id) => {
    await expect(getJob(admin, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(replayJob(admin, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(cancelJob(admin, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('H9: the system page counts open work, and what ended within a day', async () => {
    const config = parseEnv({});
    const before = await readSystem(admin, config);
    const stored = await storeTestDocument(builder);
    const ended = (state: 'failed' | 'succeeded', age: number) => ({
      id: v7({ msecs: Date.now() - age }),
      tenantId: null,
      event: { name: 'x', data: {} },
      state,
      deadlineAt: new Date(),
    });
    await withScope(admin, (tx) =>
      tx
        .insert(jobStatus)
        .values([ended('failed', 1_000), ended('succeeded', 3600_000), ended('failed', 25 * 3600_000)]),
    );
    const after = await readSystem(admin, config);
    expect(after.jobs.open.queued).toBe(before.jobs.open.queued + 1);
    expect(after.jobs.lastDay.failed).toBe(before.jobs.lastDay.failed + 1);
    expect(after.jobs.lastDay.succeeded).toBe(before.jobs.lastDay.succeeded + 1);
    expect(after.jobs.outbox).toMatchObject({
      waiting: before.jobs.outbox.waiting + 1,
      oldestSeconds: expect.any(Number),
    });
    expect(after.adapters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['database', 'jobs', 'storage', 'mail', 'traces']),
    );
    await cancelJob(admin, stored.jobId);
    expect((await readSystem(admin, config)).jobs.open.queued).toBe(before.jobs.open.queued);
  });

  test('names the tenants to filter by', async () => {
    expect(await listTenantNames(admin)).toEqual([{ id: builder.tenantId, name: 'builder Homes' }]);
  });
});
