import type { z } from 'zod';
import { wholeSeconds } from './errors.ts';

type UpstreamErrorOptions = {
  cause?: unknown;
  /** True when trying again cannot help until somebody changes something. Default false. */
  permanent?: boolean;
  /** Seconds that the service asks to wait before the next try. */
  retryAfter?: number;
};

/** Longest wait that a service's Retry-After is believed for, seconds. */
const MAX_RETRY_AFTER = 3600;

/**
 * A service of others failed. `message` is shown to staff on the job, so it says what to do and holds no key and no
 * address of a person. Job functions read `permanent`, and `retry-after` in `headers` (C5).
 */
export class UpstreamError extends Error {
  readonly permanent: boolean;
  readonly headers: Headers;

  constructor(message: string, options: UpstreamErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'UpstreamError';
    this.permanent = options.permanent ?? false;
    this.headers = new Headers();
    if (options.retryAfter !== undefined)
      this.headers.set('retry-after', String(Math.min(MAX_RETRY_AFTER, wholeSeconds(options.retryAfter))));
  }
}

export type UpstreamRequest = {
  /** How people know the service: "Nominatim". */
  service: string;
  url: URL;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: URLSearchParams;
  /** For the whole exchange, the body included. Milliseconds. */
  timeoutMs: number;
  maxBytes: number;
};

/**
 * Asks a service for JSON and checks it against `schema`. Throws UpstreamError: permanent for what is our mistake (4xx)
 * or too large; to be retried for a time-out, a broken connection, 408, 425, 429, 5xx and an answer that cannot be
 * read. Retry-After is kept.
 */
export async function fetchJson<S extends z.ZodType>(request: UpstreamRequest, schema: S): Promise<z.output<S>> {
  const text = await fetchText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UpstreamError(`${request.service} answered with something other than JSON. It is tried again.`, {
      cause,
    });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new UpstreamError(
      `${request.service} answered in a form that we do not know. It is tried again; check that its address in ` +
        'the settings is right.',
      { cause: parsed.error },
    );
  return parsed.data;
}

async function fetchText({
  service,
  url,
  method,
  headers,
  body,
  timeoutMs,
  maxBytes,
}: UpstreamRequest): Promise<string> {
  try {
    const response = await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      letGo(response.body?.cancel());
      throw refusal(service, response);
    }
    return await readBounded(service, response, maxBytes);
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    const reason =
      cause instanceof Error && cause.name === 'TimeoutError'
        ? `did not answer within ${Math.ceil(timeoutMs / 1000)} s`
        : 'could not be reached';
    throw new UpstreamError(`${service} ${reason}. It is tried again.`, { cause });
  }
}

function refusal(service: string, response: Response): UpstreamError {
  const { status } = response;
  const retryAfter = parseRetryAfter(response.headers.get('Retry-After'));
  if (status === 429)
    return new UpstreamError(`${service} has had too many requests from us. It is tried again later.`, { retryAfter });
  if (status >= 500 || status === 408 || status === 425)
    return new UpstreamError(`${service} has a problem of its own (HTTP ${status}). It is tried again.`, {
      retryAfter,
    });
  return new UpstreamError(
    `${service} refused the request (HTTP ${status}). Check its address and key in the settings, and whether it ` +
      'has blocked this server.',
    { permanent: true },
  );
}

/** Seconds of a Retry-After header, given as seconds or as a date; undefined when there is none that can be read. */
function parseRetryAfter(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? wholeSeconds(seconds) : undefined;
}

async function readBounded(service: string, response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      letGo(reader.cancel());
      throw new UpstreamError(
        `${service} answered with more than ${Math.floor(maxBytes / 1024)} KiB, more than we read. Check that ` +
          'its address in the settings is right.',
        { permanent: true },
      );
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Cancelling a body may take as long as its sender likes (a tee'd one, for ever), so nobody waits for it. */
function letGo(cancelled: Promise<void> | undefined): void {
  cancelled?.catch(() => {});
}
