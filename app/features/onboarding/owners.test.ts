import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createFormerOwner,
  createTestTenant,
  homeownerTokenOf,
  requireHomeowner,
  staffCookieOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { loader as listRoute } from '#app/routes/api.homeowners.ts';
import { action, loader } from '#app/routes/developer.units.$unitId.tsx';
import type { HomeownerItem } from '#app/features/homes/list-homeowners.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import type { Database } from '#db/client.ts';
import { conversations, messages } from '#db/schema/assistant.ts';
import { homeowners, houses, invitations, qrTokens } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import type { HouseAccess } from './describe-access.server.ts';
import { writeInvitationMail } from './write-invitation-mail.server.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
let manager: string;
let viewer: string;
const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);

/** A house of the builder's with an owner, claimed `claimedDay`, last seen `seen`. */
async function addHouse(
  label: string,
  fullName: string,
  more: { claimedAt?: Date; seen?: string; email?: string } = {},
) {
  const house = { ...builder, houseId: v7(), homeownerId: v7(), houseType: 'B' };
  await asSystem(async (tx) => {
    await tx.insert(houses).values({
      tenantId: builder.tenantId,
      id: house.houseId,
      developmentId: builder.developmentId,
      houseType: 'B',
      label,
      address: label,
    });
    await tx.insert(homeowners).values({
      tenantId: builder.tenantId,
      id: house.homeownerId,
      houseId: house.houseId,
      fullName,
      email: more.email ?? null,
      claimedAt: more.claimedAt ?? null,
      lastSeenOn: more.seen ?? null,
    });
  });
  return house;
}

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder', { claimed: true, fullName: 'aoife ní bhriain' });
  other = await createTestTenant('other', { claimed: true });
  manager = await staffCookieOf({ userId: builder.developerId, tenantId: builder.tenantId });
  viewer = await staffCookieOf({ userId: builder.viewerId, tenantId: builder.tenantId });
  await createFormerOwner(builder);
  await addHouse('3 Long Avenue', 'Zoë 🏡 Walsh', {
    claimedAt: new Date('2026-01-02T10:00:00.120Z'),
    seen: '2026-03-01',
  });
  await addHouse('4 Long Avenue', 'محمد', { claimedAt: new Date('2026-01-02T10:00:00.120Z'), email: 'm@x.example' });
  await addHouse('5 Long Avenue', 'N'.repeat(200));
});
afterAll(() => database.close());

async function list(query: Record<string, string> = {}, cookie = manager) {
  const response = await listRoute({
    request: new Request(`http://localhost/api/homeowners?${new URLSearchParams(query)}`, {
      headers: { Cookie: cookie },
    }),
    params: {},
    context: {},
  });
  const body = (await response.json()) as { items: HomeownerItem[]; next_cursor: string | null };
  return { status: response.status, body };
}
const names = async (query?: Record<string, string>) =>
  (await list(query)).body.items.map(({ full_name: name }) => name.slice(0, 4).trim());

describe('G2, B1: GET /api/homeowners', () => {
  test.each([
    [{}, ['aoif', 'NNNN', 'Zoë', 'محمد']],
    [{ sort: '-name' }, ['محمد', 'Zoë', 'NNNN', 'aoif']],
    [{ sort: 'seen' }, ['aoif', 'محمد', 'NNNN', 'Zoë']],
    [{ status: 'unclaimed' }, ['NNNN']],
    [{ status: 'claimed', house_type: 'B', sort: '-name' }, ['محمد', 'Zoë']],
    [{ status: 'moved-out' }, ['Form']],
    [{ status: 'invited' }, []],
    [{ q: 'M@X' }, ['محمد']],
    [{ q: '3 long' }, ['Zoë']],
    [{ q: '%' }, []],
    [{ development_id: '01900000-0000-7000-8000-000000000000' }, []],
  ])('%j gives %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test.each(['name', '-name', 'claimed', '-claimed', 'seen', '-seen'])(
    'sorted by %s every owner comes once, page by page, those of one moment or day too',
    async (sort) => {
      const all = (await list({ sort })).body.items;
      expect(all).toHaveLength(4);
      const paged: HomeownerItem[] = [];
      let cursor: string | null = null;
      do {
        const { status, body } = await list({ sort, limit: '1', ...(cursor ? { cursor } : {}) });
        expect(status).toBe(200);
        paged.push(...body.items);
        cursor = body.next_cursor;
      } while (cursor);
      expect(paged).toEqual(all);
    },
  );

  test.each<Record<string, string>>([
    { sort: 'email' },
    { status: 'gone' },
    { limit: '0' },
    { limit: '101' },
    { development_id: 'x' },
    { sort: 'seen', cursor: Buffer.from(`["2026-02-31x","${v7()}"]`).toString('base64url') },
    { sort: 'claimed', cursor: Buffer.from(`["2026-13-01 10:00:00","${v7()}"]`).toString('base64url') },
  ])('%j is refused', async (query) => {
    expect((await list(query)).status).toBe(422);
  });

  test('E2: another builder sees none of them', async () => {
    const theirs = await staffCookieOf({ userId: other.developerId, tenantId: other.tenantId });
    const { body } = await list({}, theirs);
    expect(body.items.map(({ house }) => house.id)).toEqual([other.houseId]);
  });

  test('a day on which an owner opens the app is the day of last seen', async () => {
    const token = await homeownerTokenOf(builder);
    await requireHomeowner(new Request('http://localhost/', { headers: { Authorization: `Bearer ${token}` } }));
    const { body } = await list({ q: 'aoife' });
    expect(body.items[0]?.last_seen_on).toBe(isoDay(new Date()));
  });
});

