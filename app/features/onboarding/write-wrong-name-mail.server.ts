import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Mail } from '#app/platform/mail.ts';
import { findWrongNameToMail } from '#db/queries/onboarding/wrong-names.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/**
 * The mail that tells a builder that a code greets somebody by another's name. Undefined once the purchaser was
 * forgotten. Throws AppError 422 for a builder without an address.
 */
export async function writeWrongNameMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findWrongNameToMail(tx, scope, request.id), { readOnly: true });
  if (!found) return undefined;
  const { createdAt, houseId, label, developmentName, fullName, supportEmail } = found;
  if (supportEmail.trim() === '')
    throw new AppError(
      'invalid-input',
      'This builder has no contact address. Set one (tenants.support_email), then start this job again.',
    );
  return {
    id: `wrong-name.${request.id}`,
    at: createdAt,
    to: supportEmail,
    subject: `The wrong name at ${label}, ${developmentName}`,
    text: `Hello,

somebody who scanned the code of ${label}, ${developmentName}, was greeted as ${fullName} and says \
that this is not their name. They opened nothing.

Said on ${formatDate(createdAt)}, ${formatTime(createdAt)}.

If the house was sold to somebody else, or the codes were mixed up, put the purchaser right and print a new \
code; the old one stops working:

${publicOrigin({ url: request.origin })}/developer/units/${houseId}
`,
  };
}
