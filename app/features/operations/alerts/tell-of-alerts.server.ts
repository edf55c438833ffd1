import type { Tx } from '#db/scope.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import type { Env } from '#app/platform/parse-env.ts';
import { env } from '#app/platform/env.ts';

/** What is told of alerts: of a firing that it began or is worse, ended, was seen to; of a rule that it is silenced. */
export const ALERT_NEWS = ['fired', 'ended', 'acknowledged', 'silenced', 'unsilenced'] as const;
export type AlertNews = { what: (typeof ALERT_NEWS)[number]; /** Of the firing or the silence. */ id: string };

/** How people are told, as the settings have it; each by jobs of its own, so that none waits for the other. */
export type AlertWays = readonly ('mail' | 'webhook')[];

/** Those that are set. */
export const alertWays = (
  config: Pick<Env, 'ALERT_MAIL_TO'> & { ALERT_WEBHOOK_URL?: string | undefined } = env,
): AlertWays => [
  ...(config.ALERT_MAIL_TO.length > 0 ? (['mail'] as const) : []),
  ...(config.ALERT_WEBHOOK_URL ? (['webhook'] as const) : []),
];

/** Asks in the caller's transaction that it be told. True when there is a way to tell: then wake the dispatcher. */
export async function tellOfAlerts(
  tx: Tx,
  news: readonly AlertNews[],
  ways: AlertWays = alertWays(),
): Promise<boolean> {
  const jobs = news.flatMap(({ what, id }) =>
    ways.map((way) => ({ tenantId: null, event: { name: 'alert/tell.requested', data: { what, id, way } } }) as const),
  );
  await enqueueJobs(tx, jobs);
  return jobs.length > 0;
}
