import { problemOf } from '#app/platform/http.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import type { Answer, Listener } from '../answer.ts';

/** How often a silent stream shows that it lives, milliseconds; proxies cut what is silent for long. */
const HEARTBEAT_MS = 10_000;
/** Fills the buffers of proxies that hold small answers back. */
const PADDING = `: ${' '.repeat(2_048)}\n\n`;

/**
 * Bytes that wait for a slow reader: from HIGH_WATER on no sign of life is added, beyond MAX_UNREAD more the stream
 * ends.
 */
const HIGH_WATER = 16_384;
const MAX_UNREAD = 262_144;

/** `mode`, where it is known before the answer is made: one to a danger is shown as such from its first word. */
export type StreamedTurn = { message_id: string; conversation_id: string; mode?: 'safety' };
type Produce = (options: { signal: AbortSignal } & Listener) => Promise<Answer>;

/**
 * An answer as server-sent events: meta, delta …, citations, done. One that fails ends with error instead of done; what
 * was shown before stays, its sources (if any) come in citations. `produce` makes it; `signal`, or leaving the stream,
 * stops it. Every event has an id, counted from 1.
 */
export function streamAnswer(turn: StreamedTurn, signal: AbortSignal, produce: Produce): Response {
  const left = new AbortController();
  const encoder = new TextEncoder();
  let id = 0;
  let sources: Answer['citations'] = [];
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async start(controller) {
      const write = (text: string) => {
        if (left.signal.aborted) return;
        if ((controller.desiredSize ?? 0) > -MAX_UNREAD) return controller.enqueue(encoder.encode(text));
        left.abort();
        controller.error(new Error('The reader of the answer does not read.'));
      };
      const send = (event: string, data: unknown) =>
        write(`id: ${(id += 1)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) write(PADDING);
      }, HEARTBEAT_MS);
      write(PADDING);
      send('meta', turn);
      try {
        const answer = await produce({
          signal: AbortSignal.any([signal, left.signal]),
          tell: (text) => send('delta', { text }),
          cite: (citations) => (sources = citations),
        });
        send('citations', { citations: answer.citations, grounded: answer.grounded, mode: answer.mode });
        send('done', {
          ...turn,
          answer: answer.text,
          grounded: answer.grounded,
          citations: answer.citations,
          mode: answer.mode,
        });
      } catch (error) {
        if (signal.aborted || left.signal.aborted) return;
        if (sources.length > 0) send('citations', { citations: sources, grounded: false, mode: 'model' });
        send('error', problemOf(logApiError(error)));
      } finally {
        clearInterval(heartbeat);
        if (!left.signal.aborted) controller.close();
      }
    },
    cancel() {
      left.abort();
    },
  };
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER }));
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    },
  });
}
