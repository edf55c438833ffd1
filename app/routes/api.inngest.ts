import { serve } from 'inngest/remix';
import { api } from '#app/features/identity/api.server.ts';
import { env } from '#app/platform/env.ts';
import { AppError } from '#app/platform/errors.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { inngest, usesInngestServer } from '#inngest/client.ts';
import { functions } from '#inngest/index.ts';

/** Checks the signature of every call, with a signing key; the SDK by itself lets a sync (PUT) through unsigned. */
const strictHandler = serve({ client: inngest, functions, enableUnauthedSync: false });
const localHandler = serve({ client: inngest, functions });

/**
 * The job server's endpoint (C5). With a signing key the SDK checks each call's signature; only a sync from this
 * machine needs none. Without a key it checks none, so then only a dev server on this machine may call; and with no
 * server configured nobody may: the local engine calls the functions directly.
 */
async function serveJobs({ request }: { request: Request }): Promise<Response> {
  if (!usesInngestServer)
    throw new AppError(
      'not-found',
      'No job server is configured, so nothing is served here. Set INNGEST_BASE_URL to use one.',
    );
  const direct = requestContext()?.direct ?? false;
  if (!env.INNGEST_SIGNING_KEY && !direct)
    throw new AppError(
      'unauthenticated',
      'Only a job server on this machine may call without a signature. Set INNGEST_SIGNING_KEY to use another one.',
    );
  const handler = direct ? localHandler : strictHandler;
  return (await handler({ request })) as Response;
}

const route = api('routes/api.inngest', { GET: serveJobs, POST: serveJobs, PUT: serveJobs });

export const loader = route.loader;
export const action = route.action;
