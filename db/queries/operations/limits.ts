import { and, desc, eq, gt, inArray, isNull, lt, lte, or, isNotNull, sql } from 'drizzle-orm';
import { houses } from '../../schema/homes.ts';
import { staffUsers } from '../../schema/identity.ts';
import { limitOverrides } from '../../schema/operations.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

/*
 * Who is limited now, and the overrides of limits (H10).
 */

export type CounterRow = { key: string; used: number; endsAt: number };

/**
 * Counters that instances share, in the order of their keys (by bytes): at most `limit` of those between `after` and
 * `before`.
 */
export async function selectCounters(
  tx: Tx,
  { after, before, limit }: { after: string; before: string; limit: number },
): Promise<CounterRow[]> {
  const { rows } = await tx.execute<{ key: string; points: number; expire: string | number }>(sql`
    select key, points, expire from rate_limits.counters
    where key collate "C" > ${after} and key collate "C" < ${before}
    order by key collate "C" limit ${limit}`);
  return rows.map(({ key, points, expire }) => ({ key, used: points, endsAt: Number(expire) }));
}

/** Whose houses these are, with their labels. */
export function selectHousesById(tx: Tx, ids: readonly string[]) {
  return tx
    .select({ id: houses.id, label: houses.label, tenantId: houses.tenantId, tenantName: tenants.name })
    .from(houses)
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .where(inArray(houses.id, [...ids]))
    .limit(Math.max(1, ids.length));
}

/** A tenant's house by its id or by its label; two when the label is not one house's. */
export function findHousesNamed(tx: Tx, { tenantId, id, label }: { tenantId: string; id?: string; label: string }) {
  return tx
    .select({ id: houses.id, label: houses.label })
    .from(houses)
    .where(and(eq(houses.tenantId, tenantId), id ? eq(houses.id, id) : eq(houses.label, label)))
    .limit(2);
}

const live = () => and(isNull(limitOverrides.endedAt), gt(limitOverrides.endsAt, sql`now()`));

/** All that hold now, the oldest first; 2,000 at most. */
export function selectLiveOverrides(tx: Tx) {
  const { rule, tenantId, houseId, points, endsAt } = limitOverrides;
  return tx
    .select({ rule, tenantId, houseId, points, endsAt })
    .from(limitOverrides)
    .where(live())
    .orderBy(limitOverrides.id)
    .limit(2_000);
}

export type OverrideRow = typeof limitOverrides.$inferSelect & {
  tenantName: string;
  houseLabel: string | null;
  setByName: string;
};

/** Overrides, newest first; `before`: only older ones. */
export function selectOverrides(
  tx: Tx,
  filter: { before?: string; limit: number; tenantId?: string; state?: 'live' | 'ended' },
): Promise<OverrideRow[]> {
  const { id, rule, tenantId, houseId, points, reason, setBy, createdAt, endsAt, endedAt, endedBy } = limitOverrides;
  return tx
    .select({
      id,
      rule,
      tenantId,
      houseId,
      points,
      reason,
      setBy,
      createdAt,
      endsAt,
      endedAt,
      endedBy,
      // Looked up row by row: joined, all tenants are read for the few of a page.
      tenantName: sql<string>`(select name from ${tenants} where ${tenants.id} = ${tenantId} limit 1)`,
      houseLabel: houses.label,
      setByName: staffUsers.fullName,
    })
    .from(limitOverrides)
    .innerJoin(staffUsers, eq(staffUsers.id, setBy))
    .leftJoin(houses, and(eq(houses.tenantId, tenantId), eq(houses.id, houseId)))
    .where(
      and(
        filter.before ? lt(id, filter.before) : undefined,
        filter.tenantId ? eq(tenantId, filter.tenantId) : undefined,
        filter.state === 'live' ? live() : undefined,
        filter.state === 'ended' ? or(isNotNull(endedAt), lte(endsAt, sql`now()`)) : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(filter.limit);
}

type NewOverride = Omit<typeof limitOverrides.$inferInsert, 'createdAt' | 'endsAt' | 'endedAt' | 'endedBy'> & {
  minutes: number;
};

/**
 * Sets an override in place of what holds for the same rule and subject; the tenant is locked until the transaction
 * ends. Undefined when there is no such tenant.
 */
export async function insertOverride(tx: Tx, { minutes, ...row }: NewOverride): Promise<{ endsAt: Date } | undefined> {
  const [tenant] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, row.tenantId)).for('update');
  if (!tenant) return undefined;
  await tx
    .update(limitOverrides)
    .set({ endedAt: sql`now()`, endedBy: row.setBy })
    .where(
      and(
        live(),
        eq(limitOverrides.rule, row.rule),
        eq(limitOverrides.tenantId, row.tenantId),
        row.houseId ? eq(limitOverrides.houseId, row.houseId) : isNull(limitOverrides.houseId),
      ),
    );
  const [made] = await tx
    .insert(limitOverrides)
    .values({ ...row, endsAt: sql`now() + ${minutes} * interval '1 minute'` })
    .returning({ endsAt: limitOverrides.endsAt });
  return made;
}

/** Ends an override that holds; undefined when none of this id does. */
export async function endOverride(tx: Tx, id: string, endedBy: string) {
  const [ended] = await tx
    .update(limitOverrides)
    .set({ endedAt: sql`now()`, endedBy })
    .where(and(eq(limitOverrides.id, id), live()))
    .returning();
  return ended;
}
