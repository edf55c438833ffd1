import { tenantScope } from '#db/scope-makers.ts';
import { readBuilder } from '#db/queries/tenancy/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { inviteColleague } from './change-team.server.ts';

const noBuilder = () => new AppError('not-found', 'There is no such builder.');

/**
 * Asks somebody by mail to become a manager of a builder's, which has nobody yet who could (H1). The admin stays who
 * acts. Throws AppError as `inviteColleague`, 404, 409 for a retired builder.
 */
export async function inviteManager(
  scope: PlatformScope,
  tenant: string | undefined,
  email: unknown,
  origin: string,
): Promise<void> {
  const { actor } = scope;
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  const tenantId = requireId(tenant, noBuilder);
  const builder = await withScope(scope, (tx) => readBuilder(tx, scope, tenantId), { readOnly: true });
  if (!builder) throw noBuilder();
  if (builder.retiredAt) throw new AppError('conflict', 'This builder is retired. Open it again first.');
  await inviteColleague(tenantScope(tenantId, actor), { email, role: 'manager' }, origin);
}
