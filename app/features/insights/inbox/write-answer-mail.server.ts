import { findAnswerToMail, markAnswerMail } from '#db/queries/assistant/builder-answers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import type { Mail } from '#app/platform/mail.ts';

/**
 * The mail that tells an owner what the builder answered; a reply goes to the builder. Undefined when who asked has
 * moved out or has no address.
 */
export async function writeAnswerMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findAnswerToMail(tx, scope, request.id), { readOnly: true });
  if (!found?.ownerEmail) return undefined;
  const { text, createdAt, question, conversationId, label, ownerEmail, tenantName, supportEmail } = found;
  return {
    id: `builder-answer.${request.id}`,
    at: createdAt,
    to: ownerEmail,
    ...(supportEmail.trim() === '' ? {} : { replyTo: supportEmail }),
    subject: `${tenantName} answered your question about ${label}`,
    text: `Hello,

you asked ${tenantName}:

${question.replaceAll(/^/gm, '> ')}

They answer:

${text}

The answer stands under your question too:

${publicOrigin({ url: request.origin })}/home?conversation=${conversationId}
`,
  };
}

/** Notes that the owner's mail about an answer was handed over or given up. */
export function noteAnswerMail(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markAnswerMail(tx, scope, id, outcome));
}
