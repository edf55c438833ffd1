import { insertAudit } from '#db/queries/observability/audit.ts';
import { impersonatorOf, type Scope, type Tx } from '#db/scope.ts';
import { requestContext } from '#app/platform/request-context.ts';

export type AuditEntry = {
  action: string;
  /** Whose it is, where the platform does something to one builder. */
  tenantId?: string;
  subjectType?: string;
  subjectId?: string;
  details?: Record<string, unknown>;
};

/** Writes who did what (H5) in the caller's transaction: the deed and its trace exist together. */
export async function recordAudit(tx: Tx, scope: Scope, entry: AuditEntry): Promise<void> {
  const { actor } = scope;
  const context = requestContext();
  await insertAudit(tx, {
    tenantId: 'tenantId' in scope ? scope.tenantId : (entry.tenantId ?? null),
    actorKind: actor.kind,
    actorId: actor.kind === 'staff' ? actor.userId : actor.kind === 'homeowner' ? actor.homeownerId : null,
    impersonatorId: impersonatorOf(actor) ?? null,
    action: entry.action,
    subjectType: entry.subjectType ?? null,
    subjectId: entry.subjectId ?? null,
    details: entry.details ?? {},
    ip: context?.ip ?? null,
    requestId: context?.requestId ?? null,
  });
}
