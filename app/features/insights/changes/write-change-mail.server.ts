import { findTellingToMail, markTellingMail } from '#db/queries/insights/change-tellings.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import type { Mail } from '#app/platform/mail.ts';

/**
 * The mail that tells an owner what has changed since they were answered; a reply goes to the builder. Undefined when
 * they have moved out or have no address.
 */
export async function writeChangeMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findTellingToMail(tx, scope, request.id), { readOnly: true });
  if (!found?.ownerEmail || found.wording === null) return undefined;
  const { wording, createdAt, conversationId, label, ownerEmail, tenantName, supportEmail } = found;
  return {
    id: `changed-answer.${request.id}`,
    at: createdAt,
    to: ownerEmail,
    ...(supportEmail.trim() === '' ? {} : { replyTo: supportEmail }),
    subject: `${tenantName}: an answer about ${label} has changed`,
    text: `Hello,

the assistant of your home answered a question of yours from a document that has changed since. ${tenantName} writes:

${wording}

The conversation, with the page as it is now:

${publicOrigin({ url: request.origin })}/home?conversation=${conversationId}
`,
  };
}

/** Notes that the owner's mail about a change was handed over or given up. */
export function noteChangeMail(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markTellingMail(tx, scope, id, outcome));
}
