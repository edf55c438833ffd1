import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { createFormerOwner, createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { builderAnswers } from '#db/schema/assistant.ts';
import { homeowners } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { MAX_ANSWERS } from './limits.ts';
import { publishNote } from './publish-note.server.ts';
import { answerQuestion } from './answer-question.server.ts';
import { listInbox } from './list-inbox.server.ts';
import { readQuestion } from './read-question.server.ts';
import { answerSchema } from './schema.ts';
import { countUnseen, listAnswers, noteSeen } from './owner-answers.server.ts';
import { writeAnswerMail } from './write-answer-mail.server.ts';

const ORIGIN = 'http://localhost:3000';
const world = builderPerTest();
const system = systemScope('test');
let home: TestTenant;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'inbox-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

beforeEach(async () => {
  home = world.home;
  await address('owner@example.ie');
});

const address = (email: string | null) =>
  withScope(system, (tx) =>
    tx.update(homeowners).set({ email, claimedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
  );

/** Passes a question on; returns its id in the inbox. */
async function passOn(
  house: TestTenant = home,
  question = 'Who mows the green?',
  owner = ownerOf(house),
): Promise<string> {
  const turn = await openTurn(owner, { message: question });
  const answer = { text: 'Not in your documents.', grounded: false, mode: 'refusal' as const, citations: [] };
  await closeTurn(owner, turn, answer, 'complete', 3);
  await askBuilder(owner, { messageId: turn.answerId }, ORIGIN);
  return (await listInbox(developerOf(house), { limit: 1 })).items[0]!.id;
}
const answer = (id: string, text: string, seen = '', tenant = home) =>
  answerQuestion(developerOf(tenant), id, answerSchema.parse({ text, seen }), ORIGIN);
const mailJobs = () =>
  withScope(system, (tx) =>
    tx
      .select({ event: jobStatus.event })
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, home.tenantId), eq(jobStatus.eventName, 'mail/send'))),
  );
const stored = () =>
  withScope(system, (tx) => tx.select().from(builderAnswers).where(eq(builderAnswers.tenantId, home.tenantId)));

