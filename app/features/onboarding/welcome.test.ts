import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { developerOf, requireHomeowner, staffCookieOf, type TestTenant } from '#app/features/identity/testing.ts';
import { cookieOf, settle } from '#app/features/identity/testing/answers.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { action as resolve } from '#app/routes/api.qr.resolve.ts';
import { loader as inbox } from '#app/routes/developer.inbox._index.tsx';
import { loader as scan } from '#app/routes/onboarding._index.tsx';
import { action as accept, loader as welcome } from '#app/routes/welcome.tsx';
import { action as notMe, loader as notMePage } from '#app/routes/welcome_.not-me.tsx';
import { homeowners } from '#db/schema/homes.ts';
import { ownerSessions } from '#db/schema/identity.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { wrongNames } from '#db/schema/privacy.ts';
import { developments } from '#db/schema/tenancy.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { acceptLegalTexts, listUnaccepted } from './accept-legal-texts.server.ts';
import { createQrToken } from './qr-tokens.server.ts';
import { writeWrongNameMail } from './write-wrong-name-mail.server.ts';

/** What is asked and said on the welcome before a house is opened (F1, E10). */

const world = builderPerTest();
const platform = systemScope('test');
let home: TestTenant;
let token: string;

beforeEach(async () => {
  ({ home } = world);
  ({ token } = await withScope(developerOf(home), (tx) => createQrToken(tx, developerOf(home), home.houseId)));
});

const args = (path: string, cookie = '', fields?: Record<string, string>) => ({
  request: new Request(`http://localhost${path}`, {
    headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', ...(cookie ? { Cookie: cookie } : {}) },
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  }),
  params: {},
  context: {},
});
const scanned = async () => cookieOf(await settle(scan(args(`/onboarding?uid=${token}`))));
const open = (cookie: string, fields: Record<string, string> = {}) => settle(accept(args('/welcome', cookie, fields)));
const claimedAt = async () => {
  const [owner] = await withScope(platform, (tx) =>
    tx.select({ at: homeowners.claimedAt }).from(homeowners).where(eq(homeowners.id, home.homeownerId)),
  );
  return owner!.at;
};

describe('terms and privacy notice', () => {
  test('are accepted with the house, in the version of that day, and not asked for again', async () => {
    expect((await open(await scanned())).headers.get('Location')).toBe('/home');
    expect(await listUnaccepted(ownerOf(home))).toEqual([]);
  });

  test('are asked for where nothing was accepted, once', async () => {
    expect(await listUnaccepted(ownerOf(home))).toEqual(['terms', 'privacy']);
    await acceptLegalTexts(ownerOf(home));
    await acceptLegalTexts(ownerOf(home));
    expect(await listUnaccepted(ownerOf(home))).toEqual([]);
  });

  test('the device on which the house was opened is listed', async () => {
    await open(await scanned());
    const rows = await withScope(platform, (tx) =>
      tx.select().from(ownerSessions).where(eq(ownerSessions.homeownerId, home.homeownerId)),
    );
    expect(rows).toMatchObject([
      { houseId: home.houseId, userAgent: expect.stringContaining('Firefox'), endedAt: null },
    ]);
  });
});

describe('“This is not me”', () => {
  const say = (cookie: string) => settle(notMe(args('/welcome/not-me', cookie, {})));

  test('claims nothing, tells the builder, ends the session and leads on', async () => {
    const cookie = await scanned();
    const answer = await say(cookie);
    expect(answer.status).toBe(302);
    const to = answer.headers.get('Location')!;
    expect(await notMePage(args(to))).toEqual({
      house: { label: '1 Long Avenue', development: `${home.slug} Park`, builder: `${home.slug} Homes` },
    });
    expect(answer.headers.get('Set-Cookie')).toMatch(/^homeowner_token=; Max-Age=0/);
    await expect(requireHomeowner(args('/api/x', cookie).request)).rejects.toMatchObject({ status: 401 });
    expect(await claimedAt()).toBeNull();

    const { reports, jobs, audit } = await withScope(platform, async (tx) => ({
      reports: await tx.select().from(wrongNames).where(eq(wrongNames.houseId, home.houseId)),
      jobs: await tx.select({ event: jobStatus.event }).from(jobStatus).where(eq(jobStatus.tenantId, home.tenantId)),
      audit: await tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.tenantId, home.tenantId), eq(auditLog.action, 'house.not-mine'))),
    }));
    expect([reports.length, audit.length]).toEqual([1, 1]);
    expect(jobs).toMatchObject([{ event: { name: 'mail/send', data: { mail: 'wrong-name', id: reports[0]!.id } } }]);
    const mail = await writeWrongNameMail(jobScope('test', home.tenantId), {
      id: reports[0]!.id,
      origin: 'http://localhost:3000',
    });
    expect(mail).toMatchObject({
      to: `care@${home.slug}.example`,
      subject: `The wrong name at 1 Long Avenue, ${home.slug} Park`,
    });
    expect(mail!.text).toContain('greeted as Aoife Ní Bhriain');
    const manager = await staffCookieOf({ userId: home.developerId, tenantId: home.tenantId });
    expect(await inbox(args('/developer/inbox', manager))).toMatchObject({
      wrongNames: [{ houseId: home.houseId, house: '1 Long Avenue' }],
    });
    // The code still opens the house to whoever it is for.
    expect((await open(await scanned())).headers.get('Location')).toBe('/home');
  });

  test('an owner, who has said the opposite, is led home; nobody is led to the sign-in', async () => {
    const owner = cookieOf(await open(await scanned()));
    expect((await say(owner)).headers.get('Location')).toBe('/home');
    expect((await say('')).headers.get('Location')).toBe('/sign-in?next=%2Fwelcome%2Fnot-me');
    await expect(requireHomeowner(args('/api/x', owner).request)).resolves.toBeDefined();
  });
});

describe('where the surname is asked for', () => {
  beforeEach(async () => {
    await withScope(platform, (tx) =>
      tx.update(developments).set({ asksSurname: true }).where(eq(developments.id, home.developmentId)),
    );
  });

  test('the house opens to the purchaser’s, and to no other', async () => {
    const cookie = await scanned();
    for (const fields of [{}, { surname: '' }, { surname: 'Murphy' }, { surname: 'Aoife' }] as Record<
      string,
      string
    >[]) {
      expect(await open(cookie, fields)).toMatchObject({
        data: { surname: expect.stringContaining('surname') },
        init: { status: 422 },
      });
      expect(await claimedAt()).toBeNull();
    }
    expect((await open(cookie, { surname: 'NI BHRIAIN' })).headers.get('Location')).toBe('/home');
  });

  test('neither the greeting nor the code tells it', async () => {
    const shown = JSON.stringify(await welcome(args('/welcome', await scanned())));
    expect(shown).toContain('1 Long Avenue');
    expect(shown).not.toContain('Bhriain');
    const answer = await resolve({
      ...args('/api/qr/resolve'),
      request: new Request('http://localhost/api/qr/resolve', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token }),
      }),
    });
    expect(await answer.json()).toMatchObject({ purchaser: { full_name: 'A. N. B.' } });
  });

  test('it is not guessed', async () => {
    const cookie = await scanned();
    for (let guess = 0; guess < LIMITS.surname.points; guess += 1)
      expect(await open(cookie, { surname: `Guess ${guess}` })).toMatchObject({ init: { status: 422 } });
    expect((await open(cookie, { surname: 'Ní Bhriain' })).status).toBe(429);
    expect(await claimedAt()).toBeNull();
  });
});
