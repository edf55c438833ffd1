import { database } from '#db/client.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { embedder, replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import { storage } from '#app/platform/storage.ts';
import { embedExamples } from '#app/features/assistant/answering/nearest-out-of-scope.server.ts';
import { sweepFiles } from '#app/features/documents/files/sweep-files.server.ts';
import { followSearchModel } from '#app/features/ingestion/follow-search-model.server.ts';
import { forgiveDowntime } from '#app/features/jobs/forgive-downtime.server.ts';
import { startDispatcher, type EventTransport } from '#app/features/jobs/dispatch-outbox.server.ts';
import { inngest, usesInngestServer } from '#inngest/client.ts';
import { connectServer } from '#inngest/connect-server.ts';
import { functions } from '#inngest/index.ts';
import { startLocalEngine } from '#inngest/local/start-local-engine.ts';

/**
 * Starts what carries the background jobs: the outbox dispatcher, and the local engine or, where one is configured, the
 * registration with an Inngest server, which calls back at `port`. `stop` lets running steps end or gives them back.
 */
export async function startJobs(port: number): Promise<{ stop(): Promise<void> }> {
  const scope = systemScope('outbox-dispatcher');
  // The model is loaded, and what it compares each question with is embedded, before the first question comes.
  const warming = embedExamples(embedder()).catch(() => {});
  await forgiveDowntime(scope);
  await followSearchModel(scope, embedder().model, (tenantId) => jobScope('search-model', tenantId));
  // Beside the first work: a large folder takes seconds to look through. What it leaves, the nightly sweep takes.
  const sweeping = storage()
    .then((files) => sweepFiles(systemScope('files-sweep'), { dataDir: env.DATA_DIR, files }))
    .catch((error: unknown) => logger.warn('leftover files could not be swept', { error: String(error) }));
  const { transport, stop } = usesInngestServer ? useServer(port) : await useLocalEngine();
  const dispatcher = startDispatcher({ scope, transport });
  await warming;
  return {
    async stop() {
      await dispatcher.stop();
      await sweeping;
      await stop();
      await replaceEmbedder();
    },
  };
}

type Carrier = { transport: EventTransport; stop(): Promise<void> };

async function useLocalEngine(): Promise<Carrier> {
  const engine = await startLocalEngine({ client: inngest, functions, alone: database().kind === 'embedded' });
  return {
    transport: { kind: 'local', accept: (tx, events) => engine.accept(tx, events), wake: () => engine.wake() },
    stop: () => engine.stop(),
  };
}

function useServer(port: number): Carrier {
  const server = connectServer({ client: inngest, functions, origin: callbackOrigin(port) });
  return { transport: server, stop: () => server.stop() };
}

/**
 * Unsigned calls are taken from this machine only, and not through a proxy; signed ones come to the public address,
 * where there is one.
 */
function callbackOrigin(port: number): string {
  if (env.INNGEST_SIGNING_KEY && env.PUBLIC_URL) return env.PUBLIC_URL;
  return `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST}:${port}`;
}
