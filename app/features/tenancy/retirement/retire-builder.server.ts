import { followRetiredBuilder } from '#app/features/jobs/follow-retired-builders.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { lockBuilder, updateRetirement } from '#db/queries/tenancy/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { noBuilder } from '../builders/read-builder.server.ts';
import { reopenSchema, retireSchema } from './schema.ts';

/**
 * Retires a builder (H1): from its next request on nobody of it comes in, staff, owner or scan, no job of it runs, and
 * nobody can be acted for; nothing is deleted. Throws AppError 422 with the fields, 404, 409 when others were faster.
 */
export async function retireBuilder(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const id = requireId(given, noBuilder);
  const { seen, reason } = validate(retireSchema, fields);
  await withScope(scope, async (tx) => {
    requireSeen(await lockBuilder(tx, scope, id), seen);
    await updateRetirement(tx, scope, id, { at: new Date(), reason });
    await recordAudit(tx, scope, {
      action: 'tenant.retired',
      tenantId: id,
      subjectType: 'tenant',
      subjectId: id,
      details: { reason },
    });
  });
  await followRetiredBuilder(scope, id);
}

/** Opens a retired builder again: all is as it was, and its stopped jobs start again. Throws as `retireBuilder`. */
export async function reopenBuilder(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const id = requireId(given, noBuilder);
  const { seen } = validate(reopenSchema, fields);
  await withScope(scope, async (tx) => {
    requireSeen(await lockBuilder(tx, scope, id), seen);
    await updateRetirement(tx, scope, id, null);
    await recordAudit(tx, scope, { action: 'tenant.reopened', tenantId: id, subjectType: 'tenant', subjectId: id });
  });
  await followRetiredBuilder(scope, id);
}

/** Is the builder as the form's page said? */
function requireSeen(builder: { retiredAt: Date | null } | undefined, seen: string): void {
  if (!builder) throw noBuilder();
  const { retiredAt } = builder;
  if ((retiredAt?.toISOString() ?? '') === seen) return;
  throw new AppError(
    'conflict',
    retiredAt
      ? `Somebody else has retired this builder meanwhile, on ${formatDate(retiredAt)}. The page shows it as it is now.`
      : 'Somebody else has opened this builder again meanwhile. The page shows it as it is now.',
  );
}
