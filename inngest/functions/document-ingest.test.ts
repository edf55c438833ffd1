import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Database } from '#db/client.ts';
import { chunkEmbeddings, chunks, documentPages, documents } from '#db/schema/documents.ts';
import { engineEvents, engineQueue } from '#db/schema/engine.ts';
import { outbox } from '#db/schema/jobs.ts';
import { developments } from '#db/schema/tenancy.ts';
import { houseScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { countVocabulary, findPassages, findVocabulary } from '#db/queries/retrieval/passages.ts';
import { openTestDatabase } from '#db/testing.ts';
import { developmentReindex } from './development-reindex.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { fakeModel, fakeVector, type FakeModel } from './testing/fake-model.ts';
import {
  addBuilder,
  ended,
  job,
  retryWait,
  scope,
  skipRetryWait,
  startBench,
  upload,
  version,
  type JobBench,
  type TestBuilder,
} from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';

// Documents are read in processes of their own: on a busy machine each takes seconds.
vi.setConfig({ testTimeout: 90_000 });

let database: Database;
let bench: JobBench | undefined;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});
afterAll(() => database.close());

async function run(model: FakeModel): Promise<FakeModel> {
  bench = await startBench([documentIngest(() => model), documentIngestEnd, developmentReindex(() => model)]);
  return model;
}

/**
 * Which versions an owner of the builder's finds passages of, by words and by meaning, and how many passages hold words
 * to search for.
 */
async function findable({ scope: { tenantId }, developmentId }: TestBuilder) {
  const ids = {
    tenantId,
    developmentId,
    houseId: v7(),
    houseType: 'A',
    homeownerId: v7(),
    sessionId: v7(),
    claimed: true,
  };
  const house = houseScope({
    ...ids,
    actor: { kind: 'homeowner', homeownerId: ids.homeownerId, houseId: ids.houseId },
  });
  const terms = [{ query: "'subject'", headingQuery: "'subject':A", weight: 1 }];
  const question = { terms, vector: fakeVector('Subject'), model: 'fake-model', candidates: 40 };
  return withScope(house, async (tx) => {
    await countVocabulary(tx, house, 100, 1_000);
    return {
      versions: new Set((await findPassages(tx, house, question)).map((row) => row.versionId)),
      passages: (await findVocabulary(tx, house))?.passages,
    };
  });
}

/** Where the database keeps each passage that a job has read: another place for one that is written again. */
async function placesOf(readingId: string): Promise<string[]> {
  const query = sql`select id || ' ' || ctid::text as place from chunks where reading_id = ${readingId}
    order by ordinal`;
  const { rows } = await withScope(scope, (tx) => tx.execute<{ place: string }>(query));
  return rows.map((row) => row.place);
}

const vectorsOf = (readingId: string) =>
  withScope(scope, (tx) => tx.$count(chunkEmbeddings, eq(chunkEmbeddings.readingId, readingId)));

async function passages(builder: TestBuilder, documentId: string) {
  return withScope(builder.scope, async (tx) => ({
    chunks: await tx.select().from(chunks).where(eq(chunks.documentId, documentId)).orderBy(asc(chunks.ordinal)),
    vectors: await tx.select().from(chunkEmbeddings).where(eq(chunkEmbeddings.documentId, documentId)),
    unsearched: await tx.$count(
      chunks,
      sql`not exists (select from documents d where d.live_reading_id = ${chunks.readingId})`,
    ),
    document: (await tx.select().from(documents).where(eq(documents.id, documentId)))[0],
  }));
}

const states = (row: { history: { state: string }[] }) => row.history.map((line) => line.state);

