import { systemScope } from '#db/scope-makers.ts';
import { embedder, replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { startDispatcher, type EventTransport } from '#app/features/jobs/dispatch-outbox.server.ts';
import { inngest, usesInngestServer } from '#inngest/client.ts';
import { functions } from '#inngest/index.ts';
import { startLocalEngine } from '#inngest/local/start-local-engine.ts';

/**
 * Starts what carries the background jobs: the outbox dispatcher, and, where no Inngest server is configured, the local engine.
 * `stop` lets running steps end or gives them back.
 */
export async function startJobs(): Promise<{ stop(): Promise<void> }> {
  const scope = systemScope('outbox-dispatcher');
  // The model is loaded before the first question comes.
  const warming = embedder().embed(['warm-up']).catch(() => {});
  const engine = usesInngestServer ? undefined : await startLocalEngine({ client: inngest, functions });
  const transport: EventTransport = engine
    ? { kind: 'local', accept: (tx, events) => engine.accept(tx, events), wake: () => engine.wake() }
    : { kind: 'server', send: (events) => inngest.send(events) };
  const dispatcher = startDispatcher({ scope, transport });
  await warming;
  return {
    async stop() {
      await dispatcher.stop();
      await engine?.stop();
      await replaceEmbedder();
    },
  };
}
