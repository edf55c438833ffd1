import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '#db/client.ts';
import { upsertErrors } from '#db/queries/observability/records.ts';
import { platformScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { errorLog } from '#db/schema/observability.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createTestAdmin, createTestTenant } from '#app/features/identity/testing.ts';
import { listActivity } from '../records/list-activity.server.ts';
import { decideError } from './decide-error.server.ts';
import { getError } from './get-error.server.ts';
import { listAdmins } from './list-admins.server.ts';
import { listErrors } from './list-errors.server.ts';

let database: Database;
let adminId: string;
let admin: ReturnType<typeof platformScope>;
let managerId: string;
const system = systemScope('test');

beforeAll(async () => {
  database = await openTestDatabase();
  managerId = (await createTestTenant('mine')).developerId;
  adminId = await createTestAdmin();
  admin = platformScope({ kind: 'staff', userId: adminId, email: 'admin@platform.example' });
});
afterAll(() => database.close());
beforeEach(() => withScope(system, (tx) => tx.delete(errorLog)));

/** It happens `count` times at `at`, told by the build `release`. Returns the id that it got. */
async function happen(fingerprint: string, at: Date, count = 1, release: string | null = null): Promise<string> {
  await withScope(system, (tx) =>
    upsertErrors(tx, [
      {
        id: v7(),
        fingerprint,
        kind: 'api',
        code: 'internal',
        message: 'It broke',
        count,
        firstSeenAt: at,
        lastSeenAt: at,
        firstRelease: release,
        release,
      },
    ]),
  );
  const { items } = await listErrors(admin, { limit: 100, state: 'all' });
  return items.find((item) => item.fingerprint === fingerprint)!.id;
}

const later = (ms: number) => new Date(Date.now() + ms);
const DAY = 86_400_000;
const shown = async (filter: object = {}) =>
  (await listErrors(admin, { limit: 100, ...filter })).items.map(({ fingerprint }) => fingerprint);

describe('H8: what is decided about an error', () => {
  it('resolved, it opens again when it happens again, and says when it came back', async () => {
    const id = await happen('a', later(-1_000));
    await decideError(admin, id, { state: 'resolved' });
    expect(await getError(admin, id)).toMatchObject({
      state: 'resolved',
      decided_by: { id: adminId, name: expect.stringMatching(/\S/) },
      came_back_at: null,
    });
    const again = later(60_000);
    await happen('a', again);
    expect(await getError(admin, id)).toMatchObject({ state: 'open', count: 2, came_back_at: again.toISOString() });
    await decideError(admin, id, { state: 'resolved' });
    expect(await getError(admin, id)).toMatchObject({ state: 'resolved', came_back_at: null });
  });

  it('what happened before it was resolved, and is written later, does not open it', async () => {
    const [first, second] = [later(-2_000), later(-1_000)];
    const id = await happen('a', first);
    await decideError(admin, id, { state: 'resolved' });
    await happen('a', second);
    expect(await getError(admin, id)).toMatchObject({ state: 'resolved', count: 2 });
  });

  it('muted, it is counted but left out, whatever happens, until it is opened', async () => {
    const id = await happen('noise', later(-1_000));
    await happen('signal', later(-1_000));
    await decideError(admin, id, { state: 'muted' });
    await happen('noise', later(60_000), 5);
    expect(await shown()).toEqual(['signal']);
    expect(await shown({ state: 'muted' })).toEqual(['noise']);
    expect(await shown({ state: 'all' })).toEqual(['noise', 'signal']);
    expect(await getError(admin, id)).toMatchObject({ state: 'muted', count: 6 });
    await decideError(admin, id, { state: 'open' });
    expect(await shown()).toEqual(['noise', 'signal']);
  });

  it('is given to somebody of the platform’s staff, and to nobody', async () => {
    const id = await happen('a', later(0));
    await decideError(admin, id, { assigned_to: adminId });
    expect((await getError(admin, id)).assigned_to).toEqual({ id: adminId, name: expect.stringMatching(/\S/) });
    expect(await shown({ assigned: adminId })).toEqual(['a']);
    await decideError(admin, id, { assigned_to: null });
    expect((await getError(admin, id)).assigned_to).toBeNull();
    expect(await shown({ assigned: adminId })).toEqual([]);
    expect((await listAdmins(admin)).map((person) => person.id)).toEqual([adminId]);
  });

  it('each change is in the activity log, what changes nothing is not', async () => {
    const id = await happen('a', later(0));
    await decideError(admin, id, { state: 'muted', assigned_to: adminId });
    await decideError(admin, id, { state: 'muted', assigned_to: adminId });
    const { items } = await listActivity(admin, { limit: 100 });
    const about = items.filter(({ subject }) => subject?.id === id);
    expect(about.map(({ action, actor }) => [action, actor.id]).sort()).toEqual([
      ['error.assigned', adminId],
      ['error.muted', adminId],
    ]);
  });

  it.each([
    ['nothing', {}, 'body'],
    ['no state', { state: 'gone' }, 'state'],
    ['no person', { assigned_to: 'me' }, 'assigned_to'],
    ['a nobody', { assigned_to: v7() }, 'assigned_to'],
    ['more than that', { state: 'open', count: 0 }, 'body'],
  ])('refuses %s and changes nothing', async (_what, input, field) => {
    const id = await happen('a', later(0));
    const before = await getError(admin, id);
    await expect(decideError(admin, id, input)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [expect.objectContaining({ field })],
    });
    expect(await getError(admin, id)).toEqual(before);
  });

  it('is not given to a builder’s manager, also not together with a state', async () => {
    const id = await happen('a', later(0));
    await expect(decideError(admin, id, { state: 'resolved', assigned_to: managerId })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [expect.objectContaining({ field: 'assigned_to' })],
    });
    expect(await getError(admin, id)).toMatchObject({ state: 'open', assigned_to: null });
  });

  it('one that is not there is 404', async () => {
    await expect(decideError(admin, v7(), { state: 'open' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(decideError(admin, 'x', { state: 'open' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('H8: the list', () => {
  it('has what nobody looks after by itself, and of a request also what is muted', async () => {
    const taken = await happen('taken', later(-1_000));
    const muted = await happen('muted', later(-2_000));
    await decideError(admin, taken, { assigned_to: adminId });
    await decideError(admin, muted, { state: 'muted' });
    await withScope(system, (tx) => tx.update(errorLog).set({ requestId: 'r-1' }));
    expect(await shown({ assigned: 'none', state: 'all' })).toEqual(['muted']);
    expect(await shown({ assigned: 'none' })).toEqual([]);
    expect(await shown({ request: 'r-1' })).toEqual(['taken', 'muted']);
  });

  it('has the facts of the latest occurrence, also where an older one is written after it', async () => {
    await happen('a', later(-1_000), 1, 'new');
    const id = await happen('a', later(-60_000), 1, 'old');
    expect(await getError(admin, id)).toMatchObject({ release: 'new', count: 2 });
  });
});

describe('H8: how often, and by which build', () => {
  beforeEach(() => {
    // It stands still, so that no midnight comes between two looks at it; the database's goes on, so it is today's.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts by day, of which the last fourteen are shown', async () => {
    await happen('a', later(-20 * DAY), 7);
    await happen('a', later(-DAY), 2);
    await happen('a', later(-DAY), 1);
    const id = await happen('a', later(0), 4);
    const { recent, count } = await getError(admin, id);
    expect(recent).toHaveLength(14);
    expect(recent.slice(-3)).toEqual([0, 3, 4]);
    expect(recent.reduce((all, times) => all + times, 0)).toBe(7);
    expect(count).toBe(14);
    expect((await listErrors(admin, { limit: 1 })).items[0]?.recent).toEqual(recent);
  });

  it('names the build that met it first and the latest one', async () => {
    await happen('a', later(-DAY), 1, 'v1');
    const id = await happen('a', later(0), 1, 'v2');
    expect(await getError(admin, id)).toMatchObject({ first_release: 'v1', release: 'v2' });
  });
});
