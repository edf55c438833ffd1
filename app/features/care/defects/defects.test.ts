import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { developerOf, createFormerOwner, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { defectPhotos, defects } from '#db/schema/care.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { csvResponse } from '#app/platform/csv/write-csv.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { addDefectMessage, closeDefect, decideDefect, reopenDefect } from './answer-defect.server.ts';
import { DEFECT_HEADINGS, exportDefects } from './export-defects.server.ts';
import { getDefect, listDefects, readDefectBoard, signDefectPhoto, wordsOfAnswer } from './read-defects.server.ts';
import { reportDefect } from './report-defect.server.ts';
import { decisionSchema } from './schema.ts';
import { writeDefectMail } from './write-defect-mail.server.ts';

const world = builderPerTest();
const ORIGIN = 'http://localhost:3000';
const system = systemScope('test');
let dataDir: string;
let jpeg: Buffer;
let homes: TestTenant;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'defects-'));
  jpeg = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#754' } })
    .jpeg()
    .toBuffer();
});
beforeEach(() => (homes = world.home));
afterAll(() => rm(dataDir, { recursive: true }));

type Fields = Record<string, string>;

function requestOf(fields: Fields, photos: { name: string; bytes: Buffer }[] = []): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const { name, bytes } of photos) body.append('photos', new File([new Uint8Array(bytes)], name));
  return new Request(`${ORIGIN}/api/defects`, { method: 'POST', body });
}
const report = (fields: Fields = {}, photos: { name: string; bytes: Buffer }[] = [], tenant = homes) =>
  reportDefect(
    requestOf({ description: 'The door rubs.\nSince May.', room: 'Hall', ...fields }, photos),
    ownerOf(tenant),
    {
      dataDir,
      origin: ORIGIN,
    },
  );
const decide = (id: string, fields: Fields) =>
  decideDefect(developerOf(homes), id, decisionSchema.parse({ version: '1', state: 'seen', ...fields }), ORIGIN);
const mails = () =>
  withScope(system, (tx) =>
    tx
      .select()
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, homes.tenantId), eq(jobStatus.eventName, 'mail/send'))),
  );
const spooled = () => readdir(join(dataDir, 'tmp'));

