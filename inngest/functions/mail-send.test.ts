import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { listInbox } from '#app/features/insights/inbox/list-inbox.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { createMailer, type Mailer } from '#app/platform/mail.ts';
import { smtpServer, type TestSmtpServer } from '#app/platform/testing/smtp-server.ts';
import type { Database } from '#db/client.ts';
import { builderQuestions } from '#db/schema/assistant.ts';
import { homeowners } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { tenants } from '#db/schema/tenancy.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { mailSend } from './mail-send.ts';
import { ended, quiet, scope, startBench, type JobBench } from './testing/job-bench.ts';

const ORIGIN = 'http://localhost:3000';
const QUESTION = 'Who mows the green?\nBcc: spy@evil.example';

let database: Database;
let bench: JobBench;
let folder: string;
let server: TestSmtpServer;
let mailer: Mailer;
let builder: TestTenant;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'mail-send-'));
  server = await smtpServer();
  bench = await startBench([mailSend(() => mailer)], [10]);
});
beforeEach(async () => {
  mailer = createMailer({ DATA_DIR: folder });
  builder = await createTestTenant(`builder-${(count += 1)}`, { claimed: true });
});
afterEach(() => rm(join(folder, 'outbox'), { recursive: true, force: true }));
afterAll(async () => {
  await bench.stop();
  await database.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const staff = () => developerOf(builder);
const mails = async () =>
  Promise.all(
    (await readdir(join(folder, 'outbox')).catch(() => [])).map((name) =>
      readFile(join(folder, 'outbox', name), 'utf8'),
    ),
  );
const mailJobs = () =>
  withScope(scope, (tx) => tx.select().from(jobStatus).where(eq(jobStatus.tenantId, builder.tenantId)));
const question = async () =>
  (
    await withScope(scope, (tx) =>
      tx.select().from(builderQuestions).where(eq(builderQuestions.tenantId, builder.tenantId)),
    )
  )[0]!;
const inbox = async () => (await listInbox(staff(), { limit: 10 })).items;

/** Passes a question on; returns its mail's job. */
async function passOn(house = builder): Promise<{ jobId: string }> {
  const owner = ownerOf(house);
  const turn = await openTurn(owner, { message: QUESTION });
  await closeTurn(
    owner,
    turn,
    { text: 'Not in your documents.', grounded: false, mode: 'refusal', citations: [] },
    'complete',
    5,
  );
  await askBuilder(owner, { messageId: turn.answerId }, ORIGIN);
  const jobs = await mailJobs();
  return { jobId: jobs.at(-1)!.id };
}

describe('C5, C7: a mail as a job', () => {
  test('a question reaches the builder, with a way to answer and the way to the inbox', async () => {
    const { state } = await ended(await passOn());
    expect(state).toBe('succeeded');
    const [mail] = await mails();
    expect(mail).toContain(`To: care@${builder.slug}.example`);
    expect(mail).toContain(`Reply-To: ${builder.email}`);
    expect(mail).toContain(`> Who mows the green?`);
    expect(mail).toContain(`> Bcc: spy@evil.example`);
    expect(mail).toContain(`${ORIGIN}/developer/inbox`);
    expect(await inbox()).toMatchObject([
      {
        question: QUESTION,
        house: { id: builder.houseId, label: '1 Long Avenue' },
        owner: { name: 'Aoife Ní Bhriain', moved_out: false },
        state: 'waiting',
        mail: 'sent',
      },
    ]);
  });

  test('its payload names a row and nobody', async () => {
    await ended(await passOn());
    const [job] = await mailJobs();
    expect(Object.keys(job!.event.data).sort()).toEqual(['id', 'job_id', 'mail', 'origin', 'tenant_id']);
    expect(JSON.stringify(job)).not.toMatch(/mows|Aoife|@builder/);
  });

  test('before the house is claimed nobody is named and nobody can be replied to', async () => {
    builder = await createTestTenant(`unclaimed-${count}`);
    await ended(await passOn());
    const [mail] = await mails();
    expect(mail).not.toMatch(/Reply-To|Aoife/);
    expect(await inbox()).toMatchObject([{ owner: null }]);
  });

  test(
    'a mail server that is down is tried again; one that refuses for good fails the job at once, and it can be ' +
      'replayed',
    async () => {
      mailer = createMailer({ DATA_DIR: folder, SMTP_URL: server.url });
      server.refuseWith('451 4.7.1 come back later');
      const first = await passOn();
      await expect
        .poll(async () => (await mailJobs())[0]!.history.filter(({ state }) => state === 'retrying').length)
        .toBeGreaterThan(1);
      server.refuseWith(undefined);
      expect(await ended(first)).toMatchObject({ state: 'succeeded' });

      const before = server.taken();
      builder = await createTestTenant(`refused-${count}`, { claimed: true });
      server.refuseWith(`550 5.1.1 <care@${builder.slug}.example>: no such mailbox`);
      const row = await ended(await passOn());
      expect(row).toMatchObject({ state: 'failed', error: expect.stringMatching(/550 5\.1\.1.*start this job again/) });
      expect(row.error).not.toContain(`care@${builder.slug}`);
      expect(row.history.map(({ state }) => state)).toEqual(['running', 'failed']);
      await expect.poll(inbox).toMatchObject([{ mail: 'failed' }]);
      server.refuseWith(undefined);
      expect(await ended(await replayJob(systemScope('test'), row.id))).toMatchObject({
        state: 'succeeded',
        replayOf: row.id,
      });
      expect(server.taken()).toBe(before + 1);
      expect(await inbox()).toMatchObject([{ mail: 'sent' }]);
    },
  );

  test('a replay writes nothing twice into the local outbox', async () => {
    const sent = await passOn();
    await ended(sent);
    await ended(await replayJob(systemScope('test'), sent.jobId));
    expect(await mails()).toHaveLength(1);
  });

  test('who has moved out before the mail was sent is not spoken of', async () => {
    await bench.stop();
    const waiting = await passOn();
    await withScope(scope, (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, builder.homeownerId)),
    );
    bench = await startBench([mailSend(() => mailer)], [10]);
    expect(await ended(waiting)).toMatchObject({ state: 'succeeded' });
    expect(await mails()).toEqual([]);
    expect((await question()).mailedAt).toBeNull();
  });

  test('a builder without an address fails the job at once, with what to do', async () => {
    await withScope(scope, (tx) =>
      tx.update(tenants).set({ supportEmail: ' ' }).where(eq(tenants.id, builder.tenantId)),
    );
    expect(await ended(await passOn())).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('contact address'),
    });
    await quiet();
  });
});

