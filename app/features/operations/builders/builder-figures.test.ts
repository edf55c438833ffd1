import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { analyticsDays } from '#db/schema/analytics.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { errorLog, llmErrorLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { readBuilderFigures } from './read-builder-health.server.ts';

const world = twoBuilders();
const scope = systemScope('test');
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);
const idOf = (hours: number) => v7({ msecs: ago(hours).getTime() });

test('H1: a builder’s health counts its own alone, of the last day; its usage is that of thirty days', async () => {
  const { builder, other } = world;
  for (const one of [builder, other]) await storeTestDocument(one, { status: 'failed' });
  await storeTestDocument(builder, { status: 'ready' });
  const { tenantId, developmentId } = builder;
  const none = { refused: 0, courtesies: 0, stopped: 0, failed: 0, feedbackUp: 0, feedbackDown: 0, passedOn: 0 };
  const day = (hours: number, questions: number, modelCost: number | null) => ({
    ...none,
    tenantId,
    developmentId,
    day: isoDay(ago(hours)),
    questions,
    answered: questions - 1,
    refused: 1,
    activeHouses: 1,
    housesClaimed: 0,
    promptTokens: 90,
    completionTokens: 10,
    modelCost,
    computedAt: new Date(),
  });
  const job = (of: string | null, accepted: number, ended: number, state: 'failed' | 'succeeded') => ({
    id: idOf(accepted),
    tenantId: of,
    event: { name: 'test/job', data: {} },
    state,
    finishedAt: ago(ended),
    deadlineAt: new Date(),
  });
  const fault = (of: string, seen: number) => ({
    id: v7(),
    fingerprint: v7(),
    tenantId: of,
    kind: 'api' as const,
    code: 'internal',
    message: 'x',
    lastSeenAt: ago(seen),
  });
  const ofModel = { operation: 'chat', model: 'm', code: 'timeout', message: 'x', latencyMs: 1, retry: false };
  await withScope(scope, async (tx) => {
    await tx.insert(analyticsDays).values([day(0, 3, 0.5), day(24 * 5, 2, null), day(24 * 40, 100, 9)]);
    await tx
      .insert(jobStatus)
      .values([
        job(tenantId, 2, 1, 'failed'),
        job(tenantId, 26, 3, 'failed'),
        job(tenantId, 50, 26, 'failed'),
        job(tenantId, 2, 1, 'succeeded'),
        job(other.tenantId, 2, 1, 'failed'),
        job(null, 2, 1, 'failed'),
      ]);
    await tx.insert(errorLog).values([fault(tenantId, 1), fault(tenantId, 30), fault(other.tenantId, 1)]);
    await tx.insert(llmErrorLog).values([1, 30].map((hours) => ({ id: idOf(hours), tenantId, ...ofModel })));
  });
  const { health, usage } = await readBuilderFigures(scope, tenantId);
  // Beside the two, the one that was to read the failed document.
  expect(health).toEqual({ failedDocuments: 1, failedJobs: 3, faults: 1, modelFaults: 1 });
  expect(usage).toMatchObject({ questions: 5, answered: 3, refused: 2, activeDays: 2, tokens: 200, cost: 0.5 });
  expect((await readBuilderFigures(scope, v7())).usage).toMatchObject({ questions: 0, cost: null, countedAt: null });
});
