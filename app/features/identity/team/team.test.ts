import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { action, loader } from '#app/routes/developer.team.tsx';
import { action as join, loader as invitation } from '#app/routes/join.$token.tsx';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { staffInvitations, staffUsers } from '#db/schema/identity.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import type { Team } from './read-team.server.ts';
import { createTestTenant, requireDeveloper, staffCookieOf, type TestTenant } from '../testing.ts';
import { writeStaffInvitation } from './write-staff-invitation.server.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  other = await createTestTenant('other');
});
afterAll(() => database.close());
beforeEach(async () => {
  resetRateLimits();
  builder = await createTestTenant(`builder-${(count += 1)}`);
});

const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);
const cookieOf = (userId: string, tenantId = builder.tenantId) => staffCookieOf({ userId, tenantId });
const managers = () => cookieOf(builder.developerId);

function statusOf(answer: unknown): number {
  if (answer instanceof Response) return answer.status;
  return (answer as { init: { status: number } }).init.status;
}

async function post(intent: string, fields: Record<string, string>, cookie?: string): Promise<number> {
  const request = new Request(`http://localhost/developer/team?intent=${intent}`, {
    method: 'POST',
    headers: { Cookie: cookie ?? (await managers()) },
    body: new URLSearchParams(fields),
  });
  return statusOf(await action({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown));
}

async function team(): Promise<Team> {
  const request = new Request('http://localhost/developer/team', { headers: { Cookie: await managers() } });
  return (await loader({ request, params: {}, context: {} })) as Team;
}

/** Invites `email`; the token of the mail. */
async function invite(email: string, role = 'viewer'): Promise<string> {
  expect(await post('invite', { email, role })).toBe(302);
  const { invitations } = await team();
  const sent = invitations.find((one) => one.email === email)!;
  const jobs = await asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, sent.id)));
  expect(jobs).toMatchObject([{ event: { name: 'mail/send', data: { mail: 'staff-invitation', id: sent.id } } }]);
  const mail = await writeStaffInvitation(jobScope('test', builder.tenantId), {
    id: sent.id,
    origin: 'http://localhost',
  });
  expect(mail?.to).toBe(email);
  return /\/join\/([\w-]{43})\n/.exec(mail?.text ?? '')?.[1] ?? '';
}

async function accept(token: string, fields: Record<string, string> = {}): Promise<{ status: number; cookie: string }> {
  const request = new Request(`http://localhost/join/${token}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ full_name: 'New Colleague', password: 'correct horse battery', ...fields }),
  });
  const answer = await join({ request, params: { token }, context: {} }).catch((thrown: unknown) => thrown);
  const cookies = answer instanceof Response ? answer.headers.getSetCookie() : [];
  return { status: statusOf(answer), cookie: cookies.map((one) => one.split(';')[0]).join('; ') };
}

const enters = (cookie: string) => requireDeveloper(new Request('http://localhost/', { headers: { Cookie: cookie } }));

describe('G13: a team', () => {
  test('who is invited joins once with their role, and a viewer may change nothing', async () => {
    const token = await invite('new@x.example');
    const before = await invitation({
      request: new Request('http://localhost/join/x'),
      params: { token },
      context: {},
    });
    expect(before).toMatchObject({ email: 'new@x.example', role: 'viewer' });
    expect((await accept(token, { password: 'short' })).status).toBe(422);
    const joined = await accept(token);
    expect(joined.status).toBe(302);
    await expect(enters(joined.cookie)).resolves.toMatchObject({ tenantId: builder.tenantId });
    expect((await accept(token)).status).toBe(410);
    const { members, invitations } = await team();
    expect(invitations).toEqual([]);
    expect(members).toMatchObject([
      { id: builder.developerId, role: 'manager', is_self: true },
      { role: 'viewer', is_self: false },
      { full_name: 'New Colleague', email: 'new@x.example', role: 'viewer' },
    ]);
    for (const intent of ['invite', 'take-back', 'role', 'remove'])
      expect(
        await post(intent, { email: 'x@x.example', member: builder.developerId, role: 'viewer' }, joined.cookie),
      ).toBe(403);
  });

  test('an invitation that is taken back or sent anew is good no more', async () => {
    const first = await invite('twice@x.example');
    const second = await invite('twice@x.example', 'manager');
    expect((await accept(first)).status).toBe(410);
    const [open] = (await team()).invitations;
    expect(await post('take-back', { member: open!.id })).toBe(302);
    expect(await post('take-back', { member: open!.id })).toBe(404);
    expect((await accept(second)).status).toBe(410);
  });

  test('who is removed is signed out at once, and comes back by a new invitation with nothing of before', async () => {
    const joined = await accept(await invite('leaver@x.example', 'manager'));
    const leaver = (await team()).members.find(({ email }) => email === 'leaver@x.example')!;
    expect(await post('remove', { member: leaver.id })).toBe(302);
    expect(await post('remove', { member: leaver.id })).toBe(404);
    await expect(enters(joined.cookie)).rejects.toMatchObject({ status: 401 });
    const back = await accept(await invite('Leaver@x.example'));
    expect(back.status).toBe(302);
    await expect(enters(joined.cookie)).rejects.toMatchObject({ status: 401 });
    await expect(enters(back.cookie)).resolves.toBeDefined();
    expect((await team()).members.find(({ id }) => id === leaver.id)).toMatchObject({ role: 'viewer' });
  });

  test('the last manager stays one, also when two remove each other at once', async () => {
    expect(await post('remove', { member: builder.developerId })).toBe(409);
    expect(await post('role', { member: builder.developerId, role: 'viewer' })).toBe(409);
    expect(await post('role', { member: builder.viewerId, role: 'manager' })).toBe(302);
    const [one, two] = [await managers(), await cookieOf(builder.viewerId)];
    const answers = await Promise.all([
      post('remove', { member: builder.viewerId }, one),
      post('remove', { member: builder.developerId }, two),
    ]);
    expect(answers).toContain(302);
    const left = await asSystem((tx) => tx.select().from(staffUsers).where(eq(staffUsers.tenantId, builder.tenantId)));
    expect(left.filter(({ role, disabledAt }) => role === 'manager' && !disabledAt)).toHaveLength(1);
  });

  test('E2: nobody of another builder’s is removed or promoted, nor is there a second account', async () => {
    expect(await post('remove', { member: other.viewerId })).toBe(404);
    expect(await post('role', { member: other.viewerId, role: 'manager' })).toBe(404);
    expect(await post('invite', { email: `viewer-${builder.email}`, role: 'viewer' })).toBe(409);
    expect(await post('invite', { email: 'no address', role: 'viewer' })).toBe(422);
    expect(await post('invite', { email: 'x@x.example', role: 'admin' })).toBe(422);
    const token = await invite(`viewer-${other.email}`);
    expect((await accept(token)).status).toBe(409);
    const [kept] = await asSystem((tx) => tx.select().from(staffUsers).where(eq(staffUsers.id, other.viewerId)));
    expect(kept).toMatchObject({ tenantId: other.tenantId, passwordHash: 'none' });
    const [open] = await asSystem((tx) =>
      tx.select().from(staffInvitations).where(eq(staffInvitations.tenantId, builder.tenantId)),
    );
    expect(open?.acceptedAt).toBeNull();
  });
});
