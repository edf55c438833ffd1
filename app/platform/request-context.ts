import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of a request carries. Guards add tenant and actor once they are known. */
export type RequestContext = {
  requestId: string;
  method: string;
  path: string;
  ip: string;
  /** A program on this machine asked this process itself; nobody passed the request on. */
  direct?: boolean;
  userAgent: string;
  route?: string;
  tenantId?: string;
  actor?: string;
  /** Of the trace that the request belongs to, while traces are kept (D8). */
  traceId?: string;
  /** It came before the application was ready: its 503 is an answer, not a fault. */
  starting?: boolean;
  /** It was answered that it takes too long: what its work still throws is nobody's. */
  timedOut?: boolean;
  /** Seconds to wait that its refusal spoke of, for the header: Remix drops what a page's loader sets. */
  retryAfter?: number;
  /** Milliseconds spent by kind (`db`, `model`, …), for Server-Timing. */
  timings?: Record<string, number>;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` with `context` readable from everything it awaits. */
export function runWithRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The current request's context, or undefined outside one (start-up, a job). */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Adds facts to the current request's context; outside a request it does nothing. */
export function extendRequestContext(facts: Partial<RequestContext>): void {
  const context = storage.getStore();
  if (context) Object.assign(context, facts);
}

/** Adds `milliseconds` to what the current request spent on `kind`; outside a request it does nothing. */
export function addRequestTiming(kind: string, milliseconds: number): void {
  const context = storage.getStore();
  if (!context) return;
  context.timings ??= {};
  context.timings[kind] = (context.timings[kind] ?? 0) + milliseconds;
}
