import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from './chat-contract.ts';
import { readAnswerStream } from './read-answer-stream.ts';

function streamOf(...parts: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(typeof part === 'string' ? encoder.encode(part) : part);
      controller.close();
    },
  });
}

async function collect(body: ReadableStream<Uint8Array>): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const { event } of readAnswerStream(body)) events.push(event);
  return events;
}

const meta = 'event: meta\ndata: {"message_id":"m1","conversation_id":"c1"}\n\n';

describe('F4: readAnswerStream', () => {
  it('reads events in order, over any cut of the bytes', async () => {
    const bytes = new TextEncoder().encode(
      `: heartbeat ${' '.repeat(2048)}\n\n${meta}event: delta\ndata: {"text":"Seán’s stop"}\n\nevent: ` +
        'delta\ndata: {"text":"cock"}\n\n',
    );
    for (let cut = 1; cut < bytes.length; cut += 7) {
      expect(await collect(streamOf(bytes.slice(0, cut), bytes.slice(cut)))).toEqual([
        { type: 'meta', message_id: 'm1', conversation_id: 'c1' },
        { type: 'delta', text: 'Seán’s stop' },
        { type: 'delta', text: 'cock' },
      ]);
    }
  });

  it('passes over what it does not know', async () => {
    expect(
      await collect(streamOf('event: weather\ndata: not json\n\n', 'data: {"text":"nameless"}\n\n', meta)),
    ).toEqual([{ type: 'meta', message_id: 'm1', conversation_id: 'c1' }]);
  });

  it('refuses a malformed event that it knows', async () => {
    await expect(collect(streamOf('event: delta\ndata: {"text":7}\n\n'))).rejects.toThrow('expected string');
    await expect(collect(streamOf('event: delta\ndata: {"te\n\n'))).rejects.toThrow('JSON');
  });

  it.each([
    [
      'done',
      'event: done\ndata: {"message_id":"m1","conversation_id":"c1","answer":"","grounded":false,"citations":[]}\n\n',
    ],
    ['error', 'event: error\ndata: {"status":503}\n\n'],
  ])('lets the request end by itself after %s, so that no browser counts it as aborted', async (last, text) => {
    const parts = [text, ': heartbeat\n\n'];
    let ending = '';
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const part = parts.shift();
          if (part !== undefined) return controller.enqueue(new TextEncoder().encode(part));
          controller.close();
          ending = 'read to its end';
        },
        cancel: () => {
          ending = 'cancelled';
        },
      },
      { highWaterMark: 0 },
    );
    const seen: string[] = [];
    for await (const { event } of readAnswerStream(body)) {
      seen.push(event.type);
      break;
    }
    expect(seen).toEqual([last]);
    await expect.poll(() => ending).toBe('read to its end');
  });

  it('ends the request when its reader leaves early', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(meta)),
      cancel: () => {
        cancelled = true;
      },
    });
    const seen: string[] = [];
    for await (const { event } of readAnswerStream(body)) {
      seen.push(event.type);
      break;
    }
    expect(seen).toEqual(['meta']);
    expect(cancelled).toBe(true);
  });
});
