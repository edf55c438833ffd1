import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Mail } from '#app/platform/mail.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findInvitationToMail, markInvitationMail } from '#db/queries/onboarding/invitations.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { onboardingAddress } from './onboarding-address.ts';
import { qrTokenOf } from './qr-tokens.server.ts';

/**
 * The mail that asks an owner to open their house, with what its code says. Undefined once the owner has moved in or
 * out, or the house has no good code. Throws AppError 410 for a code of another SESSION_SECRET, which leads nowhere.
 */
export async function writeInvitationMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findInvitationToMail(tx, scope, request.id), { readOnly: true });
  if (!found?.email) return undefined;
  const token = qrTokenOf(scope.tenantId, found.tokenId);
  if (hashToken(token) !== found.tokenHash)
    throw new AppError('gone', 'The house’s code is of another SESSION_SECRET. Re-issue it, then invite again.');
  const origin = publicOrigin({ url: request.origin });
  return {
    id: `invitation.${request.id}`,
    at: found.createdAt,
    to: found.email,
    subject: `Your home at ${found.label}, ${found.developmentName}`,
    text: `Hello ${found.fullName},

your home’s documents, and an assistant that answers from them, are waiting for you:

${onboardingAddress(origin, token)}

The address opens ${found.label}, ${found.developmentName}. It is the same as the code on your wall, and is for you \
alone: whoever opens it first can take the house. Once it is yours it opens nothing for anybody else.

${found.tenantName}
`,
  };
}

/** Notes that an invitation's mail was handed over or given up. */
export function noteInvitationMail(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markInvitationMail(tx, scope, id, outcome));
}
