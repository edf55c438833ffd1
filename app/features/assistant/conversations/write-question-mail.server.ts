import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Mail } from '#app/platform/mail.ts';

/**
 * The mail that tells a builder of a question, to its contact address; a reply goes to the owner who asked. Undefined
 * when who asked has moved out or was forgotten since. Throws AppError 422 for a builder without an address.
 */
export async function writeQuestionMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findBuilderQuestion(tx, scope, request.id), { readOnly: true });
  if (!found || found.endedAt) return undefined;
  const { question, createdAt, label, developmentName, supportEmail, askerName, askerEmail, isOwners } = found;
  if (supportEmail.trim() === '')
    throw new AppError(
      'invalid-input',
      'This builder has no contact address. Set one (tenants.support_email), then start this job again.',
    );
  const house = `${label}, ${developmentName}`;
  const replyTo = isOwners && askerEmail ? askerEmail : undefined;
  const asker = isOwners ? `${askerName} of ${house}` : `Somebody who scanned the code of ${house}`;
  const how = replyTo
    ? 'Answer it in your inbox: its owner finds the answer under their question. A reply to this mail goes to them too.'
    : 'The house has not been moved into yet, so we know no address to reply to.';
  return {
    id: `builder-question.${request.id}`,
    at: createdAt,
    to: supportEmail,
    ...(replyTo ? { replyTo } : {}),
    subject: `A question from ${house}`,
    text: `Hello,

${asker} asked the home’s assistant and passed the question on to you:

${question.replaceAll(/^/gm, '> ')}

Asked on ${formatDate(createdAt)}, ${formatTime(createdAt)}.

${how} Every question that was passed on to you is listed here:

${publicOrigin({ url: request.origin })}/developer/inbox
`,
  };
}
