import { AsyncLocalStorage } from 'node:async_hooks';
import { Middleware } from 'inngest';
import type { IncomingEvent } from './accept-events.ts';
import { remember } from '#app/platform/remember.ts';

export type LocalSink = (events: IncomingEvent[]) => Promise<string[]>;

/** Remembered: the process and Vite's bundle each have a copy of this module, and there is one engine. */
const sinks = remember('local-sinks', (): Map<string, LocalSink> => new Map());

/** Makes `sink` take the events of the client with id `appId` until the returned function is called. */
export function installLocalSink(appId: string, sink: LocalSink): () => void {
  sinks.set(appId, sink);
  return () => {
    if (sinks.get(appId) === sink) sinks.delete(appId);
  };
}

/**
 * The step that sends, as `<run>:<step>`. Ours, since `inngest/experimental`, which tells it, loads OpenTelemetry's SDK
 * (12 MB).
 */
const origins = new AsyncLocalStorage<string>();

/**
 * Hands what a client sends (`inngest.send`, `step.sendEvent`) to the local engine instead of a server. An event sent
 * from a step gets its id from the run and the step, so that a step repeated after a crash sends nothing twice.
 */
export class LocalSendMiddleware extends Middleware.BaseMiddleware {
  readonly id = 'openhouse:local-send';

  override wrapStepHandler({ ctx, next, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    return origins.run(`${ctx.runId}:${stepInfo.hashedId}`, next);
  }

  override async wrapSendEvent({ events }: Middleware.WrapSendEventArgs): Promise<{ ids: string[] }> {
    const sink = sinks.get(this.client.id);
    if (!sink)
      throw new Error('The local job engine does not run, so no event can be sent. Start it with startLocalEngine().');
    const origin = origins.getStore();
    const incoming = events.map((event, index) => ({
      id: event.id ?? (origin && `${origin}:${index}`),
      name: event.name,
      data: event.data as Record<string, unknown> | undefined,
      ts: event.ts,
    }));
    return { ids: await sink(incoming) };
  }
}
