import { createParser } from 'eventsource-parser';
import { homeownerTokenOf, type TestTenant } from '#app/features/identity/testing.ts';

/* Requests to the assistant's routes, and their streams, for integration tests. */

/**
 * A request with a JSON body to one of the assistant's routes, by the owner of `tenant`'s house; without `body` a GET.
 */
export async function ownersRequest(
  tenant: TestTenant,
  path: string,
  body?: unknown,
  init: { accept?: string; signal?: AbortSignal } = {},
): Promise<Request> {
  const headers = new Headers({ Authorization: `Bearer ${await homeownerTokenOf(tenant)}` });
  if (init.accept) headers.set('Accept', init.accept);
  if (body === undefined) return new Request(`http://localhost${path}`, { headers, signal: init.signal });
  headers.set('Content-Type', 'application/json');
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    headers,
    signal: init.signal,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export const contextOf = (tenant: TestTenant) => ({ development_id: tenant.developmentId, house_id: tenant.houseId });

export type StreamEvent = { id: string | undefined; event: string | undefined; data: Record<string, unknown> };

/** The events of a stream as they arrive. Comments are passed to `onComment`. */
export async function* readEvents(
  response: Response,
  onComment?: (comment: string) => void,
): AsyncGenerator<StreamEvent> {
  const waiting: StreamEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => waiting.push({ id, event, data: JSON.parse(data) as Record<string, unknown> }),
    onComment,
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* waiting.splice(0);
  }
}

/** All events of a stream, until it ends. */
export async function readAll(response: Response, onComment?: (comment: string) => void): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(response, onComment)) events.push(event);
  return events;
}

/** The text that the events told, as its reader has it. */
export const textOf = (events: readonly StreamEvent[]) =>
  events
    .filter(({ event }) => event === 'delta')
    .map(({ data }) => data.text)
    .join('');
