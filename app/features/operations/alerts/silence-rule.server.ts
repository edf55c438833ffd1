import { v7 } from 'uuid';
import { endSilence as end, insertSilence } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { actingAdmin } from './acting-admin.ts';
import { silenceSchema } from './schema.ts';
import { tellOfAlerts } from './tell-of-alerts.server.ts';

/**
 * Tells nobody of a rule until its end, seven days away at most, in place of what silenced it before; it is still
 * judged and shown (D9). What stands when the silence is over is told then. Returns its id. Throws 422 by field.
 */
export async function silenceRule(scope: PlatformScope, input: unknown): Promise<string> {
  const { rule, minutes, reason } = validate(silenceSchema, input);
  const [id, setBy] = [v7(), actingAdmin(scope)];
  const told = await withScope(scope, async (tx) => {
    const endsAt = await insertSilence(tx, scope, { id, rule, reason, setBy, minutes });
    await recordAudit(tx, scope, {
      action: 'alert.silenced',
      subjectType: 'alert-silence',
      subjectId: id,
      details: { rule, reason, ends_at: endsAt?.toISOString() },
    });
    return tellOfAlerts(tx, [{ what: 'silenced', id }]);
  });
  if (told) wakeDispatcher();
  return id;
}

/** Ends a silence that holds. Throws AppError 404 when none of this id does. */
export async function endSilence(scope: PlatformScope, given: string | undefined): Promise<void> {
  const gone = () => new AppError('not-found', 'No such silence holds: it has ended already. Load the page again.');
  const id = requireId(given, gone);
  const by = actingAdmin(scope);
  const told = await withScope(scope, async (tx) => {
    const ended = await end(tx, scope, id, by);
    if (!ended) throw gone();
    await recordAudit(tx, scope, {
      action: 'alert.unsilenced',
      subjectType: 'alert-silence',
      subjectId: id,
      details: { rule: ended.rule },
    });
    return tellOfAlerts(tx, [{ what: 'unsilenced', id }]);
  });
  if (told) wakeDispatcher();
}
