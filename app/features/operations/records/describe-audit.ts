import type { ListedAudit } from '#db/queries/operations/logs.ts';

export type ActivityItem = {
  id: string;
  at: string;
  tenant_id: string | null;
  actor: { kind: string; id: string | null; name: string | null };
  /** Who acted as the actor; null when nobody did (E6). */
  impersonator: { id: string; name: string | null } | null;
  action: string;
  subject: { type: string; id: string } | null;
  ip: string | null;
  request_id: string | null;
};

/** The same with what was recorded with it. */
export type ActivityDetails = ActivityItem & { details: Record<string, unknown> };

/** The staff that an entry names. */
export const staffOf = ({ actorKind, actorId, impersonatorId }: ListedAudit): string[] =>
  [actorKind === 'staff' ? actorId : null, impersonatorId].filter((id) => id !== null);

/** An entry of the activity log; `names` has those of its staff by id. Owners stay without a name. */
export function describeAudit(row: ListedAudit, names: ReadonlyMap<string, string>): ActivityItem {
  const { id, tenantId, at, actorKind, actorId, impersonatorId, action, subjectType, subjectId } = row;
  return {
    id,
    at: at.toISOString(),
    tenant_id: tenantId,
    actor: { kind: actorKind, id: actorId, name: names.get(actorId ?? '') ?? null },
    impersonator: impersonatorId ? { id: impersonatorId, name: names.get(impersonatorId) ?? null } : null,
    action,
    subject: subjectType && subjectId ? { type: subjectType, id: subjectId } : null,
    ip: row.ip,
    request_id: row.requestId,
  };
}