describe('C1, K3: reading an uploaded document', () => {
  test('a PDF becomes searchable passages with their pages and vectors, and its job succeeds', async () => {
    await run(fakeModel());
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf([page('Fuse board'), page('Stopcock'), page('Boiler')]));
    const row = await ended(stored);

    expect(states(row)).toEqual(['running', 'succeeded']);
    expect(row).toMatchObject({ state: 'succeeded', progress: 100, error: null, step: 'publish' });
    expect(await version(stored.versionId)).toMatchObject({ status: 'ready', progress: 100, pages: 3, reason: null });
    const read = await passages(builder, stored.documentId);
    expect(read.document?.liveVersionId).toBe(stored.versionId);
    expect(read.unsearched).toBe(0);
    expect(new Set(read.chunks.map((chunk) => chunk.page))).toEqual(new Set([1, 2, 3]));
    expect(read.chunks.map((chunk) => chunk.ordinal)).toEqual(read.chunks.map((_, index) => index));
    expect(read.chunks.every((chunk) => chunk.houseTypes.join() === 'A')).toBe(true);
    expect(read.vectors.map((vector) => vector.chunkId).sort()).toEqual(read.chunks.map((chunk) => chunk.id).sort());
    const first = read.chunks[0];
    const vector = read.vectors.find((candidate) => candidate.chunkId === first?.id);
    expect(vector?.model).toBe('fake-model');
    expect(vector?.embedding[0]).toBeCloseTo(
      fakeVector(first?.heading ? `${first.heading}\n${first.text}` : (first?.text ?? ''))[0] ?? Number.NaN,
      5,
    );
    const pages = await withScope(builder.scope, (tx) =>
      tx.select().from(documentPages).orderBy(asc(documentPages.page)),
    );
    expect(pages.map((stored_) => [stored_.page, stored_.hasText])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(await withScope(scope, (tx) => tx.$count(outbox))).toBe(0);
  });

  test('C8: what a document says again and again is embedded once', async () => {
    const model = await run(fakeModel());
    const builder = await addBuilder();
    const text = Array.from({ length: 12 }, () => 'The stopcock is under the sink. '.repeat(100)).join('\f');
    const stored = await upload(builder, Buffer.from(text), { kind: 'txt' });
    expect(await ended(stored)).toMatchObject({ state: 'succeeded' });
    const read = await passages(builder, stored.documentId);
    expect(read.vectors).toHaveLength(read.chunks.length);
    expect(model.texts).toBe(new Set(read.chunks.map((chunk) => chunk.text)).size);
    expect(model.texts).toBeLessThan(read.chunks.length);
  });

  test('a new version replaces the passages of the old one, and reading it again leaves the same ones', async () => {
    await run(fakeModel());
    const builder = await addBuilder();
    const first = await upload(builder, await makePdf([page('Old heating')]));
    await ended(first);
    const second = await upload(builder, await makePdf([page('New heating'), page('New vents')]), {
      id: first.documentId,
    });
    await ended(second);
    const afterSecond = await passages(builder, first.documentId);
    expect(afterSecond.document?.liveVersionId).toBe(second.versionId);
    expect(new Set(afterSecond.chunks.map((chunk) => chunk.page))).toEqual(new Set([1, 2]));
    expect(afterSecond.chunks.every((chunk) => chunk.versionId === second.versionId)).toBe(true);

    const again = await reingestDocument(builder.scope, first.documentId);
    await ended({ jobId: again.jobId, versionId: second.versionId });
    const afterAgain = await passages(builder, first.documentId);
    expect(afterAgain.chunks.map((chunk) => chunk.text)).toEqual(afterSecond.chunks.map((chunk) => chunk.text));
    expect(afterAgain.vectors).toHaveLength(afterAgain.chunks.length);
  });

  test('C1: until a reading is whole nobody finds anything of it, and its passages are written once', async () => {
    const model = await run(fakeModel());
    const builder = await addBuilder();
    const first = await upload(builder, await makePdf([page('Subject of old')]));
    await ended(first);
    const before = await findable(builder);
    expect(before.versions).toEqual(new Set([first.versionId]));

    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { embed, calls } = model;
    model.embed = async (...asked) => {
      // The vectors of the first call are stored by then.
      if (model.calls > calls) {
        reached.resolve();
        await goOn.promise;
      }
      return embed(...asked);
    };
    const pdf = await makePdf(Array.from({ length: 20 }, (_, n) => page(`Subject ${n}`)));
    const second = await upload(builder, pdf, { id: first.documentId });
    await reached.promise;
    const written = await placesOf(second.jobId);
    expect(written.length).toBeGreaterThan(16);
    expect(await vectorsOf(second.jobId)).toBe(16);
    expect(await findable(builder)).toEqual(before);

    goOn.resolve();
    await ended(second);
    expect((await findable(builder)).versions).toEqual(new Set([second.versionId]));
    expect(await placesOf(second.jobId)).toEqual(written);
    expect((await passages(builder, first.documentId)).unsearched).toBe(0);
  });

  test('C7: the same event delivered again changes nothing', async () => {
    const model = await run(fakeModel());
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf([page('Alarm')]));
    const row = await ended(stored);
    const before = { calls: model.calls, read: await passages(builder, stored.documentId) };
    const engine = bench?.engine;
    await withScope(scope, async (tx) => engine?.accept(tx, [{ id: 'again', ...row.event }]));
    engine?.wake();
    const { rows } = await idle();
    expect(rows).toBe(0);
    expect(await passages(builder, stored.documentId)).toEqual(before.read);
    expect(model.calls).toBe(before.calls);
    expect((await job(stored.jobId)).history).toEqual(row.history);
  });
});