describe('G9: an answer to a question that was passed on', () => {
  test('stands under the question for its owner, is told as new until it was seen, and is mailed once', async () => {
    const id = await passOn();
    expect((await listInbox(developerOf(home), { limit: 1 })).items[0]!.state).toBe('waiting');
    await answer(id, 'The council,\r\nevery second week.');
    expect((await listInbox(developerOf(home), { limit: 1 })).items[0]!.state).toBe('answered');

    const [message] = (await listHistory(ownerOf(home), { limit: 1 })).items;
    const text = 'The council,\nevery second week.';
    expect(message!.builder_answers).toEqual([
      { id: expect.any(String), text, at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/), seen: false },
    ]);
    const unseen = await listAnswers(ownerOf(home));
    expect(unseen).toMatchObject([
      { question: 'Who mows the green?', text, conversation_id: message!.conversation_id },
    ]);
    expect(await countUnseen(ownerOf(home))).toBe(1);
    await noteSeen(ownerOf(home), [unseen[0]!.id]);
    expect(await countUnseen(ownerOf(home))).toBe(0);
    expect(await listAnswers(ownerOf(home))).toMatchObject([{ text, unread: false }]);
    const { answers } = await readQuestion(developerOf(home), id);
    expect(answers).toMatchObject([{ text, seen_at: expect.any(String), mail: 'under-way' }]);

    const asked = (await mailJobs()).filter(({ event }) => event.data.mail === 'builder-answer');
    expect(asked.map(({ event }) => event.data.id)).toEqual([unseen[0]!.id]);
    const mail = await writeAnswerMail(jobScope('mail-send', home.tenantId), { id: unseen[0]!.id, origin: ORIGIN });
    expect(mail).toMatchObject({ id: `builder-answer.${unseen[0]!.id}`, subject: expect.stringContaining('answered') });
    expect(mail!.text).toContain('> Who mows the green?');
    expect(mail!.text).toContain(`${ORIGIN}/home?conversation=${message!.conversation_id}`);
  });

  test('of two who answer at once the second is told, and nothing of theirs is sent', async () => {
    const id = await passOn();
    await answer(id, 'The council.');
    await expect(answer(id, 'The builder.')).rejects.toMatchObject({ code: 'conflict' });
    expect((await stored()).map(({ text }) => text)).toEqual(['The council.']);
    const { question } = await readQuestion(developerOf(home), id);
    await answer(id, 'From May on, twice a week.', question.answered_at);
    expect((await stored()).map(({ text }) => text)).toEqual(['The council.', 'From May on, twice a week.']);
  });

  test('to a question of before the claim goes to nobody by mail, and never bears the owner’s name', async () => {
    const stranger = { ...ownerOf(home), claimed: false, sessionId: v7() };
    await withScope(system, (tx) =>
      tx.update(homeowners).set({ claimedAt: null }).where(eq(homeowners.id, home.homeownerId)),
    );
    const id = await passOn(home, 'Is the alarm on?', stranger);
    await answer(id, 'We do not say that.');
    const mail = () => writeAnswerMail(jobScope('mail-send', home.tenantId), { id: written, origin: ORIGIN });
    const written = (await stored())[0]!.id;
    expect(await mail()).toBeUndefined();
    await address('owner@example.ie');
    expect(await mail()).toBeUndefined();
    expect(await listAnswers(ownerOf(home))).toEqual([]);
    expect((await listInbox(developerOf(home), { limit: 1 })).items[0]!.owner).toBeNull();
    const { question, answers } = await readQuestion(developerOf(home), id);
    expect(question).toMatchObject({ owner: null, readable: false });
    expect(answers).toMatchObject([{ mail: 'none' }]);
    await expect(answer(id, 'More.', question.answered_at)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is one of twenty at most: all that were sent can be read', async () => {
    const id = await passOn();
    const seenNow = async () => (await readQuestion(developerOf(home), id)).question.answered_at;
    for (let n = 0; n < MAX_ANSWERS; n += 1) await answer(id, `Answer ${n}.`, await seenNow());
    await expect(answer(id, 'One more.', await seenNow())).rejects.toMatchObject({ code: 'conflict' });
    expect((await listHistory(ownerOf(home), { limit: 1 })).items[0]!.builder_answers).toHaveLength(MAX_ANSWERS);
  });

  test('becomes a note of the library once, for the house types that are chosen', async () => {
    const id = await passOn();
    const note = { title: 'Mowing', text: 'The council mows the green.', house_types: ['A'], ends_on: null };
    const { documentId } = await publishNote(developerOf(home), id, note, dataDir);
    expect(await getDocument(developerOf(home), documentId)).toMatchObject({
      title: 'Mowing',
      category: 'notes',
      houseTypes: ['A'],
    });
    await expect(publishNote(developerOf(home), id, note, dataDir)).rejects.toMatchObject({ code: 'conflict' });
    const unknown = { ...note, text: 'Other.', house_types: ['Z'] };
    await expect(publishNote(developerOf(home), id, unknown, dataDir)).rejects.toMatchObject({
      fields: [{ field: 'house_types' }],
    });
    expect(await readdir(join(dataDir, 'tmp'))).toEqual([]);
  });

  test('of ten at once one is sent', async () => {
    const id = await passOn();
    const all = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => answer(id, `Answer ${n}.`)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
    expect((await mailJobs()).filter(({ event }) => event.data.mail === 'builder-answer')).toHaveLength(1);
  });

  test('is no other builder’s to give or to read', async () => {
    const id = await passOn();
    const other = await createTestTenant('other', { claimed: true });
    await expect(answer(id, 'Mine.', '', other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readQuestion(developerOf(other), id)).rejects.toMatchObject({ code: 'not-found' });
    for (const wrong of [undefined, 'x', v7()])
      await expect(readQuestion(developerOf(home), wrong)).rejects.toMatchObject({ code: 'not-found' });
    expect(await stored()).toEqual([]);
  });

  test('is its asker’s alone: not the next owner’s, not marked as seen by them', async () => {
    const former = await createFormerOwner(home);
    const id = await passOn(former);
    await withScope(system, (tx) =>
      tx
        .insert(builderAnswers)
        .values({ tenantId: home.tenantId, id: v7(), houseId: home.houseId, questionId: id, text: 'x' }),
    );
    expect(await listAnswers(ownerOf(home))).toEqual([]);
    await noteSeen(
      ownerOf(home),
      (await stored()).map((row) => row.id),
    );
    expect((await stored()).map(({ seenAt }) => seenAt)).toEqual([null]);
  });

  test('goes to nobody who has moved out, and by no mail to who has no address', async () => {
    const id = await passOn();
    await address(null);
    await answer(id, 'The council.');
    const scope = jobScope('mail-send', home.tenantId);
    expect(await writeAnswerMail(scope, { id: (await stored())[0]!.id, origin: ORIGIN })).toBeUndefined();
    expect((await readQuestion(developerOf(home), id)).answers).toMatchObject([{ mail: 'none' }]);
    await withScope(system, (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
    );
    const { question } = await readQuestion(developerOf(home), id);
    await expect(answer(id, 'More.', question.answered_at)).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['none', '', 'write your answer'],
    ['blank', ' \n ', 'write your answer'],
    ['too many', 'x'.repeat(4_001), 'may have at most 4000 characters'],
  ])('of words that are %s is refused', (_what, text, message) =>
    expect(answerSchema.safeParse({ text, seen: '' }).error!.issues).toMatchObject([{ path: ['text'], message }]),
  );
});
