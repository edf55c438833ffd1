import { eventIdOf } from './event-id.ts';
import type { AnswerEvent, LiveAnswer } from './live-answers.server.ts';

/** How often a silent stream shows that it lives, milliseconds; proxies cut what is silent for long. */
const HEARTBEAT_MS = 10_000;
/** Fills the buffers of proxies that hold small answers back. */
const PADDING = `: ${' '.repeat(2_048)}\n\n`;

/**
 * An answer as server-sent events: meta, delta …, citations, done; after the first `after` of them. One that fails ends
 * with error instead of done; what was shown before stays, its sources (if any) come in citations. `signal`, or leaving
 * the stream, ends this reading of it, not the answer. Nothing is kept for a slow reader but the answer itself.
 */
export function streamAnswer(live: LiveAnswer, signal: AbortSignal, after = 0): Response {
  return eventStream(signal, async function* (left) {
    const leave = live.join();
    try {
      for (let count = after; !left.aborted;) {
        const event = live.events[count];
        if (event) {
          count += 1;
          yield lineOf(live.turn.message_id, count, event);
        } else if (live.ended) return;
        else yield await silence(live, left);
      }
    } finally {
      leave();
    }
  });
}

/** One event as it goes over the wire. */
export const lineOf = (messageId: string, count: number, { event, data, told }: AnswerEvent): string =>
  `id: ${eventIdOf({ messageId, count, told })}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Waits for something new; PADDING when nothing came for long, else nothing. */
async function silence(live: LiveAnswer, left: AbortSignal): Promise<string> {
  const beat = new AbortController();
  const timer = setTimeout(() => beat.abort(), HEARTBEAT_MS);
  await live.changed(AbortSignal.any([left, beat.signal]));
  clearTimeout(timer);
  return beat.signal.aborted ? PADDING : '';
}

/** A response of what `write` yields, asked for as fast as it is read. `write` ends when its signal fires. */
export function eventStream(
  signal: AbortSignal,
  write: (left: AbortSignal) => AsyncGenerator<string, void, void>,
): Response {
  const left = new AbortController();
  const lines = write(AbortSignal.any([signal, left.signal]));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(PADDING)),
    async pull(controller) {
      for (;;) {
        const { done, value } = await lines.next();
        if (done) return controller.close();
        if (value !== '') return controller.enqueue(encoder.encode(value));
      }
    },
    async cancel() {
      left.abort();
      await lines.return();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    },
  });
}
