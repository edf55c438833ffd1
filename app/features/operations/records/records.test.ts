import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestAdmin, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import type { Database } from '#db/client.ts';
import { auditLog, errorLog, llmErrorLog } from '#db/schema/observability.ts';
import { platformScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { listDevelopments } from '#app/features/tenancy/list-developments.server.ts';
import { listTenants } from '#app/features/tenancy/list-tenants.server.ts';
import { getActivity } from './get-activity.server.ts';
import { getError } from '../errors/get-error.server.ts';
import { listActivity } from './list-activity.server.ts';
import { listErrors } from '../errors/list-errors.server.ts';
import { listLlmErrors } from './list-llm-errors.server.ts';
import { listReadings } from './list-readings.server.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let adminId: string;
let admin: ReturnType<typeof platformScope>;
const entryIds = [v7(), v7(), v7()] as const;
const errorIds = [v7(), v7()] as const;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  other = await createTestTenant('other');
  adminId = await createTestAdmin();
  admin = platformScope({ kind: 'staff', userId: adminId, email: 'admin@platform.example' });
  await withScope(systemScope('test'), async (tx) => {
    const { tenantId, developerId } = mine;
    const by = { actorKind: 'staff', actorId: developerId };
    await tx.insert(auditLog).values([
      { id: entryIds[0], tenantId, ...by, action: 'document.deleted', subjectType: 'document', subjectId: v7() },
      { id: entryIds[1], tenantId, ...by, impersonatorId: adminId, action: 'house.moved', details: { from: null } },
      { id: entryIds[2], tenantId: other.tenantId, actorKind: 'job', action: 'house.located' },
    ]);
    const error = { kind: 'api' as const, code: 'internal', message: 'It broke' };
    await tx.insert(errorLog).values([
      { ...error, id: errorIds[0], fingerprint: 'a', tenantId, stack: 'at here', lastSeenAt: new Date(2_000) },
      { ...error, id: errorIds[1], fingerprint: 'b', kind: 'job', count: 3, lastSeenAt: new Date(1_000) },
    ]);
    const call = { operation: 'chat', model: 'm', code: 'timeout', message: 'Too slow', latencyMs: 9, retry: true };
    await tx.insert(llmErrorLog).values([{ id: v7(), tenantId, ...call }]);
  });
});
afterAll(() => database.close());

const first = { limit: 25 };

describe('H5: activity', () => {
  it('names staff, and who acted as them, and no owner', async () => {
    const { items } = await listActivity(admin, first);
    const moved = items.find(({ id }) => id === entryIds[1]);
    expect(moved).toMatchObject({
      action: 'house.moved',
      actor: { kind: 'staff', id: mine.developerId, name: expect.stringMatching(/\S/) },
      impersonator: { id: adminId, name: expect.stringMatching(/\S/) },
    });
    expect(await getActivity(admin, entryIds[1])).toEqual({ ...moved, details: { from: null } });
  });

  it('is filtered by tenant and action, a page at a time, the newest first', async () => {
    const newest = await listActivity(admin, { limit: 1, tenant: mine.tenantId });
    expect(newest.items.map(({ id }) => id)).toEqual([entryIds[1]]);
    const rest = await listActivity(admin, { limit: 25, tenant: mine.tenantId, cursor: newest.next_cursor! });
    expect(rest.items.map(({ id }) => id)).toEqual([entryIds[0]]);
    const chosen = await listActivity(admin, { ...first, action: 'house.located' });
    expect(chosen.items.map(({ id }) => id)).toEqual([entryIds[2]]);
  });

  it('knows no other entry, and takes no cursor of another list', async () => {
    await expect(getActivity(admin, v7())).rejects.toMatchObject({ code: 'not-found' });
    await expect(getActivity(admin, 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(listActivity(admin, { ...first, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('H8: errors', () => {
  it('come by the time at which they were last seen, each with its stack on its own page alone', async () => {
    const one = await listErrors(admin, { limit: 1 });
    expect(one.items.map(({ id }) => id)).toEqual([errorIds[0]]);
    expect(one.items[0]).not.toHaveProperty('stack');
    const two = await listErrors(admin, { limit: 1, cursor: one.next_cursor! });
    expect(two).toMatchObject({ items: [{ id: errorIds[1], count: 3 }], next_cursor: null });
    expect(await getError(admin, errorIds[0])).toMatchObject({ stack: 'at here', tenant_id: mine.tenantId });
    expect((await listErrors(admin, { ...first, kind: 'job' })).items.map(({ id }) => id)).toEqual([errorIds[1]]);
    await expect(getError(admin, v7())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of language models have a list of their own', async () => {
    expect((await listLlmErrors(admin, { ...first, operation: 'chat' })).items).toMatchObject([
      { code: 'timeout', latency_ms: 9, retry: true, tenant_id: mine.tenantId },
    ]);
    expect((await listLlmErrors(admin, { ...first, operation: 'embedding' })).items).toEqual([]);
  });
});

it('H7: every version of a document is listed with its state', async () => {
  const { documentId } = await storeTestDocument(mine, { status: 'ready' });
  const of = async (status?: 'ready' | 'failed') =>
    (await listReadings(admin, { ...first, tenant: mine.tenantId, status })).items.map((item) => item.document_id);
  expect(await of()).toEqual([documentId]);
  expect(await of('ready')).toEqual([documentId]);
  expect(await of('failed')).toEqual([]);
});

it('H1, H2: tenants and developments come by name, with what they have', async () => {
  const tenants = await listTenants(admin, { limit: 1 });
  const others = await listTenants(admin, { ...first, cursor: tenants.next_cursor! });
  const ids = [...tenants.items, ...others.items].map(({ id }) => id);
  expect(ids.toSorted()).toEqual([mine.tenantId, other.tenantId].toSorted());
  expect(tenants.items[0]).toMatchObject({ developments: 1, houses: 1 });
  const ofMine = await listDevelopments(admin, { ...first, tenant: mine.tenantId });
  expect(ofMine.items).toMatchObject([{ id: mine.developmentId, houses: 1, tenant: { id: mine.tenantId } }]);
  expect((await listDevelopments(admin, first)).items).toHaveLength(2);
});
