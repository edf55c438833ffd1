import type { Server } from 'node:http';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { openDatabase } from './open-database.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { runCounterStatement } from '#db/queries/operations/rate-limits.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import { shareRateLimits } from '#app/platform/rate-limiter.ts';
import { createHttpApp } from './edge/http.ts';
import { createHttpServer } from './edge/http-server.ts';
import { describeAdapters } from '#app/features/operations/load/describe-adapters.ts';
import { watchAlerts } from '#app/features/operations/alerts/evaluate-alerts.server.ts';
import { createFiringRecorder } from '#app/features/operations/alerts/record-firings.server.ts';
import { alertWays } from '#app/features/operations/alerts/tell-of-alerts.server.ts';
import { followOverrides } from '#app/features/operations/limits/follow-overrides.server.ts';
import { createLoadRecorder } from '#app/features/operations/load/record-load.server.ts';
import { listen } from './listen.ts';
import { registerDependencies } from './register-dependencies.ts';
import { reportUncleanEnd } from './report-unclean-end.ts';
import { startJobs } from './start-jobs.ts';
import { startErrorTracker, startLogs, startTraces } from './start-observability.ts';

export type StartOptions = {
  /** Pilot data and printed sign-ins: outside production only. */
  demo: boolean;
  build: ServerBuild | (() => Promise<ServerBuild>);
  mode: 'development' | 'production';
  assets?: RequestHandler;
};

export type RunningApp = { url: string; stop(): Promise<void> };

/**
 * Starts the whole process: listens (so that a taken port is noticed before any data is touched), opens and migrates
 * the database, starts the jobs, in demo mode seeds the pilot, and becomes ready. Throws with what to do when something
 * is in the way.
 */
export async function startApp(options: StartOptions): Promise<RunningApp> {
  let prepared = false;
  let takesJobs = false;
  const edge = { publicUrl: env.PUBLIC_URL, trustProxy: env.TRUST_PROXY, sharedWith: env.CORS_ORIGINS };
  const server = createHttpServer(
    createHttpApp({ ...options, ...edge, isPrepared: () => prepared, takesJobs: () => takesJobs }),
  );
  await listen(server, {
    port: env.PORT,
    host: env.HOST,
    predecessors: [env.DATA_DIR, join(env.LOG_DIR, '.instances', `web-${env.PORT}`)],
    tell: (line) => logger.warn(line),
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  const url =
    env.PUBLIC_URL ?? `http://${env.HOST === '127.0.0.1' || env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${port}`;
  const stops: (() => Promise<void>)[] = [() => closeServer(server)];
  const stop = async () => {
    for (const step of stops.splice(0))
      await step().catch((error: unknown) => logger.warn('shutdown step failed', { error: String(error) }));
  };
  try {
    const logs = await startLogs();
    stops.push(logs.stop);
    stops.splice(1, 0, await startTraces());
    for (const line of describeAdapters(env)) logger.info(line);
    const database = await openDatabase({
      databaseUrl: env.DATABASE_URL,
      dataDir: env.DATA_DIR,
      poolMax: env.DATABASE_POOL_MAX,
    });
    stops.splice(1, 0, () => database.close());
    await migrateDatabase(database);
    if (database.kind === 'postgres')
      shareRateLimits({
        query: (statement) => withScope(systemScope('rate-limits'), (tx) => runCounterStatement(tx, statement)),
      });
    stops.splice(1, 0, startErrorTracker(new Set([database.pool, database.platformPool])));
    if (logs.left) reportUncleanEnd(logs.left);
    registerDependencies(() => prepared);
    const alerts = watchAlerts(
      [env.DATA_DIR, env.LOG_DIR],
      createLoadRecorder(systemScope('load'), port),
      createFiringRecorder(systemScope('alerts'), port, alertWays(env)),
    );
    stops.splice(1, 0, () => alerts.stop());
    const overrides = followOverrides(systemScope('limit-overrides'));
    stops.splice(1, 0, () => overrides.stop());
    takesJobs = true;
    const jobs = await startJobs(port);
    stops.splice(1, 0, () => jobs.stop());
    if (options.demo) {
      // Loaded here, so that production holds none of it.
      const { startDemo } = await import('./demo/start-demo.ts');
      const announce = await startDemo();
      prepared = true;
      await announce(url);
    } else {
      prepared = true;
      logger.info(`ready at ${url}`);
    }
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Lets running requests end, at most 10 s, then cuts what is left. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 10_000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
