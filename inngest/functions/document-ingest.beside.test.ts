import { describe, expect, test } from 'vitest';
import { publishVersion } from '#app/features/ingestion/publish-version.server.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { systemScope } from '#db/scope-makers.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, upload, version } from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';
import { findable, holdModel, idle, passages, placesOf } from './testing/readings.ts';
import { startReading, useJobBench } from './testing/use-job-bench.ts';

useJobBench();

describe('C5, C8: a document that is read while something else happens', () => {
  test('a cancelled job stops, and its version says so', async () => {
    const model = fakeModel();
    await startReading(model);
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf(Array.from({ length: 8 }, (_, n) => page(`Subject ${n}`))));
    await cancelJob(systemScope('test'), stored.jobId);
    expect(await ended(stored)).toMatchObject({ state: 'cancelled' });
    await idle();
    expect(await version(stored.versionId)).toMatchObject({ status: 'failed', reason: 'Cancelled by staff.' });
    expect((await passages(builder, stored.documentId)).chunks).toEqual([]);
  });

  test('a job cancelled while it embeds leaves the former version live, and nothing of its own', async () => {
    const model = fakeModel();
    await startReading(model);
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
    const ids = { ...second, passages: 20, waiting: 0, checkedIn: null };
    expect(await publishVersion(builder.scope, ids, model.model)).toBe('ended');
    goOn();
    await idle();
    expect(await findable(builder)).toEqual(before);
    expect(await placesOf(second.jobId)).toEqual([]);
    expect(await version(second.versionId)).toMatchObject({ status: 'failed', reason: 'Cancelled by staff.' });
  });

  test('a version that fails while another one of its document is read says so', async () => {
    const model = fakeModel();
    await startReading(model);
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
    await startReading(fakeModel());
    const { finishedAt } = await ended(own);
    const others = await Promise.all(batch.map((stored) => ended(stored)));
    expect(others.filter((row) => row.finishedAt! > finishedAt!).length).toBeGreaterThanOrEqual(4);
  });
});
