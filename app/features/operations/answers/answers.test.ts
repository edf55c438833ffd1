import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import type { KeptAnswer } from '#app/features/assistant/answer-cache.server.ts';
import { answerTurn, type Answerer } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { rateAnswer } from '#app/features/assistant/conversations/rate-answer.server.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { createTestAdmin, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { createLibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import type { Database } from '#db/client.ts';
import { LOOKED_THROUGH } from '#db/queries/operations/answers.ts';
import { answerTraces, conversations, messages } from '#db/schema/assistant.ts';
import { answerChecks } from '#db/schema/checks.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { documents } from '#db/schema/documents.ts';
import { auditLog, llmUsage } from '#db/schema/observability.ts';
import { platformScope, systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type Scope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { getAnswer } from './get-answer.server.ts';
import { makeCheck } from './make-check.server.ts';
import { listAnswers } from './list-answers.server.ts';
import { replayAnswer } from './replay-answer.server.ts';
import { answerFilterSchema } from './schema.ts';

/** The log of answers: why each was given, who may read it, and how it is looked through (H6). */

const FOUND = 'Where is the fuse board?';
const NOT_FOUND = 'Where is the swimming pool?';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let admin: ReturnType<typeof platformScope>;
const answers = createLibraryCache<KeptAnswer>(1_000_000);
const quoting = answerFromDocuments({ embedder: wordOverlap, chatModel: null, answers });

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  other = await createTestTenant('other', { claimed: true });
  admin = platformScope({ kind: 'staff', userId: await createTestAdmin(), email: 'admin@platform.example' });
  await shelve(mine, { title: 'Electrics', heading: 'The fuse board', text: 'The fuse board is under the stairs.' });
  await shelve(mine, { title: 'Garden', heading: 'The lawn', text: 'Mow the lawn each week in summer.' });
});
afterAll(() => database.close());

let requests = 0;
/** Asks as the owner of a house; returns the answer's id. */
async function ask(tenant: TestTenant, message: string, answerer: Answerer = quoting): Promise<string> {
  const scope = ownerOf(tenant);
  const turn = await openTurn(scope, { message });
  requests += 1;
  const context = { requestId: `request-${requests}`, method: 'POST', path: '/api/chat', ip: '::1', userAgent: 'test' };
  await runWithRequestContext(context, () => answerTurn(scope, turn, answerer, { tell: () => {} })).catch(() => {});
  return turn.answerId;
}

const query = (fields: Record<string, string> = {}) => answerFilterSchema.parse(fields);
const idsOf = async (fields: Record<string, string>) =>
  (await listAnswers(admin, query(fields))).items.map(({ id }) => id);
const rowsAs = (scope: Scope, text: string) => withScope(scope, (tx) => tx.execute(sql.raw(text)));