describe('C5, C8: what goes wrong', () => {
  test('a model that fails twice is asked again, and only for what is missing', async () => {
    const model = await run(
      fakeModel('fake-model', (call) => {
        if (call === 2 || call === 3)
          throw new AppError('upstream-failed', 'The search model could not be reached. Try again in a minute.');
      }),
    );
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf(Array.from({ length: 12 }, (_, n) => page(`Subject ${n}`))));
    const row = await ended(stored);
    const read = await passages(builder, stored.documentId);
    expect(states(row)).toEqual(['running', 'retrying', 'running', 'retrying', 'running', 'succeeded']);
    expect(row.history.filter((line) => line.state === 'retrying').map((line) => [line.step, line.attempt])).toEqual([
      ['embed-0', 1],
      ['embed-0', 2],
    ]);
    expect(model.texts).toBe(read.chunks.length);
  });

  test('a 429 with Retry-After is waited for', async () => {
    const refused = Object.assign(new Error('429'), { headers: new Headers({ 'retry-after': '120' }) });
    await run(
      fakeModel('fake-model', (call) => {
        if (call === 1) throw new AppError('upstream-failed', 'The search model is busy.', { cause: refused });
      }),
    );
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf([page('Gutters')]));
    const wait = await retryWait();
    expect([wait > 60, wait <= 120]).toEqual([true, true]);
    await skipRetryWait(bench);
    const row = await ended(stored);
    expect(states(row)).toEqual(['running', 'retrying', 'running', 'succeeded']);
  });

  test('a model that is down for good fails the job with its reason; a replay works once it is back', async () => {
    let down = true;
    await run(
      fakeModel('fake-model', () => {
        if (down)
          throw new AppError('upstream-failed', 'The search model could not be reached. Try again in a minute.');
      }),
    );
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf([page('Windows')]));
    const row = await ended(stored);
    expect(row).toMatchObject({
      state: 'failed',
      error: 'The search model could not be reached. Try again in a minute.',
    });
    expect(states(row).filter((state) => state === 'retrying')).toHaveLength(4);
    expect(await version(stored.versionId)).toMatchObject({
      status: 'failed',
      reason: 'The search model could not be reached. Try again in a minute.',
    });
    expect((await passages(builder, stored.documentId)).unsearched).toBe(0);

    down = false;
    const replay = await replayJob(builder.scope, stored.jobId);
    expect(await ended({ jobId: replay.jobId, versionId: stored.versionId })).toMatchObject({
      state: 'succeeded',
      replayOf: stored.jobId,
    });
    expect((await passages(builder, stored.documentId)).chunks.length).toBeGreaterThan(0);
  });

  test.each([
    ['an empty file', Buffer.alloc(0), /empty/],
    ['a file that is no PDF', Buffer.from('%PDF-1.7\nnothing of the kind'), /./],
  ])('%s fails at once, with a reason for the builder', async (_name, content, reason) => {
    await run(fakeModel());
    const builder = await addBuilder();
    const stored = await upload(builder, content);
    const row = await ended(stored);
    expect(states(row)).toEqual(['running', 'failed']);
    expect(row.error).toMatch(reason);
    expect((await version(stored.versionId)).reason).toBe(row.error);
  });

  test('a cancelled job stops, and its version says so', async () => {
    const model = fakeModel();
    await run(model);
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf(Array.from({ length: 8 }, (_, n) => page(`Subject ${n}`))));
    await cancelJob(systemScope('test'), stored.jobId);
    expect(await ended(stored)).toMatchObject({ state: 'cancelled' });
    await idle();
    expect(await version(stored.versionId)).toMatchObject({ status: 'failed', reason: 'Cancelled by staff.' });
    expect((await passages(builder, stored.documentId)).chunks).toEqual([]);
  });

  /** Holds the model at its second call until `goOn`. */
  function holdModel(model: ReturnType<typeof fakeModel>) {
    const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { embed, calls } = model;
    model.embed = async (...asked) => {
      if (model.calls > calls) {
        reached.resolve();
        await held.promise;
      }
      return embed(...asked);
    };
    return { reached: reached.promise, goOn: () => held.resolve() };
  }

  test('a job cancelled while it embeds leaves the former version live, and nothing of its own', async () => {
    const model = await run(fakeModel());
    const builder = await addBuilder();
    const first = await upload(builder, await makePdf([page('Subject of old')]));
    await ended(first);
    const before = await findable(builder);
    const { reached, goOn } = holdModel(model);
    const many = await makePdf(Array.from({ length: 20 }, (_, n) => page(`Subject ${n}`)));
    const second = await upload(builder, many, { id: first.documentId });
    await reached;
    expect((await placesOf(second.jobId)).length).toBeGreaterThan(16);
    await cancelJob(systemScope('test'), second.jobId);
    expect(await ended(second)).toMatchObject({ state: 'cancelled' });
    const ids = { jobId: second.jobId, versionId: second.versionId, passages: 20 };
    expect(await publishVersion(builder.scope, ids, model.model)).toBe('ended');
    goOn();
    await idle();
    expect(await findable(builder)).toEqual(before);
    expect(await placesOf(second.jobId)).toEqual([]);
    expect(await version(second.versionId)).toMatchObject({ status: 'failed', reason: 'Cancelled by staff.' });
  });

  test('a version that fails while another one of its document is read says so', async () => {
    const model = await run(fakeModel());
    const builder = await addBuilder();
    await ended(await upload(builder, await makePdf([page('Subject')])));
    const { reached, goOn } = holdModel(model);
    const many = await makePdf(Array.from({ length: 20 }, (_, n) => page(`Subject ${n}`)));
    const good = await upload(builder, many);
    await reached;
    const broken = await upload(builder, Buffer.from('%PDF-1.7\nnothing of the kind'), { id: good.documentId });
    expect(await ended(broken)).toMatchObject({ state: 'failed' });
    expect(await version(broken.versionId)).toMatchObject({ status: 'failed' });
    goOn();
    expect(await ended(good)).toMatchObject({ state: 'succeeded' });
  });

  test('a batch of one tenant leaves another’s single document a place', async () => {
    const many = await addBuilder();
    const single = await addBuilder();
    const pdf = await makePdf([page('Batch')]);
    const batch = [];
    for (let n = 0; n < 8; n += 1) batch.push(await upload(many, pdf));
    const own = await upload(single, pdf);
    // All wait before the engine starts, so that no upload is raced by the reading of those before it.
    await run(fakeModel());
    await ended(own);
    const open = await Promise.all(batch.map((stored) => job(stored.jobId)));
    expect(open.filter((row) => !row.finishedAt).length).toBeGreaterThanOrEqual(4);
    await Promise.all(batch.map((stored) => ended(stored)));
  });
});

