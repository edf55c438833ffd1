import { z } from 'zod';
import { selectOverrides, type OverrideRow } from '#db/queries/operations/limits.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { LIMITS, type LimitName } from '#app/platform/rate-limits.ts';
import { RULES } from './limit-labels.ts';
import type { overrideFilterSchema } from './schema.ts';

export type OverrideItem = {
  id: string;
  rule: string;
  title: string;
  tenant: { id: string; name: string };
  house: { id: string; label: string } | null;
  points: number;
  /** What holds without it; null for a rule that is no more. */
  usual: number | null;
  reason: string;
  set_by: { id: string; name: string };
  created_at: string;
  ends_at: string;
  ended_at: string | null;
  live: boolean;
};

/** Overrides of limits, newest first (H10). 422 for a foreign cursor. */
export async function listOverrides(
  scope: PlatformScope,
  { limit, cursor, tenant, state }: z.output<typeof overrideFilterSchema>,
): Promise<Page<OverrideItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) => selectOverrides(tx, { limit: limit + 1, before, tenantId: tenant, state }),
    { readOnly: true },
  );
  return takePage(rows, limit, describeOverride, ({ id }) => [id]);
}

function describeOverride(row: OverrideRow): OverrideItem {
  const rule = Object.hasOwn(LIMITS, row.rule) ? (row.rule as LimitName) : undefined;
  return {
    id: row.id,
    rule: row.rule,
    title: rule ? RULES[rule].title : row.rule,
    tenant: { id: row.tenantId, name: row.tenantName },
    house: row.houseId ? { id: row.houseId, label: row.houseLabel ?? row.houseId } : null,
    points: row.points,
    usual: rule ? LIMITS[rule].points : null,
    reason: row.reason,
    set_by: { id: row.setBy, name: row.setByName },
    created_at: row.createdAt.toISOString(),
    ends_at: row.endsAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    live: row.endedAt === null && row.endsAt.getTime() > Date.now(),
  };
}
