import { tenantScope } from '#db/scope-makers.ts';
import type { PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { inviteColleague } from './change-team.server.ts';

/**
 * Asks somebody by mail to become a manager of a builder's, which has nobody yet who could (H1). The admin stays who
 * acts. Throws AppError as `inviteColleague`.
 */
export async function inviteManager(
  { actor }: PlatformScope,
  tenant: string | undefined,
  email: unknown,
  origin: string,
): Promise<void> {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  const tenantId = requireId(tenant, () => new AppError('not-found', 'There is no such builder.'));
  await inviteColleague(tenantScope(tenantId, actor), { email, role: 'manager' }, origin);
}
