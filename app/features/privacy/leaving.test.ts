import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { rateAnswer } from '#app/features/assistant/conversations/rate-answer.server.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { sendSignInLink } from '#app/features/identity/sign-in-links/send-sign-in-link.server.ts';
import { cookieOf, settle } from '#app/features/identity/testing/answers.ts';
import {
  developerOf,
  createNeighbour,
  createTestTenant,
  homeownerTokenOf,
  requireHomeownerSession,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { createQrToken } from '#app/features/onboarding/qr-tokens.server.ts';
import { env } from '#app/platform/env.ts';
import { createMailer } from '#app/platform/mail.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { storage } from '#app/platform/storage.ts';
import { action as privacyForm, loader as privacyPage } from '#app/routes/home.privacy.tsx';
import { loader as fetchLogbook } from '#app/routes/logbooks.$logbookId.ts';
import { loader as scan } from '#app/routes/onboarding._index.tsx';
import { action as accept } from '#app/routes/welcome.tsx';
import type { Database } from '#db/client.ts';
import { ERASURE } from '#db/queries/privacy/erasure.ts';
import { careDone, careTerms } from '#db/schema/care.ts';
import { homeowners } from '#db/schema/homes.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { logbookMake } from '#inngest/functions/logbook-make.ts';
import { mailSend } from '#inngest/functions/mail-send.ts';
import { ownerErasedFiles } from '#inngest/functions/owner-erased.ts';
import { signInLinkIssue } from '#inngest/functions/sign-in-link-issue.ts';
import { quiet, startBench, type JobBench } from '#inngest/functions/testing/job-bench.ts';
import { logbookKey } from './logbook/logbook-key.ts';
import { logbookSchema } from './logbook/logbook-schema.ts';
import { readArchive } from './testing/read-archive.ts';
import { verifyArchive } from './logbook/verify-archive.ts';

/** Owners who see, take along and erase what is held about them (E10, F13). */

const SECRET_WORDS = 'Periwinkle <script>alert(1)</script> O’Toole';
/** By row-level security, or by a foreign key. */
const REFUSED = { cause: { code: expect.stringMatching(/^(42501|23503)$/) } };
const platform = systemScope('test');
let database: Database;
let bench: JobBench;
let count = 0;
let home: TestTenant;
let fullName: string;
let email: string;
let cookie: string;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([logbookMake(), mailSend(() => createMailer(env)), ownerErasedFiles(), signInLinkIssue]);
});
afterAll(async () => {
  await bench.stop();
  await database.close();
});
beforeEach(async () => {
  resetRateLimits();
  count += 1;
  fullName = `Nuala Quetzalcoatl-${count}`;
  home = await createTestTenant(`leaving-${count}`, { fullName });
  // An address that is part of nobody else's.
  email = `quetzal-${count}@mail.example`;
  await withScope(platform, (tx) => tx.update(homeowners).set({ email }).where(eq(homeowners.id, home.homeownerId)));
  const { token } = await withScope(developerOf(home), (tx) => createQrToken(tx, developerOf(home), home.houseId));
  const scanned = (await scan(args(`/onboarding?uid=${token}`))) as Response;
  cookie = cookieOf((await accept(args('/welcome', cookieOf(scanned), {}))) as Response);
});

const args = (path: string, sent = '', fields?: Record<string, string>, params = {}) => ({
  request: new Request(`http://localhost${path}`, {
    headers: { 'User-Agent': 'Mozilla/5.0 (iPhone) Version/18 Safari/600', ...(sent ? { Cookie: sent } : {}) },
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  }),
  params,
  context: {},
});
const press = (intent: string, fields: Record<string, string> = {}, sent = cookie) =>
  settle(privacyForm(args(`/home/privacy?intent=${intent}`, sent, fields)));
const look = async (sent = cookie) => (await privacyPage(args('/home/privacy', sent))).data;
const session = () => requireHomeownerSession(args('/home', cookie).request);

