import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { validate } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { signInLinkRequested } from '#inngest/events.ts';
import { networkOfClient } from '../client-of.server.ts';
import { publicOrigin } from '../public-origin.server.ts';
import { signInLinkSchema } from '../schema.ts';
import { sealAddress } from './sealed-address.server.ts';

/** What the page says, whether the address is known or not. */
const LINK_SENT_MESSAGE =
  'If an owner has claimed their home with this address, a sign-in link is on its way. It works once, for 15 minutes.';

/**
 * Accepts the request of the form's `email` for sign-in links as a job (C7). Nothing is looked up here: a known and an
 * unknown address take the same statements, so neither words nor time tell them apart. Throws AppError 422, 429 (E4).
 */
export async function sendSignInLink(request: Request, fields: { email: unknown }): Promise<{ message: string }> {
  const { email } = validate(signInLinkSchema, { email: fields.email ?? undefined });
  await consume('sign-in-link-address', networkOfClient());
  const account = hashToken(email.toLowerCase());
  await consume('sign-in-link', `${account}:${networkOfClient()}`);
  await consume('sign-in-link-account', account);
  await requestSignInLinks(email, publicOrigin(request));
  return { message: LINK_SENT_MESSAGE };
}

/**
 * Accepts the job that mails a link for each house that was claimed under this address; `origin` is where they lead.
 */
export async function requestSignInLinks(email: string, origin: string): Promise<void> {
  const data = { address: await sealAddress(email), origin };
  await withScope(systemScope('sign-in-link'), (tx) =>
    enqueueJob(tx, { tenantId: null, event: { name: signInLinkRequested.name, data } }),
  );
  wakeDispatcher();
}
