import { v7 } from 'uuid';
import { z } from 'zod';
import { endOverride as end, findHousesNamed, insertOverride } from '#db/queries/operations/limits.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { readOverrides } from './follow-overrides.server.ts';
import { endOverrideSchema, overrideSchema } from './schema.ts';

/**
 * Gives a tenant or one house of it another limit, until its end, in place of what held for it before (H10); written to
 * the activity log, and counted on every instance within seconds. Returns its id. Throws 422 by field, 404 for a tenant
 * or a house that is not there.
 */
export async function setOverride(scope: PlatformScope, input: unknown): Promise<string> {
  const { rule, tenant_id: tenantId, house, points, minutes, reason } = validate(overrideSchema, input);
  const [id, setBy] = [v7(), adminOf(scope)];
  await withScope(scope, async (tx) => {
    const houseId = house ? await houseNamed(tx, tenantId, house) : null;
    const made = await insertOverride(tx, { id, rule, tenantId, houseId, points, reason, setBy, minutes });
    if (!made) throw new AppError('not-found', 'There is no such tenant. Choose one of the list.');
    await recordAudit(tx, scope, {
      action: 'limit.override-set',
      subjectType: 'limit-override',
      subjectId: id,
      details: { rule, tenant_id: tenantId, house_id: houseId, points, reason, ends_at: made.endsAt.toISOString() },
    });
  });
  await readOverrides(scope);
  return id;
}

/** Ends one that holds, with a reason. Throws 422, and 404 when none of this id holds. */
export async function endOverride(scope: PlatformScope, given: string | undefined, input: unknown): Promise<void> {
  const gone = () => new AppError('not-found', 'No such override holds: it has ended already. Load the page again.');
  const id = requireId(given, gone);
  const { reason } = validate(endOverrideSchema, input);
  await withScope(scope, async (tx) => {
    const ended = await end(tx, id, adminOf(scope));
    if (!ended) throw gone();
    const { rule, tenantId, houseId, points } = ended;
    await recordAudit(tx, scope, {
      action: 'limit.override-ended',
      subjectType: 'limit-override',
      subjectId: id,
      details: { rule, tenant_id: tenantId, house_id: houseId, points, reason },
    });
  });
  await readOverrides(scope);
}

function adminOf({ actor }: PlatformScope): string {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  return actor.userId;
}

async function houseNamed(tx: Tx, tenantId: string, house: string): Promise<string> {
  const id = z.uuid().safeParse(house).data?.toLowerCase();
  const [found, another] = await findHousesNamed(tx, { tenantId, ...(id ? { id } : {}), label: house });
  const refuse = (message: string) =>
    new AppError('invalid-input', `house: ${message}`, { fields: [{ field: 'house', message }] });
  if (!found) throw refuse('No house of this tenant has this label or id.');
  if (another) throw refuse('Several houses of this tenant have this label: give the id, as it stands in the table.');
  return found.id;
}
