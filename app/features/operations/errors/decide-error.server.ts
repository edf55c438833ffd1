import { findError, updateErrorAssignee, updateErrorState } from '#db/queries/operations/errors.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchEntry } from '../records/no-such-entry.ts';
import { errorDecisionSchema } from './schema.ts';

/**
 * Resolves, mutes or opens an error, and gives it to somebody of the platform's staff or to nobody (H8); each change is
 * written to the activity log, what stands so already changes nothing. Throws AppError 404, and 422 by field.
 */
export async function decideError(scope: PlatformScope, errorId: string | undefined, input: unknown): Promise<void> {
  const id = requireId(errorId, noSuchEntry);
  const { state, assigned_to: assignee } = validate(errorDecisionSchema, input);
  const { actor } = scope;
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  const by = actor.userId;
  await withScope(scope, async (tx) => {
    const before = await findError(tx, id);
    if (!before) throw noSuchEntry();
    const of = { subjectType: 'error', subjectId: id };
    const fault = { fingerprint: before.fingerprint, code: before.code };
    if (state !== undefined && (await updateErrorState(tx, scope, id, { state, by })))
      await recordAudit(tx, scope, { action: ACTIONS[state], ...of, details: { ...fault, before: before.state } });
    if (assignee === undefined || assignee === before.assignedTo) return;
    await assign(tx, scope, id, assignee);
    await recordAudit(tx, scope, { action: 'error.assigned', ...of, details: { ...fault, to: assignee } });
  });
}

const ACTIONS = { open: 'error.opened', resolved: 'error.resolved', muted: 'error.muted' } as const;

async function assign(tx: Tx, scope: PlatformScope, id: string, assignee: string | null): Promise<void> {
  if (await updateErrorAssignee(tx, scope, id, assignee)) return;
  const message = 'Choose somebody of the platform’s staff whose account is open.';
  throw new AppError('invalid-input', `assigned_to: ${message}`, { fields: [{ field: 'assigned_to', message }] });
}