describe('C4: a new search model', () => {
  test('a document read with it re-indexes the development, which switches when all vectors are there', async () => {
    const builder = await addBuilder('old-model');
    bench = await startBench([documentIngest(() => fakeModel('old-model'))]);
    const first = await upload(builder, await makePdf([page('Heat pump')]));
    await ended(first);
    await bench.stop();

    const model = fakeModel('new-model');
    await run(model);
    const second = await upload(builder, await makePdf([page('Car port')]));
    await ended(second);
    const searched = () =>
      withScope(builder.scope, (tx) =>
        tx
          .select({ model: developments.embeddingModel })
          .from(developments)
          .where(eq(developments.id, builder.developmentId)),
      );
    await expect.poll(async () => (await searched())[0]?.model, { timeout: 20_000 }).toBe('new-model');
    const vectors = await withScope(builder.scope, (tx) =>
      tx
        .select({ model: chunkEmbeddings.model, chunkId: chunkEmbeddings.chunkId })
        .from(chunkEmbeddings)
        .where(and(eq(chunkEmbeddings.developmentId, builder.developmentId))),
    );
    const all = await withScope(builder.scope, (tx) => tx.select({ id: chunks.id }).from(chunks));
    expect(new Set(vectors.map((vector) => vector.model))).toEqual(new Set(['new-model']));
    expect(vectors.map((vector) => vector.chunkId).sort()).toEqual(all.map((chunk) => chunk.id).sort());
  });
});

/** Waits until the engine has nothing to do; returns how many queue rows are left. */
async function idle(): Promise<{ rows: number }> {
  const count = () => withScope(scope, async (tx) => (await tx.$count(engineQueue)) + (await tx.$count(outbox)));
  await expect.poll(count, { timeout: 15_000 }).toBe(0);
  expect(await withScope(scope, (tx) => tx.$count(engineEvents))).toBeGreaterThan(0);
  return { rows: await count() };
}
