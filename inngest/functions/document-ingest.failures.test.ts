import { describe, expect, test } from 'vitest';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, retryWait, skipRetryWait, upload, version } from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';
import { passages, states } from './testing/readings.ts';
import { startReading, useJobBench } from './testing/use-job-bench.ts';

useJobBench();

describe('C5, C8: what goes wrong', () => {
  test('a model that fails twice is asked again, and only for what is missing', async () => {
    const model = fakeModel('fake-model', (call) => {
      if (call === 2 || call === 3)
        throw new AppError('upstream-failed', 'The search model could not be reached. Try again in a minute.');
    });
    await startReading(model);
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf(Array.from({ length: 12 }, (_, n) => page(`Subject ${n}`))));
    const row = await ended(stored);
    const read = await passages(builder, stored.documentId);
    expect(states(row)).toEqual(['running', 'retrying', 'running', 'retrying', 'running', 'succeeded']);
    expect(row.history.filter((line) => line.state === 'retrying').map((line) => [line.step, line.attempt])).toEqual([
      ['embed-0', 1],
      ['embed-0', 2],
    ]);
    expect(model.distinct.size).toBeGreaterThan(read.chunks.length);
    expect(model.texts).toBe(model.distinct.size);
  });

  test('a 429 with Retry-After is waited for', async () => {
    const refused = Object.assign(new Error('429'), { headers: new Headers({ 'retry-after': '120' }) });
    const bench = await startReading(
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
    await startReading(
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
    await startReading(fakeModel());
    const builder = await addBuilder();
    const stored = await upload(builder, content);
    const row = await ended(stored);
    expect(states(row)).toEqual(['running', 'failed']);
    expect(row.error).toMatch(reason);
    expect((await version(stored.versionId)).reason).toBe(row.error);
  });
});
