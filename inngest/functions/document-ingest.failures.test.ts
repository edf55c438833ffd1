import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Database } from '#db/client.ts';
import { systemScope } from '#db/scope-makers.ts';
import { openTestDatabase } from '#db/testing.ts';
import { developmentReindex } from './development-reindex.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { fakeModel, type FakeModel } from './testing/fake-model.ts';
import {
  addBuilder,
  ended,
  job,
  retryWait,
  skipRetryWait,
  startBench,
  upload,
  version,
  type JobBench,
} from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';
import { findable, holdModel, idle, passages, placesOf, states } from './testing/readings.ts';

// Documents are read in processes of their own: on a busy machine each takes seconds.

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
    const ids = { ...second, passages: 20, waiting: 0 };
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
