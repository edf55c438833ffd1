import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Mail, Mailer } from '#app/platform/mail.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { action, loader } from '#app/routes/sign-in_.link.$token.tsx';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import type { Database } from '#db/client.ts';
import { findSignInLink, insertSignInLink } from '#db/queries/identity/sign-in-links.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { signInLinks } from '#db/schema/identity.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { anonymousScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { mailSend } from '#inngest/functions/mail-send.ts';
import { signInLinkIssue } from '#inngest/functions/sign-in-link-issue.ts';
import { quiet, startBench, type JobBench } from '#inngest/functions/testing/job-bench.ts';
import { recordStatements } from '../../../../perf/bench/record-statements.ts';
import { issueSignInLinks } from './issue-sign-in-links.server.ts';
import { renewOwnerSession } from '../sessions/owner-session.server.ts';
import { sendSignInLink } from './send-sign-in-link.server.ts';
import { action as signInPage } from '#app/routes/sign-in.tsx';
import { createTestTenant, homeownerTokenOf, requireHomeownerSession, type TestTenant } from '../testing.ts';
import { cookieOf } from '../testing/answers.ts';
import { signOutEverywhere } from '../sessions/sign-out-everywhere.server.ts';

let database: Database;
let home: TestTenant;
let count = 0;
const sent: Mail[] = [];
const mailer: Mailer = {
  kind: 'outbox',
  async send(mail) {
    sent.push(mail);
  },
};
let bench: JobBench;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([signInLinkIssue, mailSend(() => mailer)]);
});
afterAll(async () => {
  await bench.stop();
  await database.close();
});
beforeEach(async () => {
  resetRateLimits();
  sent.length = 0;
  home = await createTestTenant(`builder-${(count += 1)}`, { claimed: true });
});

const request = (email: unknown, headers: Record<string, string> = {}) =>
  sendSignInLink(new Request('http://127.0.0.1:3000/sign-in', { method: 'POST', headers }), { email });
/** Asks, and waits until all that follows from it is done. */
const ask = async (email: unknown, headers: Record<string, string> = {}) => {
  const { message } = await request(email, headers);
  await quiet();
  return message;
};
const tokenOf = (mail: Mail) => /\/sign-in\/link\/([\w-]{43})\n/.exec(mail.text)![1]!;
const link = async () => {
  await ask(home.email);
  return tokenOf(sent[0]!);
};
/** A further link of the owner, past the limit of mails. */
const anotherLink = async () => {
  const token = randomToken();
  const row = {
    tenantId: home.tenantId,
    id: v7(),
    homeownerId: home.homeownerId,
    tokenHash: hashToken(token),
    lifetime: 900_000,
  };
  await withScope(platform, (tx) => insertSignInLink(tx, row));
  return token;
};
const call = (handler: typeof action | typeof loader, token: string, init: RequestInit = {}) =>
  (
    handler({
      request: new Request(`http://127.0.0.1:3000/sign-in/link/${token}`, init),
      params: { token },
      context: {},
    }) as Promise<Response>
  ).catch((thrown: unknown) => thrown as Response);
const press = (token: string, headers: Record<string, string> = {}) => call(action, token, { method: 'POST', headers });
const platform = systemScope('test');

