import { and, desc, eq, sql } from 'drizzle-orm';
import { impersonations } from '../../schema/identity.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/*
 * What the platform's staff did in a builder's portal and in its owners' homes, for those whom it is about (E6, H4).
 */

/** Rows of an owner's list. */
const SHOWN = 50;

export type ActedFor = {
  id: string;
  reason: string;
  /** Null when it was only looked at. */
  writeReason: string | null;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
};

/** When and why the platform's staff acted as the owner of a scope, the latest first, at most 50. */
export function listActedForOwner(tx: Tx, scope: HouseScope): Promise<ActedFor[]> {
  return tx
    .select({
      id: impersonations.id,
      reason: impersonations.reason,
      writeReason: impersonations.writeReason,
      createdAt: impersonations.createdAt,
      expiresAt: impersonations.expiresAt,
      endedAt: impersonations.endedAt,
    })
    .from(impersonations)
    .where(and(eq(impersonations.tenantId, scope.tenantId), eq(impersonations.homeownerId, scope.homeownerId)))
    .orderBy(desc(impersonations.id))
    .limit(SHOWN);
}

export type PlatformDeed = {
  id: string;
  at: string;
  action: string;
  details: Record<string, unknown>;
  /** As whom, where as somebody: a member of staff by name, or the owner of a house by its label. */
  asStaff: string | null;
  asOwnerOf: string | null;
  /** Somebody was acted as whom nothing is known of any more. */
  asSomebody: boolean;
};

/**
 * What the platform's staff did at a builder's, of these actions, the latest first, at most `limit`; `before`: only
 * what is older. Each action is a range of its index.
 */
export async function selectPlatformDeeds(
  tx: Tx,
  scope: TenantScope,
  { actions, before, limit }: { actions: readonly string[]; before: string | undefined; limit: number },
): Promise<PlatformDeed[]> {
  const older = before === undefined ? sql`true` : sql`id < ${before}::uuid`;
  const ranges = sql.join(
    actions.map(
      (action) => sql`(select * from audit_log where tenant_id = ${scope.tenantId} and action = ${action} and ${older}
        order by id desc limit ${limit})`,
    ),
    sql` union all `,
  );
  const { rows } = await tx.execute<PlatformDeed>(sql`
    select a.id, to_json(a.at) #>> '{}' as "at", a.action, a.details, a.impersonator_id is not null as "asSomebody",
      case when a.impersonator_id is not null and a.actor_kind = 'staff' then (select u.full_name from staff_users u
        where u.tenant_id = ${scope.tenantId}
          and u.id = case when a.actor_id ~ '^[0-9a-f-]{36}$' then a.actor_id::uuid end limit 1) end as "asStaff",
      case when a.impersonator_id is not null and a.actor_kind = 'homeowner' then (select h.label from homeowners o
        join houses h on h.tenant_id = o.tenant_id and h.id = o.house_id where o.tenant_id = ${scope.tenantId}
          and o.id = case when a.actor_id ~ '^[0-9a-f-]{36}$' then a.actor_id::uuid end limit 1) end as "asOwnerOf"
    from (select * from (${ranges}) as every order by id desc limit ${limit}) as a
    order by a.id desc limit ${limit}`);
  return rows;
}
