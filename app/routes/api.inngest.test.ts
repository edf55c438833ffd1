import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const KEY = 'signkey-test-0123456789abcdef0123456789abcdef';
const INNGEST = ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'];

beforeEach(() => {
  vi.resetModules();
  for (const name of INNGEST) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

type Call = { method?: string; direct?: boolean; headers?: Record<string, string>; body?: string; query?: string };

/** Calls the route as the server would under the given settings; each call reads the environment anew. */
async function call(
  settings: Record<string, string>,
  { method = 'GET', direct = true, headers = {}, body, query = '' }: Call = {},
): Promise<Response> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const context = await import('#app/platform/request-context.ts');
  const route = await import('./api.inngest.ts');
  const request = new Request(`http://app.example/api/inngest${query}`, {
    method,
    headers: { host: 'app.example', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return context.runWithRequestContext(
    { requestId: 'r', method, path: '/api/inngest', ip: '127.0.0.1', direct, userAgent: '' },
    () => (method === 'GET' ? route.loader : route.action)({ request, params: {}, context: {} }),
  );
}

const invocation = JSON.stringify({
  version: 2,
  event: { name: 'x', data: {} },
  events: [],
  steps: {},
  ctx: { run_id: 'r', attempt: 0 },
});

describe('C5, E1: who may call the job endpoint', () => {
  test.each(['GET', 'PUT', 'POST'])('%s: nobody, while the local engine does the work', async (method) => {
    const response = await call(
      {},
      { method, query: '?fnId=openhouse-jobs-sweep&stepId=step', ...(method === 'GET' ? {} : { body: invocation }) },
    );
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(((await response.json()) as { detail: string }).detail).toMatch(/INNGEST_BASE_URL/);
  });

  test('with a dev server and no signing key: callers of this machine only', async () => {
    const dev = { INNGEST_BASE_URL: 'http://127.0.0.1:1' };
    expect((await call(dev)).status).toBe(200);
    expect((await call(dev, { direct: false })).status).toBe(401);
    expect((await call(dev, { method: 'POST', direct: false, body: invocation })).status).toBe(401);
  });

  test('with a signing key: signed calls only, from anywhere', async () => {
    const signed = { INNGEST_BASE_URL: 'http://127.0.0.1:1', INNGEST_EVENT_KEY: 'event-key', INNGEST_SIGNING_KEY: KEY };
    const query = '?fnId=openhouse-no-such-function&stepId=step';
    const post = (headers: Record<string, string>) =>
      call(signed, { method: 'POST', direct: false, body: invocation, query, headers });
    const sign = (body: string, at: number) =>
      `t=${at}&s=${createHmac('sha256', KEY.replace(/^signkey-\w+-/, ''))
        .update(body)
        .update(String(at))
        .digest('hex')}`;
    const now = Math.floor(Date.now() / 1000);
    expect((await post({})).status).toBe(401);
    expect((await call(signed, { direct: false })).status).toBe(401);
    expect((await call(signed, { method: 'PUT', direct: false, body: '{}' })).status).toBe(401);
    expect((await call(signed, { method: 'POST', body: invocation, query })).status).toBe(401);
    expect((await post({ 'x-inngest-signature': sign(`${invocation} `, now) })).status).toBe(401);
    const canonical = JSON.stringify({
      ctx: { attempt: 0, run_id: 'r' },
      event: { data: {}, name: 'x' },
      events: [],
      steps: {},
      version: 2,
    });
    expect((await post({ 'x-inngest-signature': sign(canonical, now - 3600) })).status).toBe(401);
    const accepted = await post({ 'x-inngest-signature': sign(canonical, now) });
    expect(accepted.status).toBe(500);
    expect(await accepted.text()).toMatch(/no-such-function/);
  });
});
