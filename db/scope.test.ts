import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { houses } from './schema/homes.ts';
import { anonymousScope, houseScope, systemScope, tenantScope } from './scope-makers.ts';
import { withScope } from './scope.ts';
import { openTestDatabase } from './testing.ts';
import { documents } from './schema/documents.ts';

let database: Database;
const actor = { kind: 'system', name: 'test' } as const;
let first: TestTenant;
let second: TestTenant;

beforeAll(async () => {
  database = await openTestDatabase();
  [first, second] = [await createTestTenant('first'), await createTestTenant('second')];
  for (const ids of [first, second]) {
    await withScope(systemScope('test'), async (tx) => {
      await tx.insert(houses).values({
        tenantId: ids.tenantId,
        id: v7(),
        developmentId: ids.developmentId,
        houseType: 'B',
        label: '2',
        address: '',
      });
      await tx.insert(documents).values(
        ['A', 'B'].map((type) => ({
          tenantId: ids.tenantId,
          developmentId: ids.developmentId,
          title: type,
          category: 'guides',
          houseTypes: [type],
          liveVersionId: v7(),
        })),
      );
    });
  }
});
afterAll(() => database.close());

const ownerOf = (ids: TestTenant) => houseScope({ ...ids, sessionId: v7(), claimed: true, actor });

describe('E2: the second wall', () => {
  test('a query that forgets its tenant filter sees only the own tenant', async () => {
    const rows = await withScope(tenantScope(first.tenantId, actor), (tx) => tx.select().from(houses));
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((row) => row.tenantId))).toEqual(new Set([first.tenantId]));
  });

  test('asking for another tenant by its id finds nothing, and writing into it fails', async () => {
    const scope = tenantScope(first.tenantId, actor);
    expect(
      await withScope(scope, (tx) =>
        tx
          .select()
          .from(houses)
          .where(sql`tenant_id = ${second.tenantId}`),
      ),
    ).toEqual([]);
    await expect(
      withScope(scope, (tx) =>
        tx.insert(documents).values({
          tenantId: second.tenantId,
          developmentId: second.developmentId,
          title: 'x',
          category: 'guides',
          houseTypes: ['A'],
        }),
      ),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
    expect(
      (
        await withScope(scope, (tx) =>
          tx
            .update(houses)
            .set({ latitude: 1 })
            .where(sql`tenant_id = ${second.tenantId}`)
            .returning(),
        )
      ).length,
    ).toBe(0);
  });

  test('a house sees itself and the documents of its house type, no more', async () => {
    const scope = ownerOf(first);
    expect((await withScope(scope, (tx) => tx.select().from(houses))).map((row) => row.id)).toEqual([first.houseId]);
    expect((await withScope(scope, (tx) => tx.select().from(documents))).map((row) => row.title)).toEqual(['A']);
  });

  test('before anyone is known no house can be read', async () => {
    await expect(withScope(anonymousScope, (tx) => tx.select().from(houses))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });

  test('nothing of a scope stays on the pooled connection, and outside a scope nothing can be read', async () => {
    await withScope(ownerOf(first), (tx) => tx.select().from(houses));
    const { rows } = await database.pool.query(
      "select current_setting('openhouse.scope', true) as scope, current_user::text as who",
    );
    expect(rows[0].scope || null).toBeNull();
    expect(rows[0].who).toMatch(/^openhouse_app_/);
    for (const pool of [database.pool, database.platformPool])
      await expect(pool.query('select 1 from houses')).rejects.toMatchObject({ code: '42501' });
  });

  test('a transaction that cannot be opened does nothing, says why, and gives its connection back', async () => {
    let reached: unknown;
    const attempt = withScope(
      tenantScope(first.tenantId, actor),
      async (tx) => {
        reached = await tx.insert(documents).values({
          tenantId: first.tenantId,
          developmentId: first.developmentId,
          title: 'never',
          category: 'guides',
          houseTypes: ['A'],
        });
      },
      { timeoutMs: -1 },
    );
    await expect(attempt).rejects.toThrow('statement_timeout');
    expect(reached).toBeUndefined();
    expect(
      await withScope(tenantScope(first.tenantId, actor), (tx) =>
        tx
          .select()
          .from(documents)
          .where(sql`title = 'never'`),
      ),
    ).toEqual([]);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  test('what throws before it asks anything is rolled back and gives its connection back', async () => {
    const failing = () => {
      throw new Error('at once');
    };
    await expect(withScope(tenantScope(first.tenantId, actor), failing)).rejects.toThrow('at once');
    expect(
      (await withScope(tenantScope(first.tenantId, actor), (tx) => tx.select().from(houses))).length,
    ).toBeGreaterThan(0);
  });

  test('what was read is there before the connection is free again, which is soon after', async () => {
    await withScope(ownerOf(first), (tx) => tx.select().from(houses), { readOnly: true });
    await expect(
      withScope(systemScope('test'), (tx) => tx.update(houses).set({ label: 'x' }), { readOnly: true }),
    ).rejects.toMatchObject({ cause: { code: '25006' } });
    await vi.waitFor(() => expect(database.pool.idleCount).toBe(database.pool.totalCount), { timeout: 10_000 });
  });

  test('scopes do not nest', async () => {
    await expect(withScope(ownerOf(first), () => withScope(ownerOf(first), async () => 1))).rejects.toThrow(
      'pass the transaction on',
    );
  });
});
