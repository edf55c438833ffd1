import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { describeSearch } from '#app/features/ingestion/describe-search.server.ts';
import { followSearchModel } from '#app/features/ingestion/follow-search-model.server.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import { chunkEmbeddings } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { developments } from '#db/schema/tenancy.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { developmentReindex } from './development-reindex.ts';
import { documentIngest } from './document-ingest.ts';
import { fakeModel, type FakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, quiet, scope, upload, version, type TestBuilder } from './testing/job-bench.ts';
import { anOwnerOf } from './testing/readings.ts';
import { start, stop, useJobBench } from './testing/use-job-bench.ts';

useJobBench();

const text = Buffer.from('The stopcock is under the sink.');
const follow = (model: string) => followSearchModel(scope, model, (tenantId) => jobScope('test', tenantId));

async function read(builder: TestBuilder, model: () => FakeModel) {
  await start([documentIngest(model), developmentReindex(model)]);
  const stored = await upload(builder, text, { kind: 'txt' });
  return { stored, row: await ended(stored) };
}

/** The model that a development is searched with, and those that its vectors are of. */
async function modelsOf({ developmentId }: TestBuilder) {
  return withScope(scope, async (tx) => ({
    searched: (await tx.select().from(developments).where(eq(developments.id, developmentId)))[0]?.embeddingModel,
    vectors: (
      await tx
        .selectDistinct({ model: chunkEmbeddings.model })
        .from(chunkEmbeddings)
        .where(eq(chunkEmbeddings.developmentId, developmentId))
    ).map((row) => row.model),
  }));
}

describe('C4: another search model in the environment', () => {
  test('has each development re-indexed by one job; until then words alone decide, and staff are told', async () => {
    const [builder, empty] = [await addBuilder('old-model'), await addBuilder('old-model')];
    await read(builder, () => fakeModel('old-model'));
    await stop();

    expect(await describeSearch(scope, 'new-model')).toEqual({
      ok: true,
      kind: 'new-model',
      detail: '2 developments are searched by words alone until re-indexed for it',
    });
    expect([await follow('new-model'), await follow('new-model')]).toEqual([1, 0]);
    const jobs = await withScope(scope, (tx) =>
      tx.select().from(jobStatus).where(eq(jobStatus.eventName, 'development/reindex.requested')),
    );
    expect(jobs.map((row) => [row.subjectId, row.state, row.allowedMinutes])).toEqual([
      [builder.developmentId, 'queued', 240],
    ]);
    expect(await modelsOf(empty)).toEqual({ searched: 'new-model', vectors: [] });

    const model = fakeModel('new-model');
    const ask = () => retrievePassages(anOwnerOf(builder), 'Where is the stopcock?', { embedder: model, limit: 5 });
    const meanwhile = await ask();
    expect([meanwhile.vector, meanwhile.passages.length, model.calls]).toEqual([null, 1, 0]);

    await start([developmentReindex(() => model)]);
    await quiet();
    expect(await modelsOf(builder)).toEqual({ searched: 'new-model', vectors: ['new-model'] });
    const after = await ask();
    expect([after.vector?.length, after.passages.length]).toEqual([512, 1]);
    expect(await describeSearch(scope, 'new-model')).toEqual({ ok: true, kind: 'new-model' });
    expect(await follow('new-model')).toBe(0);
  });

  test('between embedding and publishing has the passages embedded anew', async () => {
    const builder = await addBuilder();
    const [old, next] = [fakeModel(), fakeModel('new-model')];
    const model = () => (old.calls > 0 ? next : old);
    const { stored, row } = await read(builder, model);
    expect(row).toMatchObject({ state: 'succeeded', step: 'publish-again-1', error: null });
    expect(await version(stored.versionId)).toMatchObject({ status: 'ready' });
    await quiet();
    expect(await modelsOf(builder)).toEqual({ searched: 'new-model', vectors: ['new-model'] });
  });

  test('again and again meanwhile fails the reading with what to do', async () => {
    const builder = await addBuilder();
    const [old, next] = [fakeModel(), fakeModel('new-model')];
    let asked = 0;
    const { stored, row } = await read(builder, () => ((asked += 1) % 2 === 1 ? old : next));
    expect(row).toMatchObject({ state: 'failed', error: expect.stringMatching(/same OPENAI_EMBEDDING_MODEL/) });
    expect(await version(stored.versionId)).toMatchObject({ status: 'failed', reason: row.error });
  });
});
