import { acknowledgeFiring as write, findFiring } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { actingAdmin } from './acting-admin.ts';
import { noSuchFiring } from './get-firing.server.ts';
import { acknowledgeSchema } from './schema.ts';
import { tellOfAlerts } from './tell-of-alerts.server.ts';

/**
 * Writes that somebody has seen to an alert, standing or ended, with a note (D9); once, to the activity log too, and
 * told as the settings have it. Throws AppError 404, 409 when somebody has done so already, and 422 by field.
 */
export async function acknowledgeFiring(
  scope: PlatformScope,
  firingId: string | undefined,
  input: unknown,
): Promise<void> {
  const id = requireId(firingId, noSuchFiring);
  const { note } = validate(acknowledgeSchema, input);
  const by = actingAdmin(scope);
  const told = await withScope(scope, async (tx) => {
    const written = await write(tx, scope, id, { by, note });
    const firing = await findFiring(tx, id);
    if (!firing) throw noSuchFiring();
    if (!written)
      throw new AppError(
        'conflict',
        `${firing.acknowledgedByName ?? 'Somebody'} has acknowledged this alert already. Load the page again to read ` +
          'the note.',
      );
    await recordAudit(tx, scope, {
      action: 'alert.acknowledged',
      subjectType: 'alert',
      subjectId: id,
      details: { rule: firing.rule, state: firing.state, note },
    });
    return tellOfAlerts(tx, [{ what: 'acknowledged', id }]);
  });
  if (told) wakeDispatcher();
}