test('C8: one builder’s mails that hang keep no other builder’s waiting', async () => {
  const slow = builder;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let hanging = 0;
  const outbox = mailer;
  mailer = {
    kind: 'outbox',
    async send(mail) {
      if (mail.to === `care@${slow.slug}.example`) {
        hanging += 1;
        await held;
      }
      return outbox.send(mail);
    },
  };
  for (let n = 0; n < 6; n += 1) await passOn(slow);
  await expect.poll(() => hanging, { timeout: 20_000 }).toBe(2);
  builder = await createTestTenant(`quick-${count}`, { claimed: true });
  expect(await ended(await passOn())).toMatchObject({ state: 'succeeded' });
  expect(hanging).toBe(2);
  release();
  await quiet();
  expect(hanging).toBe(6);
});

test('B1: the inbox’s pages lead newest first through each of the builder’s questions once', async () => {
  for (let n = 0; n < 5; n += 1) await passOn();
  await quiet();
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listInbox(staff(), { limit: 2, cursor });
    seen.push(...page.items.map(({ id }) => id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(seen).toHaveLength(5);
  expect(seen).toEqual(seen.toSorted().reverse());
  const other = await createTestTenant(`other-${count}`);
  expect((await listInbox(tenantScope(other.tenantId, { kind: 'system', name: 'test' }), { limit: 10 })).items).toEqual(
    [],
  );
  await expect(listInbox(staff(), { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ status: 422 });
});
