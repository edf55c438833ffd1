import { createParser } from 'eventsource-parser';
import { answerEventSchema, type AnswerEvent } from './chat-contract.ts';

/**
 * The events of one streamed answer (F4), in order. Events that this page does not know (a heartbeat, a newer server's) are passed over.
 * Ends when the stream ends; rejects when the connection breaks or an event that it knows is malformed.
 */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerEvent> {
  const known = new Set<string>(answerEventSchema.options.map((option) => option.shape.type.value));
  const waiting: AnswerEvent[] = [];
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === undefined || !known.has(event)) return;
      const value: unknown = JSON.parse(data);
      waiting.push(answerEventSchema.parse({ ...(Array.isArray(value) ? { citations: value } : (value as object)), type: event }));
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      parser.feed(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
      if (done) return;
    }
  } finally {
    // Leaving early (stop, a broken event) must also end the request; nobody waits for that.
    reader.cancel().catch(() => undefined);
  }
}