describe('asking for a link', () => {
  test('a claimed owner gets one by mail; the database keeps only its hash', async () => {
    await ask(home.email.toUpperCase());
    expect(sent).toMatchObject([{ subject: `Sign in to 1 Long Avenue, ${home.slug} Park` }]);
    expect(sent[0]!.text).toContain('http://127.0.0.1:3000/sign-in/link/');
    const rows = await withScope(platform, (tx) =>
      tx.select().from(signInLinks).where(eq(signInLinks.tenantId, home.tenantId)),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(tokenOf(sent[0]!));
    expect(rows[0]!.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  });

  test('an unknown address, one that has not claimed, and a former owner get the same words and no mail', async () => {
    const words = await ask(home.email);
    sent.length = 0;
    const unclaimed = await createTestTenant(`unclaimed-${count}`);
    const former = await createTestTenant(`former-${count}`, { claimed: true });
    await withScope(platform, (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, former.homeownerId)),
    );
    for (const email of ['nobody@nowhere.example', unclaimed.email, former.email]) expect(await ask(email)).toBe(words);
    expect(sent).toEqual([]);
  });

  test('a known and an unknown address take the same statements, round trips and sizes', async () => {
    // Jobs rest, so that the pool is the request's alone.
    await bench.stop();
    const asked = async (email: string) => {
      const transactions = await recordStatements(database.platformPool, async () => void (await request(email)));
      return transactions.map((statements) =>
        statements.map(([statement]) =>
          typeof statement === 'string' ? statement : (statement as { text: string }).text,
        ),
      );
    };
    const known = await asked(home.email);
    const unknown = await asked(home.email.replace('owner@', 'other@'));
    bench = await startBench([signInLinkIssue, mailSend(() => mailer)]);
    await quiet();
    expect(known).toHaveLength(1);
    expect(known.flat().join('\n')).toContain('insert into "outbox"');
    expect(unknown).toEqual(known);
    expect(sent).toHaveLength(1);
  });

  test('nothing that is kept of a request or of its mail holds the address or the token', async () => {
    await ask(home.email);
    const token = tokenOf(sent[0]!);
    const kept = await Promise.all(
      [
        'job_status',
        'outbox',
        'engine_events',
        'engine_runs',
        'engine_steps',
        'audit_log',
        'error_log',
        'sign_in_links',
      ].map(
        async (table) =>
          (
            await withScope(platform, (tx) =>
              tx.execute(sql`select row_to_json(t)::text as row from ${sql.identifier(table)} t`),
            )
          ).rows,
      ),
    );
    expect(kept[0]!.length).toBeGreaterThan(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(kept)).not.toContain(home.email);
  });

  test('E4: the fourth in ten minutes is refused, whether the address is known or not', async () => {
    for (const email of [home.email, 'nobody@nowhere.example']) {
      for (let time = 0; time < LIMITS['sign-in-link'].points; time += 1) await ask(email);
      await expect(ask(email)).rejects.toMatchObject({ status: 429 });
    }
  });

  test('E4: who asks for another one’s links uses up their own allowance; an inbox gets twelve at most', async () => {
    const from = (ip: string) =>
      runWithRequestContext({ requestId: 'r', method: 'POST', path: '/', ip, userAgent: '' }, () => ask(home.email));
    for (let time = 0; time < 3; time += 1) await from('203.0.113.1');
    await expect(from('203.0.113.1')).rejects.toMatchObject({ status: 429 });
    await from('203.0.113.2');
    for (const place of [3, 4, 5])
      for (let time = 0; time < 3; time += 1) await from(`203.0.113.${place}`).catch(() => {});
    await expect(from('203.0.113.6')).rejects.toMatchObject({
      status: 429,
      message: expect.stringContaining('each works for 15 minutes'),
    });
  });

  test('no address is 422, another site is 403', async () => {
    for (const email of [undefined, null, '', 'nonsense', 7])
      await expect(ask(email)).rejects.toMatchObject({ status: 422 });
    const form = new URLSearchParams({ form: 'link', email: home.email });
    const forged = new Request('http://localhost/sign-in', {
      method: 'POST',
      body: form,
      headers: { Origin: 'https://evil.example' },
    });
    await expect(signInPage({ request: forged, params: {}, context: {} })).rejects.toMatchObject({ status: 403 });
  });
});

describe('using a link', () => {
  test('E3: looking at it uses nothing up; pressing the button signs in for 30 days, once', async () => {
    const token = await link();
    const house = { label: '1 Long Avenue', development: `${home.slug} Park` };
    expect(await call(loader, token)).toEqual({ house, current: null });
    expect(await call(loader, token)).toEqual({ house, current: null });
    const response = await press(token);
    expect([response.status, response.headers.get('Location')]).toEqual([302, '/home']);
    expect(response.headers.get('Set-Cookie')).toContain('Max-Age=2592000');
    const session = await requireHomeownerSession(
      new Request('http://localhost/api/x', {
        headers: { Cookie: cookieOf(response) },
      }),
    );
    expect(session).toMatchObject({ claimed: true, scope: { houseId: home.houseId, homeownerId: home.homeownerId } });
    for (const again of [await press(token), await call(loader, token)])
      expect([again.status, again.headers.get('Set-Cookie')]).toEqual([410, null]);
  });

  test('E3: of two presses at once one signs in', async () => {
    const token = await link();
    const statuses = (await Promise.all([press(token), press(token)])).map((response) => response.status);
    expect(statuses.sort()).toEqual([302, 410]);
  });

  test('E3: an expired link, an unknown one, and one whose owner has moved out are 410', async () => {
    const expired = await link();
    await withScope(platform, (tx) =>
      tx
        .update(signInLinks)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(signInLinks.tenantId, home.tenantId)),
    );
    expect((await press(expired)).status).toBe(410);
    expect((await press('unknown')).status).toBe(410);
    sent.length = 0;
    const token = await link();
    await withScope(platform, (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
    );
    expect((await press(token)).status).toBe(410);
  });

  test('E3: when one of an owner’s links is used, the others die, also of two pressed at once', async () => {
    const tokens = [await link(), await anotherLink(), await anotherLink()];
    expect((await press(tokens[1]!)).status).toBe(302);
    for (const token of tokens) expect((await press(token)).status).toBe(410);
    const [one, other] = [await anotherLink(), await anotherLink()];
    expect((await Promise.all([press(one), press(other)])).map(({ status }) => status).sort()).toEqual([302, 410]);
  });

  test('E3: an owner has at most three open links, the newest', async () => {
    const tokens = [await link()];
    for (let more = 0; more < 4; more += 1) tokens.push(await anotherLink());
    const usable = await Promise.all(
      tokens.map(
        async (token) => (await withScope(anonymousScope, (tx) => findSignInLink(tx, hashToken(token)))) !== undefined,
      ),
    );
    expect(usable).toEqual([false, false, true, true, true]);
    const many = await Promise.all(Array.from({ length: 6 }, anotherLink));
    expect(
      (await Promise.all(many.map((token) => call(loader, token)))).filter((answer) => !(answer instanceof Response)),
    ).toHaveLength(3);
  });

  test('E3: a browser that was signed in has one session after it, the new one', async () => {
    const before = `homeowner_token=${await homeownerTokenOf(home)}`;
    const response = await press(await link(), { Cookie: before });
    const session = (cookie: string) =>
      requireHomeownerSession(new Request('http://localhost/api/x', { headers: { Cookie: cookie } }));
    await expect(session(cookieOf(response))).resolves.toBeDefined();
    await expect(session(before)).rejects.toMatchObject({ status: 401 });
  });

  test('E3: looking by HEAD uses nothing up either', async () => {
    const token = await link();
    await call(loader, token, { method: 'HEAD' });
    expect((await press(token)).status).toBe(302);
  });

  test('E8: another site cannot press it', async () => {
    const token = await link();
    expect((await press(token, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await press(token)).status).toBe(302);
  });

  test('E3: the session counts though the house’s other sessions have just been ended', async () => {
    const token = await link();
    const soon = new Date(Date.now() + 5_000);
    await withScope(platform, (tx) =>
      tx.update(houses).set({ sessionsValidFrom: soon }).where(eq(houses.id, home.houseId)),
    );
    const response = await press(token);
    await expect(
      requireHomeownerSession(
        new Request('http://localhost/api/x', {
          headers: { Cookie: cookieOf(response) },
        }),
      ),
    ).resolves.toBeDefined();
  });
});

describe('between asking and mailing', () => {
  /** Asks while no job runs, changes something, then lets the jobs run. */
  const meanwhile = async (change: () => Promise<unknown>) => {
    await ask('nobody@nowhere.example');
    await bench.stop();
    await request(home.email);
    const issued = await withScope(platform, (tx) => tx.select().from(outbox));
    expect(issued).toHaveLength(1);
    const { address, origin } = issued[0]!.event.data as { address: string; origin: string };
    await issueSignInLinks(systemScope('test'), { address, origin });
    await change();
    bench = await startBench([signInLinkIssue, mailSend(() => mailer)]);
    await quiet();
    return withScope(platform, (tx) =>
      tx
        .select()
        .from(jobStatus)
        .where(and(eq(jobStatus.tenantId, home.tenantId), eq(jobStatus.eventName, 'mail/send'))),
    );
  };

  test('a request that is looked up twice makes one link and one mail', async () => {
    const jobs = await meanwhile(async () => {});
    expect(jobs).toMatchObject([{ state: 'succeeded' }]);
    expect(sent).toHaveLength(1);
  });

  test('an owner who moves out, or is forgotten, gets nothing', async () => {
    expect(
      await meanwhile(() =>
        withScope(platform, (tx) =>
          tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
        ),
      ),
    ).toMatchObject([{ state: 'succeeded' }]);
    expect(sent).toEqual([]);
  });

  test('a forgotten owner gets nothing either', async () => {
    expect(
      await meanwhile(() =>
        withScope(platform, (tx) =>
          tx.update(homeowners).set({ email: null }).where(eq(homeowners.id, home.homeownerId)),
        ),
      ),
    ).toMatchObject([{ state: 'succeeded' }]);
    expect(sent).toEqual([]);
  });

  test('a link that ran out is not mailed: its job says what to do; one that was used is over', async () => {
    const links = eq(signInLinks.tenantId, home.tenantId);
    expect(
      await meanwhile(() =>
        withScope(platform, (tx) =>
          tx
            .update(signInLinks)
            .set({ expiresAt: new Date(Date.now() - 1) })
            .where(links),
        ),
      ),
    ).toMatchObject([{ state: 'failed', error: expect.stringContaining('ask for a new one') }]);
    home = await createTestTenant(`used-${count}`, { claimed: true });
    expect(
      await meanwhile(() =>
        withScope(platform, (tx) =>
          tx.update(signInLinks).set({ usedAt: new Date() }).where(eq(signInLinks.tenantId, home.tenantId)),
        ),
      ),
    ).toMatchObject([{ state: 'succeeded' }]);
    expect(sent).toEqual([]);
  });
});

test('E3: a renewal under way while the owner signs out on all devices gives nothing; nor does a link', async () => {
  const request = async (age: number) => {
    const token = await homeownerTokenOf(home, { issuedAt: new Date(Date.now() - age), lifetime: 30 * 86_400 });
    return new Request('http://localhost/home', { method: 'POST', headers: { Cookie: `homeowner_token=${token}` } });
  };
  const returning = await request(25 * 3_600_000);
  const session = await requireHomeownerSession(returning);
  const open = await link();
  await signOutEverywhere(await request(0));
  expect(await renewOwnerSession(returning, session)).toBeNull();
  expect((await press(open)).status).toBe(410);
  const after = await anotherLink();
  expect((await press(after)).status).toBe(302);
});
