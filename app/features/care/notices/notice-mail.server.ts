import { findNoticeToMail, markNoticeMail } from '#db/queries/care/notice-mails.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import type { Mail } from '#app/platform/mail.ts';

/**
 * The mail that tells an owner of a notice, as it stands now. Undefined when it was withdrawn or is over, or when its
 * owner has moved out or wants no such mails any more.
 */
export async function writeNoticeMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findNoticeToMail(tx, scope, request.id), { readOnly: true });
  if (!found?.email) return undefined;
  const { title, body, fullName, email, label, tenantName, supportEmail, createdAt } = found;
  return {
    id: `notice.${request.id}`,
    at: createdAt,
    to: email,
    ...(supportEmail.trim() === '' ? {} : { replyTo: supportEmail }),
    subject: `${tenantName}: ${title}`,
    text: `Dear ${fullName},

${tenantName} tells you about ${label}:

${title}

${body}

All notices, and the switch that ends these mails, are here:

${publicOrigin({ url: request.origin })}/home/notices
`,
  };
}

/** Notes what became of a notice's mail, for its receipts. */
export function noteNoticeMail(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markNoticeMail(tx, scope, id, outcome));
}
