import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import type { EndedImpersonation } from '#db/queries/identity/impersonations.ts';
import type { Tx } from '#db/scope.ts';
import { auditScopeOf } from './audit-scope.server.ts';

/** How acting as somebody came to its end, as the activity log says it. */
type How = 'by the admin' | 'its time was over' | 'the admin signed out' | 'another was begun';

/** Writes down that acting as somebody has ended, with both people. */
export async function noteEnded(tx: Tx, ended: EndedImpersonation, how: How): Promise<void> {
  await recordAudit(tx, auditScopeOf(ended), {
    action: 'impersonation.ended',
    subjectType: 'impersonation',
    subjectId: ended.id,
    details: { how },
  });
}
