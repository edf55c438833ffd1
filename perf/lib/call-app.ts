import http, { type RefinedResponse, type ResponseType } from 'k6/http';
import { fail } from 'k6';
import exec from 'k6/execution';
import { houses, settings } from './input.ts';
import type { LoadHouse } from './load-input.ts';
import { record, type Step } from './steps.ts';

export type Answer = RefinedResponse<ResponseType>;

/** Longer than any target; a request that takes this long is a time-out, which A6 forbids. */
const TIMEOUT = '30s';

/** Every request of a homeowner: bearer, cookie and tenant (A2). */
export function ownerHeaders(house: LoadHouse): Record<string, string> {
  return {
    Authorization: `Bearer ${house.token}`,
    Cookie: `homeowner_token=${house.token}`,
    'X-Tenant-Slug': settings.tenant_slug,
  };
}

export type Call = {
  step: Step;
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string | ArrayBuffer | Parameters<typeof http.request>[2];
  /** The statuses that are no failure; the first is the usual one. */
  expect: readonly number[];
  /** Looks at an expected answer; a text is the kind of its failure. */
  judge?: (answer: Answer) => string | null;
  /** For the list of failures: what was asked. */
  about?: string;
  /** URL with ids, grouped under the path's template. */
  name: string;
};

/**
 * Sends one request, records its step (duration, outcome) and returns the answer. Redirects are not followed: each is a
 * step to be checked.
 */
export function call({ step, method = 'GET', path, headers, body, expect, judge, about, name }: Call): Answer {
  const answer = http.request(method, `${settings.base_url}${path}`, body as string | undefined, {
    headers: { ...headers },
    redirects: 0,
    timeout: TIMEOUT,
    responseCallback: http.expectedStatuses(...expect),
    tags: { name, step },
  });
  const failure = expect.includes(answer.status) ? judged(answer, judge) : statusFailure(answer);
  record(step, answer.timings.duration, failure, {
    status: answer.status,
    request_id: header(answer, 'X-Request-Id'),
    about,
    detail: failure ? excerpt(answer) : undefined,
  });
  return answer;
}

function judged(answer: Answer, judge: Call['judge']): string | null {
  try {
    return judge?.(answer) ?? null;
  } catch {
    return 'malformed answer';
  }
}

function statusFailure(answer: Answer): string {
  if (answer.status !== 0) return `HTTP ${answer.status}`;
  return answer.error_code === 1050 ? 'time-out' : 'no connection';
}

const excerpt = (answer: Answer) => (typeof answer.body === 'string' ? answer.body.slice(0, 240) : answer.error || '');

/** A header by name, whatever its case on the wire. */
export function header(answer: Answer, name: string): string | undefined {
  return Object.entries(answer.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Ends the run at once when the target is down or refuses the first token: no figure of such a run means anything. */
export function assertTargetIsUp(): void {
  const ready = http.get(`${settings.base_url}/readyz`, { timeout: '10s', tags: { name: '/readyz', step: 'setup' } });
  if (ready.status !== 200)
    abort(
      `${settings.base_url}/readyz answers ${ready.status || ready.error}: start the application, or correct BASE_URL.`,
    );
  const first = houses[0];
  if (!first) return abort('There is no house to be: the harness wrote an empty list.');
  const signedIn = http.get(`${settings.base_url}/api/documents?limit=1`, {
    headers: ownerHeaders(first),
    timeout: '10s',
    tags: { name: '/api/documents', step: 'setup' },
  });
  if (signedIn.status === 401)
    abort(`The tokens are refused (401): SESSION_SECRET is not that of the deployment at ${settings.base_url}.`);
  if (signedIn.status === 403)
    abort(`The tokens are refused (403): the tenant slug ${settings.tenant_slug} is not that of the houses.`);
  if (signedIn.status !== 200)
    abort(
      `GET /api/documents answers ${signedIn.status || signedIn.error} to the first house: look into the ` +
        `application's error log.`,
    );
}

function abort(message: string): void {
  exec.test.abort(message);
  fail(message);
}
