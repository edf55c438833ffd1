import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { developerOf, createFormerOwner, createNeighbour } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { notices } from '#db/schema/care.ts';
import { homeowners } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { dublinField } from '#app/platform/dublin-time.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { getNotice, listNotices } from './list-notices.server.ts';
import { writeNoticeMail } from './notice-mail.server.ts';
import { chooseNoticeMails, countUnread, listOwnerNotices, markNoticesRead } from './owner-notices.server.ts';
import { readNoticeForm } from './read-notice-form.ts';
import { addMailsOfNotice, requestDueNotices } from './request-notice-mails.server.ts';
import { changeNotice, publishNotice, withdrawNotice } from './write-notice.server.ts';

const world = builderPerTest();
const ORIGIN = 'http://localhost:3000';
const system = systemScope('test');

const form = (fields: Record<string, string | string[]> = {}) => {
  const given = { title: 'Roadworks', body: 'The gate is shut on Monday.', audience: 'development', ...fields };
  return new URLSearchParams(Object.entries(given).flatMap(([k, v]) => [v].flat().map((one) => [k, one])));
};
const publish = (fields?: Record<string, string | string[]>, tenant = world.home) =>
  publishNotice(developerOf(tenant), tenant.developmentId, readNoticeForm(form(fields)), ORIGIN);
const seenBy = async (tenant: Parameters<typeof ownerOf>[0]) =>
  (await listOwnerNotices(ownerOf(tenant), { limit: 10 })).page.items.map(({ title }) => title);
const move = (id: string, set: Partial<typeof notices.$inferInsert>) =>
  withScope(system, (tx) => tx.update(notices).set(set).where(eq(notices.id, id)));
const jobs = (name: string) =>
  withScope(system, (tx) =>
    tx
      .select()
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, world.home.tenantId), eq(jobStatus.eventName, name))),
  );
const claim = () =>
  withScope(system, (tx) =>
    tx.update(homeowners).set({ claimedAt: new Date() }).where(eq(homeowners.id, world.home.homeownerId)),
  );
