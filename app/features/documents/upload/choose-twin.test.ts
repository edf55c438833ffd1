import { developerOf } from '#app/features/identity/testing.ts';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { auditLog } from '#db/schema/observability.ts';
import { likenesses } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { becomeVersion } from './become-version.server.ts';
import { discardHeld } from './discard-held.server.ts';
import { getDocument } from '../get-document.server.ts';
import { keepOwnDocument } from './keep-own-document.server.ts';
import { storeTestDocument } from '../testing/store-test-document.ts';

const world = twoBuilders();
const asSystem = systemScope('test');

/** A live document, and one that is held since it looks like it, as its ingestion leaves it. */
async function pair() {
  const live = await storeTestDocument(world.builder, { title: 'Heating', status: 'ready' });
  const held = await storeTestDocument(world.builder, { title: 'Heating, new', ifStored: 'store' });
  await withScope(asSystem, async (tx) => {
    await tx.insert(likenesses).values({
      tenantId: world.builder.tenantId,
      versionId: held.versionId,
      asked: true,
      held: true,
      twinDocumentId: live.documentId,
      share: 0.8,
    });
    await tx.update(jobStatus).set({ state: 'succeeded' }).where(eq(jobStatus.id, held.jobId));
  });
  return { live, held };
}

const traceOf = (id: string) =>
  withScope(asSystem, (tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(auditLog.id));

describe('G3: what a manager says of a document that looks like another', () => {
  test('makes its file the next version of the other, once, with who did it', async () => {
    const scope = developerOf(world.builder);
    const { live, held } = await pair();
    const answers = await Promise.allSettled([
      becomeVersion(scope, held.documentId, 2),
      becomeVersion(scope, held.documentId, 2),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await getDocument(scope, live.documentId)).toMatchObject({ version: 2, status: 'queued', liveVersion: 1 });
    await expect(getDocument(scope, held.documentId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await traceOf(held.documentId)).at(-1)).toMatchObject({
      action: 'document.became-version',
      actorId: world.builder.developerId,
      details: { of: live.documentId, version: 2 },
    });
    const jobs = await withScope(asSystem, (tx) =>
      tx.select().from(jobStatus).where(eq(jobStatus.subjectId, live.documentId)),
    );
    expect(jobs).toHaveLength(2);
  });

  test('publishes it as its own, and either choice excludes the other', async () => {
    const scope = developerOf(world.builder);
    const { live, held } = await pair();
    const choices = await Promise.allSettled([
      keepOwnDocument(scope, held.documentId),
      becomeVersion(scope, held.documentId, 2),
    ]);
    expect(choices.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const kept = choices[0]?.status === 'fulfilled';
    expect((await getDocument(scope, live.documentId)).version).toBe(kept ? 1 : 2);
    const after = await getDocument(scope, held.documentId).catch(() => undefined);
    expect(after?.status).toBe(kept ? 'queued' : undefined);
    expect((await traceOf(held.documentId)).at(-1)?.action).toBe(kept ? 'document.kept' : 'document.became-version');
  });

  test('discards it, but not what a colleague has kept meanwhile', async () => {
    const scope = developerOf(world.builder);
    const { held: kept } = await pair();
    await keepOwnDocument(scope, kept.documentId);
    await expect(discardHeld(scope, kept.documentId)).rejects.toMatchObject({ code: 'conflict' });
    expect((await getDocument(scope, kept.documentId)).status).toBe('queued');
    const { held } = await pair();
    await discardHeld(scope, held.documentId);
    await expect(getDocument(scope, held.documentId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await traceOf(held.documentId)).at(-1)?.action).toBe('document.deleted');
  });

  test('E2: is nobody’s to say in another tenant, and says nothing of what does not wait', async () => {
    const { live, held } = await pair();
    const stranger = developerOf(world.other);
    await expect(keepOwnDocument(stranger, held.documentId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(becomeVersion(stranger, held.documentId, 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(discardHeld(stranger, held.documentId)).rejects.toMatchObject({ code: 'not-found' });
    const scope = developerOf(world.builder);
    await expect(keepOwnDocument(scope, live.documentId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(becomeVersion(scope, live.documentId, 2)).rejects.toMatchObject({ code: 'conflict' });
    await expect(discardHeld(scope, live.documentId)).rejects.toMatchObject({ code: 'conflict' });
  });
});