/** A chat with everything that hangs on it; returns the answer's id. */
async function chat(): Promise<string> {
  const { scope } = await session();
  const turn = await openTurn(scope, { message: `Is ${SECRET_WORDS} mine?` });
  const answer = { text: `About ${SECRET_WORDS}`, mode: 'refusal', citations: [], grounded: false } as never;
  await closeTurn(scope, turn, answer, 'complete', 10);
  await rateAnswer(scope, { message_id: turn.answerId, rating: 'down', comment: `Ask ${SECRET_WORDS}` });
  await askBuilder(scope, { messageId: turn.answerId }, 'http://localhost:3000');
  const defect = v7();
  await withScope(platform, async (tx) => {
    await tx.execute(sql`insert into defects (tenant_id, id, development_id, house_id, homeowner_id, description, room)
      values (${home.tenantId}, ${defect}, ${home.developmentId}, ${home.houseId}, ${home.homeownerId},
        ${SECRET_WORDS}, 'Kitchen')`);
    await tx.execute(sql`insert into defect_messages (tenant_id, id, defect_id, house_id, homeowner_id, side, text)
      values (${home.tenantId}, ${v7()}, ${defect}, ${home.houseId}, ${home.homeownerId}, 'owner', ${SECRET_WORDS})`);
  });
  return turn.answerId;
}

/** A photo of the defect, and a task of the calendar that was ticked off twice. */
async function keepCare(documentId: string): Promise<void> {
  const [photo, term] = [v7(), v7()];
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-photo-'));
  await writeFile(join(folder, 'photo.jpg'), 'a photo');
  const key = `${home.tenantId}/${photo}.jpg`;
  await (await storage()).put(key, join(folder, 'photo.jpg'), 'image/jpeg');
  await rm(folder, { recursive: true });
  await withScope(platform, async (tx) => {
    await tx.execute(sql`insert into defect_photos (tenant_id, id, defect_id, house_id, homeowner_id, storage_key,
      width, height, size_bytes) select tenant_id, ${photo}, id, house_id, homeowner_id, ${key}, 1, 1, 7 from defects
      where homeowner_id = ${home.homeownerId}`);
    await tx.insert(careTerms).values({
      tenantId: home.tenantId,
      id: term,
      developmentId: home.developmentId,
      documentId,
      kind: 'task',
      state: 'confirmed',
      subject: 'Clean the filters',
      quote: 'Clean the filters every three months.',
      page: 1,
      count: 3,
      unit: 'month',
      fingerprint: 'filters',
    });
    for (const [dueOn, doneOn, note] of [
      ['2026-04-01', '2026-04-01', 'Very dusty'],
      ['2026-07-01', '2026-07-02', ''],
    ] as const)
      await tx.insert(careDone).values({
        tenantId: home.tenantId,
        homeownerId: home.homeownerId,
        houseId: home.houseId,
        termId: term,
        dueOn,
        doneOn,
        note,
      });
  });
}

