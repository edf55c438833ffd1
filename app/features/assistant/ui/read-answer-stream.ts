import { createParser } from 'eventsource-parser';
import { answerEventSchema, type AnswerEvent } from './chat-contract.ts';

/**
 * The events of one streamed answer (F4), in order. Events that this page does not know (a heartbeat, a newer server's)
 * are passed over. Ends when the stream ends; rejects when the connection breaks or an event that it knows is
 * malformed.
 */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerEvent> {
  const known = new Set<string>(answerEventSchema.options.map((option) => option.shape.type.value));
  const waiting: AnswerEvent[] = [];
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === undefined || !known.has(event)) return;
      const value: unknown = JSON.parse(data);
      waiting.push(
        answerEventSchema.parse({ ...(Array.isArray(value) ? { citations: value } : (value as object)), type: event }),
      );
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      parser.feed(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      for (const event of waiting.splice(0)) {
        whole ||= LAST.has(event.type);
        yield event;
      }
      if (done) return;
    }
  } finally {
    // Leaving early (stop, a broken event) must also end the request; nobody waits for that.
    if (whole) void readToItsEnd(reader);
    else reader.cancel().catch(() => undefined);
  }
}

/** After these the server ends the stream. */
const LAST = new Set<AnswerEvent['type']>(['done', 'error']);
/** How long a stream may stay open after its last event, milliseconds. */
const LINGER_MS = 5_000;

/** Lets a stream that has brought all come to its end: cancelled, its request would count as aborted. Never rejects. */
async function readToItsEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const giveUp = setTimeout(() => void reader.cancel().catch(() => undefined), LINGER_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // It broke off after all was there.
  } finally {
    clearTimeout(giveUp);
  }
}