describe('F11: a report', () => {
  test('with photos is recorded once, however often it arrives, and leaves nothing on the way', async () => {
    const reportId = v7();
    const photos = [
      { name: 'a.jpg', bytes: jpeg },
      { name: 'b.jpg', bytes: jpeg },
    ];
    expect(await report({ report_id: reportId }, photos)).toBe(reportId);
    expect(await report({ report_id: reportId }, photos)).toBe(reportId);
    const found = await getDefect(ownerOf(homes), reportId);
    expect(found.defect).toMatchObject({ title: 'The door rubs.', room: 'Hall', state: 'reported', version: 1 });
    expect(found.photos).toMatchObject([
      { width: 30, height: 20 },
      { width: 30, height: 20 },
    ]);
    expect(found.messages).toMatchObject([{ side: 'owner', state: 'reported', text: '' }]);
    expect(await mails()).toHaveLength(1);
    expect(await spooled()).toEqual([]);
    expect(await signDefectPhoto(ownerOf(homes), found.photos[0]!.id)).toMatch(/^\/files\//);
  });

  test('takes over the words of the chat, and only the owner’s own', async () => {
    const owner = ownerOf(homes);
    const turn = await openTurn(owner, { message: 'Why does the door rub?' });
    const answer = { text: 'It is not in your documents.', grounded: false, mode: 'refusal', citations: [] } as const;
    await closeTurn(owner, turn, { ...answer, citations: [] }, 'complete', 5);
    expect(await wordsOfAnswer(owner, turn.answerId)).toBe('Why does the door rub?');
    const former = await createFormerOwner(homes);
    expect(await wordsOfAnswer(ownerOf(former), turn.answerId)).toBe('');
    const id = await report({ message: turn.answerId });
    expect((await getDefect(owner, id)).defect.from_chat).toBe(true);
    expect((await getDefect(owner, await report({ message: v7() }))).defect.from_chat).toBe(false);
  });

  test('what is refused tells its field, keeps what was typed, and stores nothing', async () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.jpg`, bytes: jpeg }));
    const exe = { name: 'photo.jpg', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]) };
    for (const [fields, photos, status, field, message] of [
      [{ description: ' ' }, [], 422, 'description', /say what is wrong/],
      [{ room: 'x'.repeat(61) }, [], 422, 'room', /at most 60/],
      [{}, many, 422, 'photos', /at most 6 photos/],
      [{}, [{ name: 'good.jpg', bytes: jpeg }, exe], 415, 'photos', /“photo\.jpg” is no photo/],
      [
        {},
        [{ name: 'big.jpg', bytes: Buffer.concat([jpeg, Buffer.alloc(16 * 1024 * 1024)]) }],
        413,
        undefined,
        /15 MB/,
      ],
    ] as const) {
      const refused = await report(fields, [...photos]).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refused).toMatchObject({
        status,
        message: expect.stringMatching(message),
        extension: { typed: { room: expect.any(String), description: expect.any(String) } },
      });
      expect((refused as { fields: { field: string }[] }).fields.map((one) => one.field)).toEqual(field ? [field] : []);
    }
    expect(await spooled()).toEqual([]);
    expect((await listDefects(ownerOf(homes), { limit: 5 })).items).toEqual([]);
    expect(
      await withScope(system, (tx) => tx.select().from(defectPhotos).where(eq(defectPhotos.tenantId, homes.tenantId))),
    ).toEqual([]);
  });
});

describe('F11, E2: whose a defect is', () => {
  test('its reporter’s and the builder’s; no next owner’s, no other builder’s, by query and by the wall', async () => {
    const former = await createFormerOwner(homes);
    const id = await report({}, [{ name: 'a.jpg', bytes: jpeg }]);
    const other = await createTestTenant(`other-${homes.slug}`, { claimed: true });
    const [photo] = (await getDefect(developerOf(homes), id)).photos;
    for (const scope of [ownerOf(former), ownerOf(other), developerOf(other)]) {
      await expect(getDefect(scope, id)).rejects.toMatchObject({ status: 404 });
      await expect(signDefectPhoto(scope, photo!.id)).rejects.toMatchObject({ status: 404 });
      await expect(addDefectMessage(scope, id, { text: 'x', origin: ORIGIN })).rejects.toMatchObject({ status: 404 });
      expect((await listDefects(scope, { limit: 5 })).items).toEqual([]);
      expect(await withScope(scope, (tx) => tx.select({ id: defects.id }).from(defects))).toEqual([]);
    }
    await expect(getDefect(ownerOf(homes), 'no-id')).rejects.toMatchObject({ status: 404 });
  });

  test('an owner writes no state of the builder’s and no words in its name', async () => {
    const id = await report();
    const owner = ownerOf(homes);
    const refused = { cause: { code: '42501' } };
    const { tenantId, houseId, homeownerId } = homes;
    const { defectMessages } = await import('#db/schema/care.ts');
    await expect(
      withScope(owner, (tx) =>
        tx.insert(defectMessages).values({ tenantId, houseId, homeownerId, defectId: id, side: 'builder', text: 'x' }),
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      withScope(owner, (tx) => tx.update(defects).set({ dueOn: '2026-01-01' }).where(eq(defects.id, id))),
    ).rejects.toMatchObject(refused);
  });
});

describe('F11: from reported to closed by both', () => {
  test('the last of two staff is told, and nothing of theirs is stored', async () => {
    const id = await report();
    await decide(id, { state: 'scheduled', trade: 'carpentry', visit_on: '2026-12-04', due_on: '2026-12-20' });
    await expect(decide(id, { state: 'done', trade: 'other' })).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/Somebody else has changed/),
    });
    expect((await getDefect(ownerOf(homes), id)).defect).toMatchObject({
      state: 'scheduled',
      trade: 'carpentry',
      visit_on: '2026-12-04',
      version: 2,
    });
  });

  test('done by the builder, agreed to by its owner; or opened again with why', async () => {
    const owner = ownerOf(homes);
    const id = await report();
    await decide(id, { state: 'done' });
    await reopenDefect(owner, id, { version: 2, text: 'It still rubs.', origin: ORIGIN });
    expect((await getDefect(owner, id)).defect).toMatchObject({ state: 'reported', version: 3 });
    await decide(id, { version: '3', state: 'done' });
    await closeDefect(owner, id, { version: 4, origin: ORIGIN });
    expect((await getDefect(owner, id)).defect).toMatchObject({
      state: 'closed',
      closed_by_owner: true,
      closed_by_builder: true,
    });
    await expect(decide(id, { version: '5' })).rejects.toMatchObject({ status: 409 });
    expect((await getDefect(owner, id)).messages.map(({ side, state, text }) => [side, state, text])).toEqual([
      ['owner', 'reported', ''],
      ['builder', 'done', ''],
      ['owner', 'reported', 'It still rubs.'],
      ['builder', 'done', ''],
      ['owner', 'closed', ''],
    ]);
  });

  test('settled for its owner first, it is closed once the builder calls it done', async () => {
    const id = await report();
    await closeDefect(ownerOf(homes), id, { version: 1, origin: ORIGIN });
    expect((await getDefect(ownerOf(homes), id)).defect).toMatchObject({ state: 'reported', closed_by_owner: true });
    await decide(id, { version: '2', state: 'done' });
    expect((await getDefect(ownerOf(homes), id)).defect.state).toBe('closed');
  });

  test('C7: the other side is mailed of each, by a job that names nobody', async () => {
    const id = await report({ description: 'Drip\nBcc: spy@evil.example' });
    await addDefectMessage(developerOf(homes), id, { text: 'We come on Friday.', origin: ORIGIN });
    const jobs = await mails();
    expect(JSON.stringify(jobs.map(({ event }) => event))).not.toMatch(/Drip|Friday|@/);
    const scope = jobScope('test', homes.tenantId);
    const written = await Promise.all(
      jobs.map(({ event }) => writeDefectMail(scope, event.data as { id: string; origin: string })),
    );
    expect(written).toMatchObject([
      {
        to: `care@${homes.slug}.example`,
        subject: 'Reported: Drip (1 Long Avenue)',
        text: expect.stringContaining(`${ORIGIN}/developer/defects/${id}`),
      },
      {
        to: homes.email,
        subject: 'A message: Drip (1 Long Avenue)',
        text: expect.stringMatching(/We come on Friday\.[^]*> Bcc: spy/),
      },
    ]);
  });
});

describe('F11, B1: the builder’s board, table and file', () => {
  test('by state, trade and date, page by page; formulas are text', async () => {
    const scope = developerOf(homes);
    const ids: string[] = [];
    for (const description of ['=HYPERLINK("x")', 'One, "two"', '@sum', 'Four'])
      ids.push(await report({ description }));
    await decide(ids[1]!, { state: 'scheduled', trade: 'plumbing', due_on: '2026-01-02' });
    const first = await listDefects(scope, { limit: 3 });
    expect(first.items.map(({ title }) => title)).toEqual(['Four', '@sum', 'One, "two"']);
    const rest = await listDefects(scope, { limit: 3, cursor: first.next_cursor! });
    expect(rest).toMatchObject({ items: [{ title: '=HYPERLINK("x")' }], next_cursor: null });
    expect((await listDefects(scope, { limit: 5, filter: { trade: 'plumbing' } })).items).toMatchObject([
      { id: ids[1], overdue: true, due_on: '2026-01-02' },
    ]);
    expect((await listDefects(scope, { limit: 5, filter: { overdue: true } })).items).toHaveLength(1);
    expect((await listDefects(scope, { limit: 5, filter: { trade: 'none' } })).items).toHaveLength(3);
    expect((await readDefectBoard(scope, {})).map(({ state, count, items }) => [state, count, items.length])).toEqual([
      ['reported', 3, 3],
      ['seen', 0, 0],
      ['scheduled', 1, 1],
      ['done', 0, 0],
      ['closed', 0, 0],
    ]);
    const csv = await (await csvResponse('defects.csv', DEFECT_HEADINGS, exportDefects(scope, {}))).text();
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(`,'@sum,`);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain('"One, ""two""",Plumbing,Scheduled,2026-01-02,,0');
    await expect(listDefects(scope, { limit: 3, cursor: 'x' })).rejects.toMatchObject({ status: 422 });
  });
});
