import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { ownerOf, shelve } from '#app/features/assistant/testing/library.ts';
import { openCalendar } from '#app/features/identity/calendar-scope.server.ts';
import { developerOf, createFormerOwner, createNeighbour, createTestTenant } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { careDone, careTerms } from '#db/schema/care.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { calendarPath, endCalendarLink, renewCalendarLink } from './calendar-link.server.ts';
import { collectTerms } from './collect-terms.server.ts';
import { decideTerm, listTerms } from './confirm-term.server.ts';
import { listCovers } from './list-covers.server.ts';
import { termChangeSchema } from './schema.ts';
import { listTasks } from './list-tasks.server.ts';
import { tickTask, untickTask } from './tick-task.server.ts';
import { writeCalendar } from './write-calendar.server.ts';

const world = builderPerTest();
const system = systemScope('test');
const TODAY = '2026-11-30';
const HANDED_OVER = '2026-03-06';

beforeEach(async () => {
  await shelve(world.home, {
    title: 'Ventilation',
    houseTypes: ['A'],
    heading: 'Care',
    text: 'Clean the filter every 3 months.\nThe unit carries two years of warranty.',
  });
  await withScope(system, async (tx) => {
    await tx.update(houses).set({ handedOverOn: HANDED_OVER }).where(eq(houses.id, world.home.houseId));
    await tx.update(homeowners).set({ claimedAt: new Date() }).where(eq(homeowners.id, world.home.homeownerId));
  });
});

const staff = () => developerOf(world.home);
const owner = () => ownerOf(world.home);
const collect = () => collectTerms(jobScope('test', world.home.tenantId), world.home.developmentId, null);
const found = async () => (await listTerms(staff(), { limit: 10, state: 'found' })).items;
async function confirmAll() {
  await collect();
  for (const { id, version, subject, count, unit } of await found())
    await decideTerm(staff(), { id, version, subject, count, unit, state: 'confirmed' });
}
const tick = (fields: Partial<Parameters<typeof tickTask>[1]> & { term_id: string }) =>
  tickTask(owner(), { due_on: '2026-06-06', done_on: TODAY, note: '', ...fields }, TODAY);

describe('F12: from a document to the calendar', () => {
  test('found once, seen by owners when staff have confirmed it, with its page', async () => {
    expect(await collect()).toEqual({ next: null, added: 2 });
    expect(await collect()).toEqual({ next: null, added: 0 });
    expect(await listTasks(owner(), TODAY)).toEqual([]);
    const [cover, task] = (await found()).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(task).toMatchObject({ subject: 'Clean the filter every 3 months', count: 3, unit: 'month' });
    await decideTerm(staff(), {
      id: task!.id,
      version: 1,
      subject: 'Clean the filter',
      count: 3,
      unit: 'month',
      state: 'confirmed',
    });
    await decideTerm(staff(), { ...cover!, state: 'dismissed' });
    expect(await listTasks(owner(), TODAY)).toMatchObject([
      { subject: 'Clean the filter', due_on: '2026-06-06', overdue: true, document: { title: 'Ventilation', page: 1 } },
    ]);
    expect(await listCovers(owner(), TODAY)).toEqual([]);
    await collect();
    expect(await found()).toEqual([]);
  });

  test('a cover ends so long after the handover, and says whether it is over', async () => {
    await confirmAll();
    expect(await listCovers(owner(), TODAY)).toMatchObject([{ last_day: '2028-03-06', over: false }]);
    expect(await listCovers(owner(), '2028-03-07')).toMatchObject([{ over: true }]);
  });

  test('the last of two staff is told', async () => {
    await collect();
    const [term] = await found();
    const decide = (state: 'confirmed' | 'dismissed') => decideTerm(staff(), { ...term!, state });
    await decide('confirmed');
    await expect(decide('dismissed')).rejects.toMatchObject({ status: 409 });
    const other = await createTestTenant(`other-${world.home.slug}`);
    await expect(decideTerm(developerOf(other), { ...term!, version: 2, state: 'dismissed' })).rejects.toMatchObject({
      status: 409,
    });
    expect(termChangeSchema.safeParse({ ...term, count: 0, state: 'confirmed' }).success).toBe(false);
  });

  test('E2: another house type, a next owner and another builder see none of it', async () => {
    await confirmAll();
    const [task] = await listTasks(owner(), TODAY);
    await tick({ term_id: task!.id });
    const neighbour = await createNeighbour(world.home);
    const other = await createTestTenant(`far-${world.home.slug}`, { claimed: true });
    for (const scope of [ownerOf(neighbour), ownerOf(other)]) {
      expect(await listTasks(scope, TODAY)).toEqual([]);
      expect(await withScope(scope, (tx) => tx.select().from(careTerms))).toEqual([]);
    }
    const former = ownerOf(await createFormerOwner(world.home));
    expect(await withScope(former, (tx) => tx.select().from(careDone))).toEqual([]);
  });
});

