import { asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { countVocabulary, findPassages, findVocabulary } from '#db/queries/retrieval/passages.ts';
import { chunkEmbeddings, chunks, documents } from '#db/schema/documents.ts';
import { engineEvents, engineQueue } from '#db/schema/engine.ts';
import { outbox } from '#db/schema/jobs.ts';
import { houseScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { fakeVector, type FakeModel } from './fake-model.ts';
import { scope, type TestBuilder } from './job-bench.ts';

/** An owner of a house of type A of the builder's. */
export function anOwnerOf({ scope: { tenantId }, developmentId }: TestBuilder): HouseScope {
  const ids = {
    tenantId,
    developmentId,
    houseId: v7(),
    houseType: 'A',
    homeownerId: v7(),
    sessionId: v7(),
    claimed: true,
  };
  return houseScope({
    ...ids,
    actor: { kind: 'homeowner', homeownerId: ids.homeownerId, houseId: ids.houseId },
  });
}

/**
 * Which versions an owner of the builder's finds passages of, by words and by meaning, and how many passages hold words
 * to search for.
 */
export async function findable(builder: TestBuilder) {
  const house = anOwnerOf(builder);
  const terms = [{ query: "'subject'", headingQuery: "'subject':A", weight: 1 }];
  const question = { terms, vector: fakeVector('Subject'), model: 'fake-model', candidates: 40 };
  return withScope(house, async (tx) => {
    await countVocabulary(tx, house);
    return {
      versions: new Set((await findPassages(tx, house, question)).map((row) => row.versionId)),
      passages: (await findVocabulary(tx, house))?.passages,
    };
  });
}

/** Where the database keeps each passage that a job has read: another place for one that is written again. */
export async function placesOf(readingId: string): Promise<string[]> {
  const query = sql`select id || ' ' || ctid::text as place from chunks where reading_id = ${readingId}
    order by ordinal`;
  const { rows } = await withScope(scope, (tx) => tx.execute<{ place: string }>(query));
  return rows.map((row) => row.place);
}

export const vectorsOf = (readingId: string) =>
  withScope(scope, (tx) => tx.$count(chunkEmbeddings, eq(chunkEmbeddings.readingId, readingId)));

export async function passages(builder: TestBuilder, documentId: string) {
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

export const states = (row: { history: { state: string }[] }) => row.history.map((line) => line.state);

/** Holds a model at its second call from now, when the vectors of the first are stored, until `goOn`. */
export function holdModel(model: FakeModel) {
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

/** Waits until the engine, which has been given something, has nothing to do. */
export async function idle(): Promise<void> {
  const count = () => withScope(scope, async (tx) => (await tx.$count(engineQueue)) + (await tx.$count(outbox)));
  await expect.poll(count, { timeout: 120_000 }).toBe(0);
  expect(await withScope(scope, (tx) => tx.$count(engineEvents))).toBeGreaterThan(0);
}