/** Tables and files that hold one of `needles`. */
async function whereIs(needles: string[]): Promise<string[]> {
  const { rows } = await database.owner.query<{ relname: string }>(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  expect(rows.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { relname } of rows) {
    const { rows: hits } = await database.owner.query<{ n: number }>(
      `select count(*)::int as n from public."${relname}" t where exists (select from unnest($1::text[]) as needle ` +
        'where strpos(lower(row_to_json(t)::text), lower(needle)) > 0)',
      [needles],
    );
    if (hits[0]!.n > 0) found.push(relname);
  }
  const options = { recursive: true, withFileTypes: true } as const;
  const files = await Promise.all(
    [env.DATA_DIR, env.LOG_DIR].map((folder) => readdir(folder, options).catch(() => [])),
  );
  for (const file of files.flat()) {
    if (!file.isFile()) continue;
    const text = (await readFile(join(file.parentPath, file.name), 'latin1')).toLowerCase();
    const asRead = (needle: string) => Buffer.from(needle.toLowerCase()).toString('latin1');
    if (needles.some((needle) => text.includes(asRead(needle)))) found.push(file.name);
  }
  return found;
}

describe('E10: erasing', () => {
  test('takes everything that hangs on the person, in tables and files, and nothing of a neighbour', async () => {
    const neighbour = await createNeighbour(home);
    await chat();
    await sendSignInLink(args('/sign-in').request, { email });
    await press('logbook');
    await quiet();
    const needles = [fullName, email, 'Periwinkle', home.homeownerId];
    expect(await whereIs([fullName, email, 'Periwinkle'])).toEqual(
      expect.arrayContaining(['homeowners', 'messages', 'message_feedback', 'builder_questions', 'defects']),
    );
    const [logbook] = (await look()).logbooks;
    const file = (await storage()).pathOf(logbookKey(home.tenantId, logbook!.id))!;
    expect((await verifyArchive(file)).faults).toEqual([]);

    const answer = await press('erase', { confirmation: ' Erase ' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/privacy?erased']);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^homeowner_token=; Max-Age=0/);
    await quiet();

    // What stays under the id, which names nobody: what was done, the jobs that did it, and the house's own ids.
    const left = await whereIs([fullName, email, 'Periwinkle', 'O\\u2019Toole']);
    expect(left).toEqual([]);
    const named = (await whereIs(needles)).filter((table) => ERASURE[table] === 'deleted');
    expect(named).toEqual([]);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(session()).rejects.toMatchObject({ status: 401 });
    const rows = await withScope(platform, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'homeowner.erased')),
    );
    expect(rows.filter(({ actorId }) => actorId === home.homeownerId)).toMatchObject([{ subjectId: home.houseId }]);
    const neighbours = `homeowner_token=${await homeownerTokenOf(neighbour)}`;
    expect(await look(neighbours)).toMatchObject({ counts: { questions: 0 } });
  });

  test('while an answer is being written: what comes late is not stored', async () => {
    const { scope } = await session();
    const turn = await openTurn(scope, { message: 'Is Periwinkle mine?' });
    expect((await press('erase', { confirmation: 'erase' })).status).toBe(302);
    await expect(closeTurn(scope, turn, { text: 'Periwinkle' }, 'stopped', 10)).rejects.toMatchObject(REFUSED);
    await expect(openTurn(scope, { message: 'And Periwinkle?' })).rejects.toMatchObject(REFUSED);
    await quiet();
    expect(await whereIs(['Periwinkle', fullName])).toEqual([]);
  });

  test('at the very moment of a question: it is refused or erased', async () => {
    const { scope } = await session();
    await Promise.allSettled([
      openTurn(scope, { message: 'Periwinkle one' }),
      press('erase', { confirmation: 'erase' }),
      openTurn(scope, { message: 'Periwinkle two' }),
      press('erase', { confirmation: 'erase' }),
    ]);
    await quiet();
    expect(await whereIs(['Periwinkle', fullName])).toEqual([]);
  });

  test.each([{}, { confirmation: '' }, { confirmation: 'delete' }] as Record<string, string>[])(
    'not by a slip: %o',
    async (fields) => {
      expect(await press('erase', fields)).toMatchObject({ init: { status: 422 } });
      await expect(session()).resolves.toBeDefined();
    },
  );

  test('every table that belongs to a person is in the list of what erasure does', async () => {
    const { rows } = await database.owner.query<{ name: string }>(`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
        and a.attname in ('homeowner_id', 'conversation_id', 'message_id', 'ip', 'user_agent', 'email', 'full_name')
        and c.relname not in ('staff_users', 'staff_sessions', 'staff_invitations')`);
    const missing = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(ERASURE, name));
    expect(missing, 'say in db/queries/privacy/erasure.ts what erasing an owner does to it').toEqual([]);
  });
});

