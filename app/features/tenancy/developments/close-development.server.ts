import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { lockDevelopment, updateClosing } from '#db/queries/tenancy/development-details.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { noDevelopment } from './read-development.server.ts';
import { closeSchema, openSchema } from './schema.ts';

/**
 * Closes a development to new owners (H2): its codes open no house that nobody has taken yet. Who has taken theirs goes
 * on as before. Throws AppError 422 with the fields, 404, 409 when others were faster.
 */
export async function closeDevelopment(
  scope: PlatformScope,
  given: string | undefined,
  fields: unknown,
): Promise<void> {
  const id = requireId(given, noDevelopment);
  const { seen, reason } = validate(closeSchema, fields);
  await withScope(scope, async (tx) => {
    const tenantId = await lockAsSeen(tx, scope, id, seen);
    await updateClosing(tx, scope, { tenantId, developmentId: id }, { at: new Date(), reason });
    const subject = { tenantId, subjectType: 'development', subjectId: id };
    await recordAudit(tx, scope, { action: 'development.closed', ...subject, details: { reason } });
  });
}

/** Opens it to new owners again. Throws as `closeDevelopment`. */
export async function openDevelopment(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const id = requireId(given, noDevelopment);
  const { seen } = validate(openSchema, fields);
  await withScope(scope, async (tx) => {
    const tenantId = await lockAsSeen(tx, scope, id, seen);
    await updateClosing(tx, scope, { tenantId, developmentId: id }, null);
    const subject = { tenantId, subjectType: 'development', subjectId: id };
    await recordAudit(tx, scope, { action: 'development.opened', ...subject });
  });
}

/** Locks a development that is as the form's page said; returns whose it is. */
async function lockAsSeen(tx: Tx, scope: PlatformScope, id: string, seen: string): Promise<string> {
  const development = await lockDevelopment(tx, scope, id);
  if (!development) throw noDevelopment();
  const { tenantId, closedAt } = development;
  if ((closedAt?.toISOString() ?? '') === seen) return tenantId;
  throw new AppError(
    'conflict',
    closedAt
      ? `Somebody else closed this development meanwhile, on ${formatDate(closedAt)}. The page shows it as it is now.`
      : 'Somebody else opened this development meanwhile. The page shows it as it is now.',
  );
}