describe('H6: why an answer was given', () => {
  it('is stored with it: what was looked for, the passages by both measures, the parts of the decision', async () => {
    const id = await ask(mine, FOUND);
    const { why, ...report } = await getAnswer(admin, id);
    expect(report).toMatchObject({
      id,
      question: FOUND,
      mode: 'extractive',
      state: 'complete',
      tenant_id: mine.tenantId,
      development: { id: mine.developmentId },
      request_id: `request-${requests}`,
      house: { type: 'A' },
      answer: expect.stringContaining('under the stairs'),
      citations: [{ title: 'Electrics' }],
    });
    expect(why).toMatchObject({
      language: 'en',
      kept: false,
      embedding_model: 'word-overlap',
      library_version: expect.stringMatching(/^\d+$/),
    });
    expect(why?.searches).toHaveLength(1);
    const [search] = why!.searches;
    expect(search).toMatchObject({ text: FOUND, asked: FOUND, chosen: true, with_talk: false, by_meaning: true });
    expect(search?.passages[0]).toMatchObject({
      title: 'Electrics',
      page: 1,
      heading: 'The fuse board',
      best: { text: 'The fuse board is under the stairs.' },
      text: expect.stringContaining('under the stairs'),
    });
    for (const measure of ['words', 'cosine', 'score'] as const)
      expect(search?.passages[0]?.[measure]).toBeGreaterThan(search?.passages[1]?.[measure] ?? 0);
    const { decision } = search!;
    expect(decision).toMatchObject({ verdict: 'answers', blocked_by: null, calibrated: false, sure: null });
    const sum = decision!.parts.reduce((total, { value, weight }) => total + value * weight, decision!.bias);
    expect(sum).toBeCloseTo(decision!.confidence!, 2);
    expect(decision!.confidence).toBeGreaterThan(decision!.threshold);
    const stages = why!.stages.map(({ name }) => name);
    expect(stages).toEqual(expect.arrayContaining(['language', 'search', 'embed', 'find', 'weigh', 'answer']));
  });

  it('of a calibrated model: its weights, and whether the place is sure, in parts that add up', async () => {
    const tenant = await createTestTenant('calibrated', { claimed: true });
    const embedder = { ...wordOverlap, model: 'all-minilm-l6-v2-int8' };
    const told = { title: 'Electrics', heading: 'The fuse board', text: 'The fuse board is under the stairs.' };
    await shelve(tenant, told, embedder);
    const id = await ask(tenant, FOUND, answerFromDocuments({ embedder, chatModel: null }));
    const { decision } = (await getAnswer(admin, id)).why!.searches.at(-1)!;
    expect(decision).toMatchObject({ calibrated: true, threshold: 0 });
    const total = (parts: { value: number; weight: number }[], bias: number) =>
      parts.reduce((sum, { value, weight }) => sum + value * weight, bias);
    expect(total(decision!.parts, decision!.bias)).toBeCloseTo(decision!.confidence!, 1);
    expect(total(decision!.sure!.parts, decision!.sure!.bias)).toBeCloseTo(decision!.sure!.sum, 1);
  });

  it('says of a refusal what decided, and of one from memory how that was made', async () => {
    const refused = await getAnswer(admin, await ask(mine, NOT_FOUND));
    expect(refused).toMatchObject({ mode: 'refusal', why: { kept: false } });
    expect(refused.why?.searches.at(-1)?.decision).toMatchObject({ verdict: 'declines' });
    const again = await getAnswer(admin, await ask(mine, NOT_FOUND));
    expect(again.why).toMatchObject({ kept: true, searches: refused.why!.searches });
  });

  it('holds what was read together with the talk before, and which of two readings was taken', async () => {
    const scope = ownerOf(mine);
    const first = await openTurn(scope, { message: FOUND });
    await answerTurn(scope, first, quoting);
    const turn = await openTurn(scope, { message: 'And where is it?', conversationId: first.conversationId });
    await answerTurn(scope, turn, quoting);
    const { why } = await getAnswer(admin, turn.answerId);
    expect(why?.searches.map(({ with_talk, chosen }) => [with_talk, chosen])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(why?.searches[1]?.text).toBe(`${FOUND} And where is it?`);
  });

  it('of a model: which passages it was handed, whether it wrote, what that cost', async () => {
    const chatModel: ChatModel = {
      model: 'gpt-4o-mini',
      stream: async function* (_messages, { onUsage }) {
        yield 'It is under the stairs [1].';
        onUsage?.({ promptTokens: 100, completionTokens: 10 });
      },
    };
    const id = await ask(mine, FOUND, answerFromDocuments({ embedder: wordOverlap, chatModel }));
    // Usage is written soon after an answer; here at once.
    await withScope(systemScope('test'), (tx) =>
      tx.insert(llmUsage).values({
        id: v7(),
        tenantId: mine.tenantId,
        operation: 'chat',
        model: 'gpt-4o-mini',
        promptTokens: 100,
        completionTokens: 10,
        cost: 0.002,
        latencyMs: 7,
        messageId: id,
      }),
    );
    const report = await getAnswer(admin, id);
    expect(report).toMatchObject({ mode: 'model', why: { model: { name: 'gpt-4o-mini', outcome: 'wrote' } } });
    expect(report.why?.searches[0]).toMatchObject({ chosen: true, decision: null });
    expect(report.why?.searches[0]?.passages.every(({ prompted }) => prompted)).toBe(true);
    expect(report.model_use).toContainEqual(expect.objectContaining({ prompt_tokens: 100, cost: 0.002 }));
  });

  it('is there for an answer that failed, and for one before anything was noted', async () => {
    const failed = await ask(mine, FOUND, () => Promise.reject(new Error('The disk is full.')));
    expect(await getAnswer(admin, failed)).toMatchObject({ state: 'failed', why: { searches: [] } });
    await withScope(systemScope('test'), (tx) =>
      tx.update(answerTraces).set({ parts: {} }).where(eq(answerTraces.messageId, failed)),
    );
    expect(await getAnswer(admin, failed)).toMatchObject({ state: 'failed', why: null });
  });

  it('stays within its bounds whatever is asked and found', async () => {
    const long = '“𝔖\u0007\ud83d\u2028” '.repeat(90);
    const tenant = await createTestTenant('long', { claimed: true });
    for (let at = 0; at < 8; at += 1)
      await shelve(tenant, { title: `${long}${at}`, heading: `${long} hob ${at}`, text: `The hob ${long.repeat(3)}.` });
    const id = await ask(tenant, `hob ${long.toWellFormed().replaceAll('\u0007', '')}`);
    const { rows } = await rowsAs(
      systemScope('test'),
      `select octet_length(parts::text) as size from answer_traces where message_id = '${id}'`,
    );
    expect(rows[0]?.size).toBeGreaterThan(2_000);
    expect(rows[0]?.size).toBeLessThan(96 * 1024);
  });

  it('is read by the platform alone, and each reading is written down', async () => {
    const id = await ask(mine, FOUND);
    await getAnswer(admin, id);
    const read = await withScope(admin, (tx) =>
      tx
        .select({ action: auditLog.action, actorId: auditLog.actorId })
        .from(auditLog)
        .where(eq(auditLog.subjectId, id)),
    );
    expect(read).toEqual([{ action: 'answer.read', actorId: (admin.actor as { userId: string }).userId }]);
    const staff = tenantScope(mine.tenantId, { kind: 'staff', userId: mine.developerId, email: 'x@x.example' });
    for (const scope of [staff, ownerOf(mine)])
      await expect(rowsAs(scope, 'select parts from answer_traces')).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    await expect(getAnswer(admin, v7())).rejects.toMatchObject({ code: 'not-found' });
    await expect(getAnswer(admin, 'x')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is written by the house for its own answers alone, and never changed', async () => {
    const theirs = await ask(other, FOUND);
    const insert = (tenantId: string, messageId: string, { developmentId, houseId }: TestTenant) =>
      `insert into answer_traces (tenant_id, message_id, development_id, house_id, latency_ms) values ` +
      `('${tenantId}', '${messageId}', '${developmentId}', '${houseId}', 1)`;
    for (const statement of [
      insert(mine.tenantId, theirs, mine),
      insert(other.tenantId, theirs, other),
      insert(mine.tenantId, v7(), mine),
      'update answer_traces set latency_ms = 1',
      'delete from answer_traces',
    ])
      await expect(rowsAs(ownerOf(mine), statement), statement).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('H6: the log of answers', () => {
  it('is filtered by tenant, development, outcome, way, feedback, words, day and request, and sorted', async () => {
    const [found, refused, foreign] = [await ask(mine, FOUND), await ask(mine, NOT_FOUND), await ask(other, FOUND)];
    const request = `request-${requests}`;
    await rateAnswer(ownerOf(mine), { message_id: refused, rating: 'down' });
    const tenant = mine.tenantId;
    expect((await idsOf({ tenant })).slice(0, 2)).toEqual([refused, found]);
    expect(await idsOf({ development: other.developmentId, outcome: 'refused' })).toContain(foreign);
    expect(await idsOf({ tenant, outcome: 'refused' })).not.toContain(found);
    expect((await idsOf({ tenant, mode: 'extractive' }))[0]).toBe(found);
    expect(await idsOf({ rating: 'down' })).toEqual([refused]);
    expect((await idsOf({ q: 'SWIMMING', tenant }))[0]).toBe(refused);
    expect(await idsOf({ q: '%' })).toEqual([]);
    expect(await idsOf({ request })).toEqual([foreign]);
    expect(await idsOf({ request: 'request-0' })).toEqual([]);
    expect(await idsOf({ to: '2001-01-01' })).toEqual([]);
    expect((await idsOf({ from: '2001-01-01', to: '2100-01-01' })).slice(0, 2)).toEqual([foreign, refused]);
    const all = await idsOf({ limit: '100' });
    expect(await idsOf({ limit: '100', sort: 'at' })).toEqual(all.toReversed());
    const slowest = (await listAnswers(admin, query({ limit: '100', sort: '-latency' }))).items;
    expect(slowest.map(({ latency_ms }) => latency_ms)).toEqual(
      slowest.map(({ latency_ms }) => latency_ms).toSorted((a, b) => b - a),
    );
  });

  it('gives each answer once, a page at a time, in each order', async () => {
    for (const sort of ['-at', 'at', '-latency', 'latency']) {
      const all = await idsOf({ limit: '100', sort });
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listAnswers(admin, query({ limit: '3', sort, ...(cursor ? { cursor } : {}) }));
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.next_cursor;
      } while (cursor);
      expect(paged).toEqual(all);
    }
    await expect(listAnswers(admin, query({ cursor: 'x' }))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('looks through so many at a time, and leads on to those behind', async () => {
    const { tenantId, developmentId, houseId, homeownerId } = await createTestTenant('many');
    const conversationId = v7();
    const said = { tenantId, conversationId, houseId, homeownerId, role: 'assistant' as const, content: 'x' };
    const many = Array.from({ length: LOOKED_THROUGH + 5 }, () => v7()).toSorted();
    await withScope(systemScope('test'), async (tx) => {
      await tx.insert(conversations).values({ tenantId, id: conversationId, houseId, homeownerId });
      for (let from = 0; from < many.length; from += 1_000) {
        const part = many.slice(from, from + 1_000);
        await tx
          .insert(messages)
          .values(part.map((id) => ({ ...said, id, mode: id === many[2] ? 'refusal' : 'model' }) as const));
        await tx
          .insert(answerTraces)
          .values(part.map((messageId) => ({ tenantId, messageId, developmentId, houseId, latencyMs: 1 })));
      }
    });
    const first = await listAnswers(admin, query({ tenant: tenantId, outcome: 'refused' }));
    expect(first.items).toEqual([]);
    expect(first.next_cursor).not.toBeNull();
    const then = await listAnswers(admin, query({ tenant: tenantId, outcome: 'refused', cursor: first.next_cursor! }));
    expect(then).toMatchObject({ items: [{ id: many[2] }], next_cursor: null });
  });
});

describe('H6: replay', () => {
  const settings = { embedder: wordOverlap, chatModel: null };
  const held = async () => {
    const counts = ['conversations', 'messages', 'answer_traces', 'message_feedback', 'builder_questions'].map(
      (table) => `(select count(*)::int from ${table}) as ${table}`,
    );
    return (await rowsAs(systemScope('test'), `select ${counts.join(', ')}`)).rows;
  };

  it('asks the same of the same house, tells what is different, and leaves nothing with its owner', async () => {
    const tenant = await createTestTenant('replayed', { claimed: true });
    const told = { title: 'Electrics', heading: 'The fuse board', text: 'The fuse board is under the stairs.' };
    const documentId = await shelve(tenant, told);
    const scope = ownerOf(tenant);
    const first = await openTurn(scope, { message: FOUND });
    await answerTurn(scope, first, quoting);
    const turn = await openTurn(scope, { message: 'And where is it?', conversationId: first.conversationId });
    await answerTurn(scope, turn, quoting);
    const before = await held();
    const same = await replayAnswer(admin, turn.answerId, settings);
    expect(same).toMatchObject({ mode: 'extractive', changed: { same: true, facts: [] } });
    expect(same.why.searches.at(-1)).toMatchObject({ with_talk: true, chosen: true });
    await withScope(systemScope('test'), (tx) =>
      tx.update(documents).set({ deletedAt: new Date() }).where(eq(documents.id, documentId)),
    );
    await shelve(tenant, { ...told, text: 'The fuse board is in the hall.' });
    const { answer, changed } = await replayAnswer(admin, turn.answerId, settings);
    expect(answer).toContain('in the hall');
    expect(changed).toMatchObject({ same: false, sources: [{ title: 'Electrics', change: 'same' }] });
    expect(changed.lines.map(({ change }) => change)).toEqual(expect.arrayContaining(['same', 'gone', 'new']));
    expect(changed.passages.map(({ was, now }) => [was?.rank, now?.rank])).toEqual([
      [undefined, 1],
      [1, undefined],
    ]);
    expect(changed.facts.map(({ name }) => name)).toContain('Version of the library');
    expect(await held()).toEqual(before);
    const written = await withScope(admin, (tx) =>
      tx.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.subjectId, turn.answerId)),
    );
    expect(written).toEqual([{ action: 'answer.replayed' }, { action: 'answer.replayed' }]);
  });

  it('is limited, and refuses what is not there or cannot be asked again', async () => {
    await expect(replayAnswer(admin, v7(), settings)).rejects.toMatchObject({ code: 'not-found' });
    const id = await ask(mine, FOUND);
    await withScope(systemScope('test'), (tx) => tx.update(messages).set({ replyTo: null }).where(eq(messages.id, id)));
    await expect(replayAnswer(admin, id, settings)).rejects.toMatchObject({ code: 'conflict' });
    for (let count = 0; count < 20; count += 1) await replayAnswer(admin, v7(), settings).catch(() => {});
    await expect(replayAnswer(admin, id, settings)).rejects.toMatchObject({ code: 'rate-limited' });
  });
});

describe('H6: an answer made a check', () => {
  const checksOf = (tenant: TestTenant) =>
    withScope(systemScope('test'), (tx) =>
      tx.select().from(answerChecks).where(eq(answerChecks.tenantId, tenant.tenantId)),
    );

  it('is its builder’s, of the asking house’s type, asked by a job, and written down', async () => {
    const id = await ask(mine, FOUND);
    const fields = { question: ' Where is  the fuse board? ', house_type: mine.houseType };
    expect(await makeCheck(admin, id, fields)).toEqual({ houseTypes: [mine.houseType] });
    expect(await checksOf(mine)).toMatchObject([
      { question: FOUND, houseType: mine.houseType, developmentId: mine.developmentId, approved: null, askedAt: null },
    ]);
    expect(await checksOf(other)).toEqual([]);
    const jobs = await withScope(systemScope('test'), (tx) =>
      tx.select().from(jobStatus).where(eq(jobStatus.eventName, 'checks/run.requested')),
    );
    expect(jobs).toMatchObject([{ tenantId: mine.tenantId, subjectId: mine.developmentId, state: 'queued' }]);
    const deeds = await withScope(systemScope('test'), (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'answer-check.added-by-platform')),
    );
    expect(deeds).toMatchObject([
      {
        tenantId: mine.tenantId,
        actorKind: 'staff',
        subjectId: mine.developmentId,
        details: { answer: id, house_types: [mine.houseType] },
      },
    ]);
    await expect(makeCheck(admin, id, fields)).rejects.toMatchObject({ code: 'conflict' });
    expect(await makeCheck(admin, id, { question: 'Another one?', house_type: '' })).toMatchObject({
      houseTypes: expect.arrayContaining([mine.houseType]),
    });
  });

  it('refuses what is no question, another house type, and an answer that is not there', async () => {
    const id = await ask(mine, FOUND);
    await expect(makeCheck(admin, id, { question: ' ' })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ field: 'question' }],
    });
    await expect(makeCheck(admin, id, { question: FOUND, house_type: 'Z' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(makeCheck(admin, v7(), { question: FOUND })).rejects.toMatchObject({ code: 'not-found' });
  });
});