describe('F13: the logbook', () => {
  const made = async () => {
    expect((await press('logbook')).status).toBe(302);
    await quiet();
    const [logbook] = (await look()).logbooks;
    expect(logbook).toMatchObject({ state: 'ready', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const path = (await storage()).pathOf(logbookKey(home.tenantId, logbook!.id))!;
    return { id: logbook!.id, path };
  };

  test('holds the house, its documents and the own chats, opens offline, and is signed', async () => {
    await chat();
    const boiler = await storeTestDocument(home, {
      title: 'Boiler & co: “how to”',
      status: 'ready',
      text: 'Light it so.',
    });
    await storeTestDocument(home, { title: 'Other type', houseTypes: ['B'], status: 'ready' });
    await keepCare(boiler.documentId);
    const { path } = await made();
    const verdict = await verifyArchive(path);
    expect(verdict.faults).toEqual([]);
    expect(verdict.fingerprint).toBe((await look()).fingerprint);
    const files = await readArchive(path);
    expect([...files.keys()]).toEqual([
      'README.txt',
      'index.html',
      'logbook.json',
      'schema.json',
      'documents/001-boiler-co-how-to.txt',
      'defects/001-1.jpg',
      'manifest.json',
      'signature.json',
    ]);
    const logbook = logbookSchema.parse(JSON.parse(files.get('logbook.json')!.toString()));
    expect(logbook).toMatchObject({
      house: { label: '1 Long Avenue' },
      owner: { full_name: fullName, email: email, accepted: [{ document: 'privacy' }, { document: 'terms' }] },
      documents: [{ file: 'documents/001-boiler-co-how-to.txt' }],
    });
    expect(logbook.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(logbook.defects).toMatchObject([
      { description: SECRET_WORDS, room: 'Kitchen', state: 'reported', photos: ['defects/001-1.jpg'] },
    ]);
    expect(logbook.defects[0]!.messages).toMatchObject([{ side: 'owner', text: SECRET_WORDS }]);
    expect(logbook.maintenance).toMatchObject({
      tasks: [{ subject: 'Clean the filters', every: 'Every 3 months', due_on: '2026-10-02' }],
      done: [
        { subject: 'Clean the filters', done_on: '2026-04-01', note: 'Very dusty' },
        { subject: 'Clean the filters', done_on: '2026-07-02', note: '' },
      ],
    });
    expect(files.get('defects/001-1.jpg')!.toString()).toBe('a photo');
    expect(files.get('documents/001-boiler-co-how-to.txt')!.toString()).toBe('Light it so.');
    const page = files.get('index.html')!.toString();
    expect(page).toContain('Periwinkle &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|src=|https?:/);
  });

  test('is fetched by its owner alone', async () => {
    const { id } = await made();
    const fetch = async (sent: string) =>
      fetchLogbook(args(`/logbooks/${id}`, sent, undefined, { logbookId: id })) as Promise<Response>;
    const own = await fetch(cookie);
    expect([own.status, own.headers.get('Location')]).toEqual([302, expect.stringMatching(/^\/files\//)]);
    const neighbour = `homeowner_token=${await homeownerTokenOf(await createNeighbour(home))}`;
    const other = await createTestTenant(`stranger-${count}`, { claimed: true });
    const stranger = `homeowner_token=${await homeownerTokenOf(other)}`;
    for (const sent of [neighbour, stranger]) expect((await fetch(sent)).status).toBe(404);
  });

  test('changed in any way it is not what was signed', async () => {
    const { path } = await made();
    const good = await readFile(path);
    const folder = join(env.DATA_DIR, 'tmp');
    await mkdir(folder, { recursive: true });
    const judge = async (bytes: Buffer) => {
      const copy = join(folder, `changed-${v7()}.zip`);
      await writeFile(copy, bytes);
      return (await verifyArchive(copy)).faults;
    };
    expect(await judge(good)).toEqual([]);
    const flipped = Buffer.from(good);
    // In the compressed bytes of the first file.
    flipped[80] = flipped[80]! ^ 1;
    expect(await judge(flipped)).not.toEqual([]);
    expect(await judge(good.subarray(0, good.length - 200))).not.toEqual([]);
    expect(await judge(Buffer.from('no archive'))).not.toEqual([]);
  });
});

describe('E3: devices', () => {
  test('are listed, this one first, and each other one is ended for good', async () => {
    const other = v7();
    const token = await homeownerTokenOf(home, { jti: other });
    await withScope(platform, (tx) =>
      tx.execute(sql`insert into owner_sessions (tenant_id, session_id, house_id, homeowner_id, user_agent) values
        (${home.tenantId}, ${other}, ${home.houseId}, ${home.homeownerId}, 'Mozilla/5.0 (Windows) Firefox/140.0')`),
    );
    const lives = () =>
      requireHomeownerSession(args('/home', `homeowner_token=${token}`).request).then(
        () => true,
        () => false,
      );
    expect((await look()).devices).toMatchObject([
      { browser: 'Safari on iPhone', isThis: true },
      { browser: 'Firefox on Windows', isThis: false, sessionId: other },
    ]);
    expect(await lives()).toBe(true);
    expect((await press('device', { session: other })).status).toBe(302);
    expect(await lives()).toBe(false);
    expect((await look()).devices).toMatchObject([{ isThis: true }]);
    await expect(session()).resolves.toBeDefined();
  });

  test('of somebody else are not there', async () => {
    const stranger = await createTestTenant(`devices-${count}`, { claimed: true });
    const foreign = v7();
    await withScope(platform, (tx) =>
      tx.execute(sql`insert into owner_sessions (tenant_id, session_id, house_id, homeowner_id, user_agent) values
        (${stranger.tenantId}, ${foreign}, ${stranger.houseId}, ${stranger.homeownerId}, 'x')`),
    );
    for (const session of [foreign, v7(), '', 'x'])
      expect(await press('device', { session })).toMatchObject({ init: { status: 404 } });
    const token = await homeownerTokenOf(stranger, { jti: foreign });
    await expect(requireHomeownerSession(args('/home', `homeowner_token=${token}`).request)).resolves.toBeDefined();
  });
});
