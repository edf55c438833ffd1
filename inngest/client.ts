import { Inngest } from 'inngest';
import { env } from '#app/platform/env.ts';
import { LocalSendMiddleware } from './local/local-send.ts';
import { sdkLogger } from './sdk-logger.ts';

/** The application's id at the job server; part of every function's id. */
const APP_ID = 'openhouse';

/**
 * True when a real Inngest (cloud, self-hosted or dev server) is configured; otherwise the local engine drives the
 * functions.
 */
export const usesInngestServer = Boolean(env.INNGEST_BASE_URL ?? env.INNGEST_EVENT_KEY ?? env.INNGEST_SIGNING_KEY);

/** The one Inngest client. Without a signing key it is in dev mode, where the endpoint is only reachable locally. */
export const inngest = new Inngest({
  id: APP_ID,
  checkpointing: false,
  isDev: !env.INNGEST_SIGNING_KEY,
  logger: sdkLogger,
  internalLogger: sdkLogger,
  ...(usesInngestServer ? {} : { middleware: [LocalSendMiddleware] }),
  ...(env.INNGEST_BASE_URL ? { baseUrl: env.INNGEST_BASE_URL } : {}),
  ...(env.INNGEST_EVENT_KEY ? { eventKey: env.INNGEST_EVENT_KEY } : {}),
  ...(env.INNGEST_SIGNING_KEY ? { signingKey: env.INNGEST_SIGNING_KEY } : {}),
});
