export type FetchBounds = {
  /** Bytes of a good answer, decompressed. */
  maxBytes: number;
  /** The answer is a stream of server-sent events, each of at most so many bytes. */
  maxEventBytes?: number;
};

/** A model's server sent more than it may; nothing more is read. */
export class AnswerTooLarge extends Error {}

/** Bytes of a refusal's body that are read: enough for its reason. */
const MAX_REFUSAL_BYTES = 16_384;
/** What the SDK reads of a refusal beside its body. */
const REFUSAL_HEADERS = ['content-type', 'retry-after', 'retry-after-ms', 'x-request-id'];
/** The status that a redirect is handed on as. */
export const REDIRECTED = 421;
const REDIRECTED_BODY = JSON.stringify({
  error: { message: 'The address of the model redirects to another. Set OPENAI_BASE_URL to the one that answers.' },
});
const LF = 10;
const CR = 13;

/**
 * A fetch for the SDK that takes no more than its bounds from a model's server, and no redirect: the passages would go
 * to a host that nobody has named. A refusal's body is cut, a longer answer is an AnswerTooLarge. The work is linear in
 * the bytes that are read.
 */
export function createBoundedFetch({ maxBytes, maxEventBytes }: FetchBounds): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    const { status } = response;
    if (!response.ok) {
      const redirected = status >= 300 && status < 400;
      const text = redirected ? await leave(response) : await readHead(response, MAX_REFUSAL_BYTES);
      const kept = REFUSAL_HEADERS.flatMap((name) => [
        [name, (response.headers.get(name) ?? '').slice(0, 200)] as [string, string],
      ]).filter(([, value]) => value !== '');
      return new Response(text, {
        status: redirected ? REDIRECTED : status,
        headers: redirected ? { 'content-type': 'application/json' } : kept,
      });
    }
    if (!response.body) return response;
    const body = response.body.pipeThrough(maxEventBytes ? eventByEvent(maxBytes, maxEventBytes) : counted(maxBytes));
    return new Response(body, { status, headers: response.headers });
  };
}

async function leave(response: Response): Promise<string> {
  response.body?.cancel().catch(() => {});
  return REDIRECTED_BODY;
}

async function readHead(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value.subarray(0, maxBytes - size));
    size += value.length;
  }
  // Cancelling may take as long as the sender likes: nobody waits for it.
  reader.cancel().catch(() => {});
  return Buffer.concat(parts).toString('utf8');
}

function counted(maxBytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let total = 0;
  return new TransformStream({
    transform(chunk, controller) {
      total += chunk.length;
      if (total > maxBytes) throw new AnswerTooLarge(`The model’s server sent more than ${maxBytes} bytes.`);
      controller.enqueue(chunk);
    },
  });
}

/**
 * Passes whole events on, each by itself: the SDK copies what it has of an unfinished event, and of all that follow
 * one, again and again.
 */
function eventByEvent(
  maxBytes: number,
  maxEventBytes: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let total = 0;
  let lineIsBlank = true;
  let holdsText = false;
  const take = (part: Uint8Array<ArrayBuffer>): void => {
    size += part.length;
    if (size > maxEventBytes)
      throw new AnswerTooLarge(`The model’s server sent an event of more than ${maxEventBytes} bytes.`);
    if (part.length > 0) parts.push(part);
  };
  const release = (): Uint8Array<ArrayBuffer> | undefined => {
    const event = holdsText ? (Buffer.concat(parts) as Uint8Array<ArrayBuffer>) : undefined;
    parts = [];
    size = 0;
    holdsText = false;
    return event;
  };
  return new TransformStream({
    transform(chunk, controller) {
      total += chunk.length;
      if (total > maxBytes) throw new AnswerTooLarge(`The model’s server sent more than ${maxBytes} bytes.`);
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte === CR) continue;
        if (byte !== LF) {
          lineIsBlank = false;
          holdsText = true;
          continue;
        }
        if (lineIsBlank) {
          take(chunk.subarray(from, at + 1));
          from = at + 1;
          const event = release();
          if (event) controller.enqueue(event);
        }
        lineIsBlank = true;
      }
      take(chunk.subarray(from));
    },
    flush(controller) {
      const event = release();
      if (event) controller.enqueue(event);
    },
  });
}
