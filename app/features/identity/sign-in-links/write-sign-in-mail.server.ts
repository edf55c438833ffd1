import { AppError } from '#app/platform/errors.ts';
import type { Mail } from '#app/platform/mail.ts';
import { deriveSignInToken, hashToken } from '#app/platform/tokens.ts';
import { extendSignInLink, findLinkToMail, readOwnerForMail } from '#db/queries/identity/sign-in-links.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { LINK_LIFETIME } from './link-lifetime.ts';
import { publicOrigin } from '../public-origin.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';

const tooLate = () =>
  new AppError(
    'gone',
    'The link ran out before its mail could be sent. Its owner has to ask for a new one on the sign-in page.',
  );

/**
 * The mail with a sign-in link, whose quarter of an hour begins now. The token exists from here on: until now there is
 * only its hash. Undefined when there is nobody to send it to: the owner moved out or was forgotten, or the link is
 * gone or used. Throws AppError 410 for one that has run out.
 */
export async function writeSignInMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const { tenantId } = scope;
  const token = deriveSignInToken(sessionSecret(), tenantId, request.id);
  const found = await withScope(scope, async (tx) => {
    const link = await findLinkToMail(tx, { tenantId, linkId: request.id });
    const owner =
      link && !link.usedAt ? await readOwnerForMail(tx, { tenantId, homeownerId: link.homeownerId }) : undefined;
    if (!link || !owner?.email) return undefined;
    // A link of another SESSION_SECRET leads nowhere.
    if (hashToken(token) !== link.tokenHash) throw tooLate();
    if (!(await extendSignInLink(tx, { tenantId, linkId: request.id, lifetime: LINK_LIFETIME }))) throw tooLate();
    return { ...owner, to: owner.email, at: link.createdAt };
  });
  if (!found) return undefined;
  return {
    id: `sign-in-link.${request.id}`,
    at: found.at,
    to: found.to,
    subject: `Sign in to ${found.label}, ${found.developmentName}`,
    text: `Hello,

open this link on the device on which you want to use your home’s assistant:

${publicOrigin({ url: request.origin })}/sign-in/link/${token}

It works once, and for 15 minutes. It signs you in to ${found.label}, ${found.developmentName}.

You did not ask for it? Then do nothing: nobody is signed in without this link.

${found.tenantName}
`,
  };
}
