import { v7 } from 'uuid';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import { createMailer, type Mailer } from '#app/platform/mail.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { findClaimedHousesByEmail, insertSignInLink, readHouseForMail } from '#db/queries/identity.ts';
import { anonymousScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { validate } from '#app/platform/http.ts';
import { networkOfClient } from './client-of.server.ts';
import { publicOrigin } from './public-origin.server.ts';
import { signInLinkSchema } from './schema.ts';

/** Milliseconds. */
const LINK_LIFETIME = 15 * 60_000;

/** What the page says, whether the address is known or not. */
const LINK_SENT_MESSAGE = 'If an owner has claimed their home with this address, a sign-in link is on its way. It works once, for 15 minutes.';

type House = Awaited<ReturnType<typeof findClaimedHousesByEmail>>[number];

/**
 * Mails a one-time sign-in link for each claimed house of the form's `email`. It answers before anything is looked up, so neither words nor time
 * tell whether the address is known. `finished` settles, and never rejects, once the mails are handed over. Throws AppError 422, 429 (E4).
 */
export async function sendSignInLink(request: Request, fields: { email: unknown }, mailer: Mailer = createMailer(env)): Promise<{ message: string; finished: Promise<void> }> {
  const { email } = validate(signInLinkSchema, { email: fields.email ?? undefined });
  await consume('sign-in-link-address', networkOfClient());
  const account = hashToken(email.toLowerCase());
  await consume('sign-in-link', `${account}:${networkOfClient()}`);
  await consume('sign-in-link-account', account);
  const finished = deliver(email, publicOrigin(request), mailer).catch((error: unknown) => {
    logger.error('sign-in link was not sent', { error: error instanceof Error ? error.message : String(error), stack: error instanceof Error ? error.stack : undefined });
  });
  return { message: LINK_SENT_MESSAGE, finished };
}

async function deliver(email: string, origin: string, mailer: Mailer): Promise<void> {
  const houses = await withScope(anonymousScope, (tx) => findClaimedHousesByEmail(tx, email), { readOnly: true });
  for (const house of houses) await mailLink(house, email, origin, mailer);
}

async function mailLink(owned: House, email: string, origin: string, mailer: Mailer): Promise<void> {
  const token = randomToken();
  const scope = tenantScope(owned.tenantId, { kind: 'homeowner', homeownerId: owned.homeownerId, houseId: owned.houseId });
  const house = await withScope(scope, async (tx) => {
    await insertSignInLink(tx, { tenantId: owned.tenantId, id: v7(), homeownerId: owned.homeownerId, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + LINK_LIFETIME) });
    await recordAudit(tx, scope, { action: 'sign-in-link.sent', subjectType: 'homeowner', subjectId: owned.homeownerId });
    return readHouseForMail(tx, owned);
  });
  if (!house) return;
  await mailer.send({
    to: email,
    subject: `Sign in to ${house.label}, ${house.developmentName}`,
    text: `Hello,

open this link on the device on which you want to use your home’s assistant:

${origin}/sign-in/link/${token}

It works once, and for 15 minutes. It signs you in to ${house.label}, ${house.developmentName}.

You did not ask for it? Then do nothing: nobody is signed in without this link.

${house.tenantName}
`,
  });
}
