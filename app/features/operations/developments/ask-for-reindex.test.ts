import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { createTestAdmin, requireAdmin, staffCookieOf } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { retireBuilder } from '#app/features/tenancy/retirement/retire-builder.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { auditLog } from '#db/schema/observability.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { developments } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { askForReindex } from './ask-for-reindex.server.ts';
import { readSearchIndex } from './read-search-index.server.ts';

const world = twoBuilders();
const reason = 'Another model of embeddings';
const asked = () => ({ reason, model: embedder().model, confirmed: 'yes' });
let admin: PlatformScope;
beforeAll(async () => {
  const Cookie = await staffCookieOf({ userId: await createTestAdmin(), tenantId: null });
  admin = await requireAdmin(new Request('http://localhost/admin', { headers: { Cookie } }));
});
const key = () => ({ tenantId: world.builder.tenantId, developmentId: world.builder.developmentId });
const jobs = () =>
  withScope(systemScope('test'), (tx) =>
    tx
      .select({ id: jobStatus.id, state: jobStatus.state, event: jobStatus.event })
      .from(jobStatus)
      .where(eq(jobStatus.subjectId, world.builder.developmentId)),
  );

test('C4: of two who ask at once one does; the page tells of it, it can be cancelled and asked for again', async () => {
  await withScope(systemScope('test'), (tx) =>
    tx
      .update(developments)
      .set({ embeddingModel: 'former' })
      .where(and(eq(developments.id, world.builder.developmentId))),
  );
  const { developmentId } = key();
  const answers = await Promise.allSettled([
    askForReindex(admin, developmentId, asked()),
    askForReindex(admin, developmentId, asked()),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  const [job, ...others] = await jobs();
  expect(others).toEqual([]);
  expect(job?.event.data).toMatchObject({ development_id: developmentId, model: embedder().model });
  expect(await readSearchIndex(admin, key())).toMatchObject({
    model_in_use: embedder().model,
    under_way: true,
    latest: { id: job?.id, state: 'queued' },
    asked: { reason, before: 'former', after: embedder().model, by: expect.stringMatching(/\w/) },
  });
  await cancelJob(admin, job?.id);
  expect(await readSearchIndex(admin, key())).toMatchObject({ under_way: false, latest: { state: 'cancelled' } });
  await askForReindex(admin, developmentId, asked());
  expect((await jobs()).map(({ state }) => state).toSorted()).toEqual(['cancelled', 'queued']);
  const deeds = await withScope(systemScope('test'), (tx) =>
    tx.select().from(auditLog).where(eq(auditLog.action, 'development.reindex-asked')),
  );
  expect(deeds).toHaveLength(2);
  expect(deeds[0]).toMatchObject({ tenantId: key().tenantId, subjectId: developmentId, actorKind: 'staff' });
});

test('C4: it wants a reason, a tick, the model that the page showed, and an open builder', async () => {
  const { developmentId, tenantId } = world.other;
  const ask = (over: object) => askForReindex(admin, developmentId, { ...asked(), ...over });
  for (const [over, field] of [
    [{ reason: 'short' }, 'reason'],
    [{ confirmed: undefined }, 'confirmed'],
  ] as const)
    await expect(ask(over)).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field }] });
  await expect(ask({ model: 'former' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(askForReindex(admin, tenantId, asked())).rejects.toMatchObject({ code: 'not-found' });
  await retireBuilder(admin, tenantId, { seen: '', reason: 'They have sold their last house.' });
  await expect(ask({})).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/retired/) });
});
