import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { chunkEmbeddings, chunks, documentPages } from '#db/schema/documents.ts';
import { engineRuns } from '#db/schema/engine.ts';
import { outbox } from '#db/schema/jobs.ts';
import { developments } from '#db/schema/tenancy.ts';
import { withScope } from '#db/scope.ts';
import { documentIngest } from './document-ingest.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import { scoreUnits, subjectOf } from '#app/features/assistant/answering/score-units.server.ts';
import { fakeModel, fakeVector } from './testing/fake-model.ts';
import { addBuilder, ended, job, scope, upload, version } from './testing/job-bench.ts';
import { makePdf, page } from './testing/make-pdf.ts';
import { anOwnerOf, findable, holdModel, idle, passages, placesOf, states, vectorsOf } from './testing/readings.ts';
import { start, startReading, stop, useJobBench } from './testing/use-job-bench.ts';

useJobBench();

describe('C1, K3: reading an uploaded document', () => {
  test('a PDF becomes searchable passages with their pages and vectors, and its job succeeds', async () => {
    await startReading(fakeModel());
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
    const model = fakeModel();
    await startReading(model);
    const builder = await addBuilder();
    const text = Array.from({ length: 12 }, () => 'The stopcock is under the sink. '.repeat(100)).join('\f');
    const stored = await upload(builder, Buffer.from(text), { kind: 'txt' });
    expect(await ended(stored)).toMatchObject({ state: 'succeeded' });
    const read = await passages(builder, stored.documentId);
    expect(read.vectors).toHaveLength(read.chunks.length);
    const sentences = 1;
    expect(model.texts).toBe(new Set(read.chunks.map((chunk) => chunk.text)).size + sentences);
    expect(model.texts).toBeLessThan(read.chunks.length);
  });

  test('a question about what was read embeds itself alone', async () => {
    const model = fakeModel();
    await startReading(model);
    const builder = await addBuilder();
    const text =
      'Water\n\nThe stopcock is under the sink. Turn it by hand.\n\n- First the left one.\n- Then the right.';
    expect(await ended(await upload(builder, Buffer.from(text), { kind: 'txt' }))).toMatchObject({
      state: 'succeeded',
    });
    model.texts = 0;
    const retrieval = await retrievePassages(anOwnerOf(builder), 'Where is the stopcock?', {
      embedder: model,
      limit: 8,
    });
    const subject = subjectOf(retrieval.question.text, retrieval.question.terms);
    const [best] = await scoreUnits(retrieval, subject, model, undefined);
    expect(best?.best?.text).toBe('The stopcock is under the sink.');
    expect(best?.best?.cosine).toBeGreaterThan(0.1);
    expect(model.texts).toBe(1);
  });

  test('a new version replaces the passages of the old one, and reading it again leaves the same ones', async () => {
    await startReading(fakeModel());
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
    const model = fakeModel();
    await startReading(model);
    const builder = await addBuilder();
    const first = await upload(builder, await makePdf([page('Subject of old')]));
    await ended(first);
    const before = await findable(builder);
    expect(before.versions).toEqual(new Set([first.versionId]));

    const { reached, goOn } = holdModel(model);
    const pdf = await makePdf(Array.from({ length: 20 }, (_, n) => page(`Subject ${n}`)));
    const second = await upload(builder, pdf, { id: first.documentId });
    await reached;
    const written = await placesOf(second.jobId);
    expect(written.length).toBeGreaterThan(16);
    expect(await vectorsOf(second.jobId)).toBe(16);
    expect(await findable(builder)).toEqual(before);

    goOn();
    await ended(second);
    expect((await findable(builder)).versions).toEqual(new Set([second.versionId]));
    expect(await placesOf(second.jobId)).toEqual(written);
    expect((await passages(builder, first.documentId)).unsearched).toBe(0);
  });

  test('C7: the same event delivered again changes nothing', async () => {
    const model = fakeModel();
    const { engine } = await startReading(model);
    const builder = await addBuilder();
    const stored = await upload(builder, await makePdf([page('Alarm')]));
    const row = await ended(stored);
    await idle();
    const before = { calls: model.calls, read: await passages(builder, stored.documentId) };
    const runs = () => withScope(scope, (tx) => tx.$count(engineRuns, eq(engineRuns.state, 'completed')));
    const runsBefore = await runs();
    await withScope(scope, (tx) => engine.accept(tx, [{ id: 'again', ...row.event }]));
    engine.wake();
    await idle();
    expect(await runs()).toBe(runsBefore + 1);
    expect(await passages(builder, stored.documentId)).toEqual(before.read);
    expect(model.calls).toBe(before.calls);
    expect((await job(stored.jobId)).history).toEqual(row.history);
  });
});

describe('C4: a new search model', () => {
  test('a document read with it re-indexes the development, which switches when all vectors are there', async () => {
    const builder = await addBuilder('old-model');
    await start([documentIngest(() => fakeModel('old-model'))]);
    const first = await upload(builder, await makePdf([page('Heat pump')]));
    await ended(first);
    await stop();

    const model = fakeModel('new-model');
    await startReading(model);
    const second = await upload(builder, await makePdf([page('Car port')]));
    await ended(second);
    const searched = () =>
      withScope(builder.scope, (tx) =>
        tx
          .select({ model: developments.embeddingModel })
          .from(developments)
          .where(eq(developments.id, builder.developmentId)),
      );
    await expect.poll(async () => (await searched())[0]?.model).toBe('new-model');
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