type Answer = {
  status: number;
  to: string | null;
  refusal: { message: string; fields: { field: string }[] } | undefined;
};

async function post(
  houseId: string,
  intent: string,
  fields: Record<string, string> = {},
  cookie = manager,
): Promise<Answer> {
  const request = new Request(`http://localhost/developer/units/${houseId}?intent=${intent}`, {
    method: 'POST',
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  const answer = await action({ request, params: { unitId: houseId }, context: {} }).catch((thrown: unknown) => thrown);
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get('Location'), refusal: undefined };
  const refused = answer as { data: { refusal: Answer['refusal'] }; init: { status: number } };
  return { status: refused.init.status, to: null, refusal: refused.data.refusal };
}

async function read(houseId: string) {
  const request = new Request(`http://localhost/developer/units/${houseId}`, { headers: { Cookie: manager } });
  return (await loader({ request, params: { unitId: houseId }, context: {} })) as unknown as {
    access: HouseAccess;
    topics: unknown;
  };
}

describe('G2, G6: the house of a builder', () => {
  test('an owner who moves out is signed out, their code ends, and the next owner gets another', async () => {
    const house = await addHouse('6 Long Avenue', 'First', { claimedAt: new Date() });
    await asSystem((tx) =>
      tx.insert(qrTokens).values({ tenantId: house.tenantId, houseId: house.houseId, tokenHash: v7() }),
    );
    const token = await homeownerTokenOf(house);
    const asOwner = () =>
      requireHomeowner(new Request('http://localhost/', { headers: { Authorization: `Bearer ${token}` } }));
    await expect(asOwner()).resolves.toBeDefined();
    expect((await post(house.houseId, 'hand-over', { full_name: 'Second' })).status).toBe(409);
    expect(await post(house.houseId, 'move-out')).toMatchObject({
      status: 302,
      to: expect.stringMatching(/moved-out$/),
    });
    await expect(asOwner()).rejects.toMatchObject({ status: 401 });
    const empty = await read(house.houseId);
    expect(empty.access.owner).toBeNull();
    expect(empty.access.codes.map(({ revoked_at: at }) => at !== null)).toEqual([true]);
    expect((await post(house.houseId, 'move-out')).status).toBe(404);
    expect((await post(house.houseId, 'invite')).status).toBe(404);

    expect((await post(house.houseId, 'hand-over', { full_name: ' ' })).refusal?.fields).toMatchObject([
      { field: 'full_name' },
    ]);
    expect((await post(house.houseId, 'hand-over', { full_name: 'Second', email: 'two@x.example' })).status).toBe(302);
    const { access } = await read(house.houseId);
    expect(access.owner).toMatchObject({ full_name: 'Second', email: 'two@x.example', claimed_at: null });
    expect(access.codes.map(({ revoked_at: at }) => at === null)).toEqual([true, false]);
    await expect(asOwner()).rejects.toMatchObject({ status: 401 });
  });

  test('an invitation is a job in the same transaction, with the code’s address, and not twice a minute', async () => {
    const house = await addHouse('7 Long Avenue', 'Invited', { email: 'in@x.example' });
    expect((await post(house.houseId, 'reissue')).status).toBe(302);
    expect(await post(house.houseId, 'invite')).toMatchObject({ status: 302, to: expect.stringMatching(/invited$/) });
    expect((await post(house.houseId, 'invite')).status).toBe(409);
    const [sent, ...more] = await asSystem((tx) =>
      tx.select().from(invitations).where(eq(invitations.homeownerId, house.homeownerId)),
    );
    expect(more).toEqual([]);
    const jobs = await asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, sent!.id)));
    expect(jobs.map(({ event }) => event.data)).toMatchObject([{ mail: 'invitation', id: sent!.id }]);
    const mail = await writeInvitationMail(jobScope('test', house.tenantId), {
      id: sent!.id,
      origin: 'http://localhost',
    });
    expect(mail?.to).toBe('in@x.example');
    expect(mail?.text).toMatch(/\/onboarding\?uid=[\w-]{43}\n/);
    expect((await list({ status: 'invited' })).body.items.map(({ house: { id } }) => id)).toEqual([house.houseId]);
    await post(house.houseId, 'revoke');
    const none = await writeInvitationMail(jobScope('test', house.tenantId), {
      id: sent!.id,
      origin: 'http://localhost',
    });
    expect(none).toBeUndefined();
  });

  test('without an address nobody is invited; both can be put right until the owner moves in', async () => {
    const house = await addHouse('8 Long Avenue', 'Typpo');
    expect((await post(house.houseId, 'invite')).status).toBe(422);
    expect((await post(house.houseId, 'correct-owner', { full_name: 'Typo', email: 'not an address' })).status).toBe(
      422,
    );
    expect((await post(house.houseId, 'correct-owner', { full_name: 'Typo', email: 'ty@x.example' })).status).toBe(302);
    await asSystem((tx) =>
      tx.update(homeowners).set({ claimedAt: new Date() }).where(eq(homeowners.id, house.homeownerId)),
    );
    expect((await post(house.houseId, 'correct-owner', { full_name: 'Thief', email: 'th@x.example' })).status).toBe(
      409,
    );
    expect((await read(house.houseId)).access.owner).toMatchObject({ full_name: 'Typo', email: 'ty@x.example' });
    expect(await post(house.houseId, 'invite')).toMatchObject({ status: 302, to: expect.stringMatching(/link-sent$/) });
  });

  const INTENTS = [
    'correct',
    'geocode',
    'places',
    'invite',
    'move-out',
    'hand-over',
    'correct-owner',
    'reissue',
    'revoke',
  ];

  test.each(INTENTS)('G13: a viewer may not %s', async (intent) => {
    expect((await post(builder.houseId, intent, { full_name: 'X' }, viewer)).status).toBe(403);
  });

  test.each(INTENTS)('E2: %s of another builder’s house is not found', async (intent) => {
    const fields = { full_name: 'X', latitude: '51.9', longitude: '-8.1' };
    expect((await post(other.houseId, intent, fields)).status).toBe(404);
  });

  test('G5: what an owner asked is told by topic, without a word of it', async () => {
    const house = await addHouse('9 Long Avenue', 'Asker', { claimedAt: new Date() });
    const conversationId = v7();
    const row = { tenantId: house.tenantId, conversationId, houseId: house.houseId, homeownerId: house.homeownerId };
    await asSystem(async (tx) => {
      await tx.insert(conversations).values({ ...row, id: conversationId });
      await tx.insert(messages).values([
        { ...row, id: v7(), role: 'user', content: 'a secret' },
        { ...row, id: v7(), role: 'assistant', mode: 'refusal', content: 'a secret' },
        { ...row, id: v7(), role: 'assistant', mode: 'courtesy', content: 'a secret' },
        { ...row, id: v7(), role: 'assistant', mode: 'record', content: 'a secret' },
        { ...row, id: v7(), role: 'assistant', mode: 'refusal', content: 'a secret' },
      ]);
    });
    const page = await read(house.houseId);
    expect(page.topics).toEqual([
      { topic: 'Not in the documents', questions: 2 },
      { topic: 'The house’s own record', questions: 1 },
    ]);
    expect(JSON.stringify(page)).not.toContain('secret');
  });
});
