import { createParser } from 'eventsource-parser';
import { readAnswerEvent, type AnswerEvent } from './chat-contract.ts';

/** An event and its id, which names the place in the answer after it. */
export type Told = { id: string | undefined; event: AnswerEvent };

/**
 * The events of one streamed answer (F4), in order. Events that this page does not know (a heartbeat, a newer server's)
 * are passed over. Ends when the stream ends; rejects when the connection breaks or an event that it knows is
 * malformed.
 */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  const waiting: Told[] = [];
  const parser = createParser({
    onEvent({ id, event: name, data }) {
      const event = readAnswerEvent(name, () => JSON.parse(data));
      if (event) waiting.push({ id, event });
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      parser.feed(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      for (const told of waiting.splice(0)) {
        whole ||= LAST.has(told.event.type);
        yield told;
      }
      if (done) return;
    }
  } finally {
    // Leaving early (a broken event) must also end the request; nobody waits for that.
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
