import { developerOf } from '#app/features/identity/testing.ts';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { getDocument } from './get-document.server.ts';
import { reingestDocument } from './reingest-document.server.ts';
import { storeTestDocument } from './testing/store-test-document.ts';

const world = twoBuilders();

describe('C3, C7: reingestDocument', () => {
  test('queues a new job for the newest version, with its outbox row and a trace in the audit log', async () => {
    const scope = developerOf(world.builder);
    const stored = await storeTestDocument(world.builder, { status: 'failed' });
    const { jobId } = await reingestDocument(scope, stored.documentId);

    expect(await getDocument(scope, stored.documentId)).toMatchObject({
      status: 'queued',
      progress: 0,
      reason: null,
      version: 1,
    });
    await withScope(systemScope('test'), async (tx) => {
      const [job] = await tx.select().from(jobStatus).where(eq(jobStatus.id, jobId));
      expect(job).toMatchObject({
        state: 'queued',
        subjectId: stored.documentId,
        event: { name: 'document/uploaded', data: { version_id: stored.versionId, tenant_id: world.builder.tenantId } },
      });
      expect(await tx.select().from(outbox).where(eq(outbox.jobId, jobId))).toHaveLength(1);
      expect(await tx.select().from(auditLog).where(eq(auditLog.subjectId, stored.documentId))).toMatchObject([
        { action: 'document.reingested', actorId: world.builder.developerId },
      ]);
    });
  });

  test('of two who ask at once only one is served', async () => {
    const scope = developerOf(world.builder);
    const stored = await storeTestDocument(world.builder, { status: 'ready' });
    const answers = await Promise.allSettled([
      reingestDocument(scope, stored.documentId),
      reingestDocument(scope, stored.documentId),
    ]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const jobs = await withScope(systemScope('test'), (tx) =>
      tx.select().from(jobStatus).where(eq(jobStatus.subjectId, stored.documentId)),
    );
    expect(jobs).toHaveLength(2);
  });

  test('E2: another tenant finds nothing to read again', async () => {
    const stored = await storeTestDocument(world.builder, { status: 'ready' });
    await expect(reingestDocument(developerOf(world.other), stored.documentId)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