describe('F12: ticking off', () => {
  test('counts from the day on which it was done; on two devices it is done once', async () => {
    await confirmAll();
    const [task] = await listTasks(owner(), TODAY);
    await tick({ term_id: task!.id, done_on: '2026-11-20', note: 'Both filters' });
    await tick({ term_id: task!.id, done_on: TODAY });
    const rows = await withScope(system, (tx) =>
      tx
        .select()
        .from(careDone)
        .where(and(eq(careDone.tenantId, world.home.tenantId))),
    );
    expect(rows).toMatchObject([{ dueOn: '2026-06-06', doneOn: '2026-11-20', note: 'Both filters' }]);
    expect(await listTasks(owner(), TODAY)).toMatchObject([
      { due_on: '2027-02-20', overdue: false, last: { done_on: '2026-11-20', note: 'Both filters' } },
    ]);
    await untickTask(owner(), { term_id: task!.id, due_on: '2026-06-06' });
    expect(await listTasks(owner(), TODAY)).toMatchObject([{ due_on: '2026-06-06', last: null }]);
  });

  test('a day to come, another occurrence and what is no task of the house are refused', async () => {
    await confirmAll();
    const [task] = await listTasks(owner(), TODAY);
    await expect(tick({ term_id: task!.id, done_on: '2026-12-01' })).rejects.toMatchObject({ status: 422 });
    await expect(tick({ term_id: task!.id, due_on: '2026-07-01' })).rejects.toMatchObject({ status: 409 });
    await expect(tick({ term_id: world.home.houseId })).rejects.toMatchObject({ status: 404 });
  });
});

describe('F12: the calendar’s address', () => {
  const tokenOf = (path: string | null) => path?.split('/').at(-1);

  test('leads to the tasks until it is ended or made anew, or its owner moves out', async () => {
    await confirmAll();
    expect(await calendarPath(owner())).toBeNull();
    await renewCalendarLink(owner());
    const first = tokenOf(await calendarPath(owner()));
    const scope = await openCalendar(first);
    expect(scope).toMatchObject({ houseId: world.home.houseId, homeownerId: world.home.homeownerId, kind: 'house' });
    const text = await writeCalendar(scope!, 'http://localhost:3000');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('DTSTART;VALUE=DATE:20260606');
    expect(text).toContain('SUMMARY:Clean the filter every 3 months');
    expect(text).not.toMatch(/Aoife|@builder/);
    await renewCalendarLink(owner());
    expect(await openCalendar(first)).toBeUndefined();
    const second = tokenOf(await calendarPath(owner()));
    expect(await openCalendar(second)).toBeDefined();
    await withScope(system, (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, world.home.homeownerId)),
    );
    expect(await openCalendar(second)).toBeUndefined();
    await endCalendarLink(owner());
    for (const token of [undefined, '', 'x'.repeat(43), `${'x'.repeat(40)}'--`])
      expect(await openCalendar(token)).toBeUndefined();
  });
});
