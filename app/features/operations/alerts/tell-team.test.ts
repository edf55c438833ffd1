import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestAdmin } from '#app/features/identity/testing.ts';
import type { Mail, Mailer } from '#app/platform/mail.ts';
import { signWebhook } from '#app/platform/webhook.ts';
import type { Database } from '#db/client.ts';
import { alertFirings, alertSilences } from '#db/schema/operations.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { alertWays } from './tell-of-alerts.server.ts';
import { tellTeam } from './tell-team.server.ts';

const SECRET = 'a secret of thirty-two characters';
const system = systemScope('test');
const id = v7();
const silenceId = v7();
let settings = {
  ALERT_MAIL_TO: ['on-call@example.com', 'team@example.com'],
  ALERT_WEBHOOK_URL: '',
  ALERT_WEBHOOK_SECRET: SECRET,
};
let database: Database;
let receiver: Server;
let answers: number;
let got: { headers: Record<string, string | string[] | undefined>; text: string }[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const adminId = await createTestAdmin();
  const at = new Date('2026-12-01T02:00:00Z');
  await withScope(system, async (tx) => {
    const fired = { id, rule: 'chat-slow', state: 'critical' as const, startedAt: at, seenAt: at, value: 6.25 };
    await tx.insert(alertFirings).values({ ...fired, process: 'web' });
    const quiet = { id: silenceId, rule: 'jobs-late', reason: 'A builder moves house', setBy: adminId };
    await tx.insert(alertSilences).values({ ...quiet, createdAt: at, endsAt: new Date('2026-12-02T02:00:00Z') });
  });
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, text });
      response.writeHead(answers, answers === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise((done) => receiver.close(done));
  await database.close();
});
beforeEach(() => {
  answers = 204;
  got = [];
  const { port } = receiver.address() as AddressInfo;
  settings = { ...settings, ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/hook` };
});

const sent: Mail[] = [];
const mailer: Mailer = {
  kind: 'outbox',
  send: (mail) => {
    sent.push(mail);
    return Promise.resolve();
  },
};
const tell = (what: Parameters<typeof tellTeam>[1]['what'], way: 'mail' | 'webhook', of = id, jobId = v7()) =>
  tellTeam(system, { what, id: of, way, jobId }, mailer, settings);

describe('D9: the team is told', () => {
  it('by mail: what stands since when, its thresholds and what to do', async () => {
    expect(await tell('fired', 'mail')).toBe(true);
    const mail = sent.at(-1);
    expect(mail).toMatchObject({
      to: 'on-call@example.com, team@example.com',
      subject: 'OpenHouse AI, critical: Chat slow',
      at: new Date('2026-12-01T02:00:00Z'),
    });
    expect(mail?.text).toContain('Chat slow: critical since 2026-12-01 02:00:00 UTC. Measured when it fired: 6 s.');
    expect(mail?.text).toContain('Its thresholds: warning above 3 s, critical above 5 s.');
    expect(mail?.text).toContain(`/admin/alerts/${id}`);
  });

  it('by webhook: signed over its id, its moment and its body', async () => {
    const jobId = v7();
    expect(await tell('fired', 'webhook', id, jobId)).toBe(true);
    const [{ headers, text } = { headers: {}, text: '' }] = got;
    expect(headers['webhook-id']).toBe(jobId);
    const timestamp = String(headers['webhook-timestamp']);
    expect(headers['webhook-signature']).toBe(`v1,${signWebhook({ id: jobId, timestamp, text }, SECRET)}`);
    expect(headers['webhook-signature']).not.toBe(`v1,${signWebhook({ id: jobId, timestamp, text }, `${SECRET}x`)}`);
    expect(JSON.parse(text)).toMatchObject({
      type: 'alert.fired',
      data: { rule: 'chat-slow', state: 'critical', value: 6.25, unit: 'seconds', until: null },
    });
  });

  it('of a silence: which rule, by whom, why and until when', async () => {
    expect(await tell('silenced', 'webhook', silenceId)).toBe(true);
    expect(JSON.parse(got[0]?.text ?? '')).toMatchObject({
      type: 'alert.silenced',
      data: { rule: 'jobs-late', reason: 'A builder moves house', until: '2026-12-02T02:00:00.000Z' },
    });
    await tell('silenced', 'mail', silenceId);
    expect(sent.at(-1)?.text).toContain('Nobody is told of Jobs late until 2026-12-02 02:00:00 UTC');
  });

  it.each([
    [500, false],
    [429, false],
    [302, true],
    [401, true],
  ])('a receiver that answers %i: for good is %s', async (status, permanent) => {
    answers = status;
    await expect(tell('fired', 'webhook')).rejects.toMatchObject({ name: 'UpstreamError', permanent });
    expect(got).toHaveLength(1);
  });

  it('a receiver that is not there is asked again', async () => {
    settings = { ...settings, ALERT_WEBHOOK_URL: 'http://127.0.0.1:9/hook' };
    await expect(tell('fired', 'webhook')).rejects.toMatchObject({ name: 'UpstreamError', permanent: false });
  });

  it('of what is not kept any more nobody is', async () => {
    expect(await tell('fired', 'mail', v7())).toBe(false);
    expect(await tell('unsilenced', 'webhook', v7())).toBe(false);
    expect(got).toEqual([]);
  });

  it('in the ways that are set', () => {
    expect(alertWays({ ALERT_MAIL_TO: [], ALERT_WEBHOOK_URL: undefined })).toEqual([]);
    expect(alertWays(settings)).toEqual(['mail', 'webhook']);
  });
});