const before = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('F7, E2: who sees a notice', () => {
  test('its development, its types or its houses, and nobody of another builder', async () => {
    const neighbour = await createNeighbour(world.home);
    await publish({ title: 'All' });
    await publish({ title: 'Type B', audience: 'types', house_types: 'B' });
    await publish({ title: 'Mine', audience: 'houses', house_ids: world.home.houseId });
    expect((await seenBy(world.home)).sort()).toEqual(['All', 'Mine']);
    expect((await seenBy(neighbour)).sort()).toEqual(['All', 'Type B']);
    // The database’s own wall says the same to a query that filters nothing.
    const unfiltered = await withScope(ownerOf(world.home), (tx) => tx.select({ title: notices.title }).from(notices));
    expect(unfiltered.map(({ title }) => title).sort()).toEqual(['All', 'Mine']);
  });

  test('from its beginning until its end, and not once it is withdrawn', async () => {
    const id = await publish();
    expect(await seenBy(world.home)).toEqual(['Roadworks']);
    for (const [set, seen] of [
      [{ startsAt: before(-60) }, []],
      [{ startsAt: before(60), endsAt: before(1) }, []],
      [{ startsAt: before(60), endsAt: before(-1) }, ['Roadworks']],
      [{ withdrawnAt: before(0) }, []],
    ] as const) {
      await move(id, set);
      expect(await seenBy(world.home)).toEqual(seen);
      const rows = await withScope(ownerOf(world.home), (tx) => tx.select({ id: notices.id }).from(notices));
      expect(rows).toHaveLength(seen.length);
    }
  });

  test('B1: by cursor, the latest first, each once', async () => {
    for (const [number, title] of ['a', 'b', 'c', 'd', 'e'].entries())
      await move(await publish({ title }), { startsAt: before(10 - number) });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { page } = await listOwnerNotices(ownerOf(world.home), { limit: 2, cursor });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
    const staff = await listNotices(developerOf(world.home), { limit: 2 });
    expect(staff.items.map(({ title }) => title)).toEqual(['e', 'd']);
    expect(
      (await listNotices(developerOf(world.home), { limit: 5, cursor: staff.next_cursor!, state: 'shown' })).items,
    ).toHaveLength(3);
    await expect(listOwnerNotices(ownerOf(world.home), { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe('F7: read and unread', () => {
  test('counts until it is seen, once; the builder sees by how many of those who live there', async () => {
    await claim();
    const neighbour = await createNeighbour(world.home);
    const [all, theirs] = [await publish(), await publish({ audience: 'types', house_types: 'B' })];
    expect([await countUnread(ownerOf(world.home)), await countUnread(ownerOf(neighbour))]).toEqual([1, 2]);
    await markNoticesRead(ownerOf(world.home), [all, theirs]);
    await markNoticesRead(ownerOf(world.home), [all]);
    expect([await countUnread(ownerOf(world.home)), await countUnread(ownerOf(neighbour))]).toEqual([0, 2]);
    const scope = developerOf(world.home);
    expect((await getNotice(scope, all)).receipts).toEqual({ owners: 2, reads: 1, mailed: 0, unmailed: 0 });
    expect((await getNotice(scope, theirs)).receipts).toMatchObject({ owners: 1, reads: 0 });
  });

  test('what a former owner has read is unread for the next', async () => {
    const former = await createFormerOwner(world.home);
    const id = await publish();
    await markNoticesRead(ownerOf(former), [id]);
    expect(await countUnread(ownerOf(world.home))).toBe(1);
  });
});

describe('G7: two staff', () => {
  test('the last writer is told, and nothing of theirs is stored', async () => {
    const scope = developerOf(world.home);
    const id = await publish();
    const { version } = (await getNotice(scope, id)).notice;
    await changeNotice(scope, id, version, readNoticeForm(form({ title: 'First' })));
    await expect(changeNotice(scope, id, version, readNoticeForm(form({ title: 'Second' })))).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/your words are still in the form/),
    });
    await expect(withdrawNotice(scope, id, version)).rejects.toMatchObject({ status: 409 });
    expect((await getNotice(scope, id)).notice).toMatchObject({ title: 'First', version: version + 1 });
    await withdrawNotice(scope, id, version + 1);
    await expect(changeNotice(scope, id, version + 2, readNoticeForm(form({ title: 'Late' })))).rejects.toMatchObject({
      status: 409,
    });
  });

  test('another builder’s notice, development or house is not there', async () => {
    const id = await publish();
    const { createTestTenant } = await import('#app/features/identity/testing.ts');
    const other = await createTestTenant(`other-${world.home.slug}`);
    const scope = developerOf(other);
    await expect(getNotice(scope, id)).rejects.toMatchObject({ status: 404 });
    await expect(withdrawNotice(scope, id, 1)).rejects.toMatchObject({ status: 404 });
    const input = readNoticeForm(form({ audience: 'houses', house_ids: world.home.houseId }));
    await expect(publishNotice(scope, world.home.developmentId, input, ORIGIN)).rejects.toMatchObject({ status: 422 });
    await expect(publishNotice(scope, other.developmentId, input, ORIGIN)).rejects.toMatchObject({ status: 422 });
  });

  test.each([
    [{ title: ' ' }, 'title'],
    [{ body: 'x'.repeat(4001) }, 'body'],
    [{ audience: 'world' }, 'audience'],
    [{ audience: 'types' }, 'house_types'],
    [{ audience: 'houses' }, 'house_ids'],
    [{ from: '2026-02-31T10:00' }, 'from'],
    [{ until: '2020-01-01T10:00' }, 'until'],
    [{ from: '2090-01-01T10:00' }, 'from'],
  ])('%o is refused at its field', (fields, field) => {
    const read = () => readNoticeForm(form(fields));
    expect(read).toThrow(expect.objectContaining({ status: 422 }));
    expect(read).toThrow(expect.objectContaining({ fields: [expect.objectContaining({ field })] }));
  });
});

describe('F7, C7: mails about a notice', () => {
  const ask = async () => {
    const [job] = await jobs('notice/published');
    const scope = jobScope('test', world.home.tenantId);
    const { id, origin } = job!.event.data as { id: string; origin: string };
    return { scope, add: () => addMailsOfNotice(scope, job!.id, { id, origin }) };
  };

  test('one to each owner who has moved in and wants it, whatever runs twice', async () => {
    await claim();
    await createNeighbour(world.home);
    await publish({ mail: 'on', body: 'Line one.\nLine two.' });
    const { scope, add } = await ask();
    // The neighbour has no address.
    expect([await add(), await add()]).toEqual([1, 0]);
    const mails = await jobs('mail/send');
    expect(mails).toHaveLength(1);
    const { id } = mails[0]!.event.data as { id: string };
    expect(JSON.stringify(mails[0]!.event)).not.toMatch(/Roadworks|Line|@/);
    expect(await writeNoticeMail(scope, { id, origin: ORIGIN })).toMatchObject({
      to: world.home.email,
      subject: `${world.home.slug} Homes: Roadworks`,
      text: expect.stringMatching(/Aoife[^]*Line one\.\nLine two\.[^]*\/home\/notices/),
    });
    await chooseNoticeMails(ownerOf(world.home), false);
    expect(await writeNoticeMail(scope, { id, origin: ORIGIN })).toBeUndefined();
  });

  test('none to who ended them, and none of what was withdrawn before its mail went', async () => {
    await claim();
    await chooseNoticeMails(ownerOf(world.home), false);
    const id = await publish({ mail: 'on' });
    expect(await (await ask()).add()).toBe(0);
    await chooseNoticeMails(ownerOf(world.home), true);
    await withdrawNotice(developerOf(world.home), id, 1);
    expect(await (await ask()).add()).toBe(0);
  });

  test('of a scheduled one they are asked for once it has begun, by whoever looks first', async () => {
    const id = await publish({ mail: 'on', from: dublinField(new Date(Date.now() + 86_400_000)) });
    expect(await requestDueNotices(system, ORIGIN)).toBe(0);
    expect(await jobs('notice/published')).toEqual([]);
    await move(id, { startsAt: before(1) });
    expect([await requestDueNotices(system, ORIGIN), await requestDueNotices(system, ORIGIN)]).toEqual([1, 0]);
    expect(await jobs('notice/published')).toMatchObject([{ event: { data: { id, origin: ORIGIN } } }]);
  });
});
