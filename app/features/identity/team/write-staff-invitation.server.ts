import type { Mail } from '#app/platform/mail.ts';
import { deriveStaffToken } from '#app/platform/tokens.ts';
import { findStaffInvitationToMail, markStaffInvitationMail } from '#db/queries/identity/team.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '../public-origin.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';

/** The mail that asks somebody to join a builder's staff; undefined once the invitation is not good any more. */
export async function writeStaffInvitation(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findStaffInvitationToMail(tx, scope, request.id), { readOnly: true });
  if (!found) return undefined;
  const token = deriveStaffToken(sessionSecret(), scope.tenantId, request.id);
  const may = found.role === 'manager' ? 'look at everything and change it' : 'look at everything';
  return {
    id: `staff-invitation.${request.id}`,
    at: found.createdAt,
    to: found.email,
    subject: `Join ${found.tenantName} on OpenHouse AI`,
    text: `Hello,

you are asked to join the portal of ${found.tenantName}, where you may ${may}. Choose your password here:

${publicOrigin({ url: request.origin })}/join/${token}

The address works once, and for a week. You do not know ${found.tenantName}? Then do nothing.
`,
  };
}

/** Notes that an invitation's mail was handed over or given up. */
export function noteStaffInvitation(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markStaffInvitationMail(tx, scope, id, outcome));
}
