import { and, eq, inArray, ne, notExists, notInArray, or, sql } from 'drizzle-orm';
import { chunkEmbeddings, chunks, documentPages, documents, vocabularies } from '../../schema/documents.ts';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { alignHouseTypes } from '../documents/house-types.ts';
import { readLibraryVersion } from '../retrieval/passages.ts';
import { lacksVector, ofReading } from './passages.ts';
import { findVersion, finishVersion } from './versions.ts';

export type Published = {
  /** `incomplete`: passages are missing; `unembedded`: passages lack vectors of the model; `unchecked`: the library has
   * changed since answers were checked with it. Nothing is live then. */
  outcome: 'published' | 'superseded' | 'deleted' | 'was-published' | 'incomplete' | 'unembedded' | 'unchecked';
  searchedModel: string;
  developmentId: string;
};

type ReadingToPublish = {
  versionId: string;
  readingId: string;
  /** How many passages it has when it is whole. */
  passages?: number;
  /** The version of the library that answers were checked in; null where none were. */
  checkedIn?: string | null;
};

/**
 * Makes a reading the one of its document that is searched, and its version the one that owners read (C1, C3), by one
 * row: owners see the old ones until the commit of the caller's transaction and the new ones after it. What it replaces
 * goes. A newer version that is live already stays. The development's row is held until the transaction ends.
 */
export async function publishReading(
  tx: Tx,
  scope: TenantScope,
  reading: ReadingToPublish,
  model: string,
): Promise<Published> {
  const { versionId, readingId } = reading;
  const found = await findVersion(tx, scope, versionId);
  if (!found) throw new Error('The version to publish does not exist.');
  const { documentId, developmentId } = found;
  const documentIs = and(eq(documents.tenantId, scope.tenantId), eq(documents.id, documentId));
  const [document] = await tx.select().from(documents).where(documentIs).for('update');
  const searchedModel = await lockSearchedModel(tx, scope, developmentId);
  if (!document || searchedModel === undefined) throw new Error('The document to publish does not exist.');
  const outcomeIs = (outcome: Published['outcome']): Published => ({ outcome, searchedModel, developmentId });

  if (document.liveReadingId === readingId) return outcomeIs('was-published');
  if (document.deletedAt) return outcomeIs('deleted');
  const live = document.liveVersionId ? await findVersion(tx, scope, document.liveVersionId) : undefined;
  if (live && live.version > found.version) {
    await finishVersion(tx, scope, versionId, readingId);
    await deleteUnsearched(tx, scope, documentId, { version: versionId, live: document.liveReadingId, own: readingId });
    return outcomeIs('superseded');
  }
  const { all, missing } = await countVectors(tx, scope, readingId, model);
  if (all === 0 || all !== (reading.passages ?? all)) return outcomeIs('incomplete');
  if (missing > 0) {
    // Made by a model that is no longer in use, unless it is the one that is searched until the re-index is done.
    await deleteVectorsOfOthers(tx, scope, { developmentId, readingId }, [model, searchedModel]);
    return outcomeIs('unembedded');
  }
  if (reading.checkedIn) {
    const now = await readLibraryVersion(tx, { tenantId: scope.tenantId, developmentId });
    if (now !== reading.checkedIn) return outcomeIs('unchecked');
  }
  const owned = and(eq(vocabularies.tenantId, scope.tenantId), eq(vocabularies.developmentId, developmentId));
  await tx.delete(vocabularies).where(owned);
  // They may have been changed while it was read: what was stored meanwhile follows.
  await alignHouseTypes(tx, scope, documentId, document.houseTypes);
  const change = { liveVersionId: versionId, liveReadingId: readingId, updatedAt: sql`now()` };
  await tx.update(documents).set(change).where(documentIs);
  await finishVersion(tx, scope, versionId, readingId);
  await deleteUnsearched(tx, scope, documentId, { version: versionId, live: readingId, own: readingId });
  return outcomeIs('published');
}

/** The model whose vectors are searched in a development; it stays so until the transaction ends. */
async function lockSearchedModel(tx: Tx, scope: TenantScope, developmentId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ model: developments.embeddingModel })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .for('no key update');
  return row?.model;
}

async function deleteVectorsOfOthers(
  tx: Tx,
  scope: TenantScope,
  { developmentId, readingId }: { developmentId: string; readingId: string },
  models: string[],
): Promise<void> {
  const its = tx.select({ id: chunks.id }).from(chunks).where(ofReading(scope, readingId));
  await tx
    .delete(chunkEmbeddings)
    .where(
      and(
        eq(chunkEmbeddings.tenantId, scope.tenantId),
        eq(chunkEmbeddings.developmentId, developmentId),
        inArray(chunkEmbeddings.chunkId, its),
        notInArray(chunkEmbeddings.model, models),
      ),
    );
}

async function countVectors(tx: Tx, scope: TenantScope, readingId: string, model: string) {
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      missing: sql<number>`(count(*) filter (where ${lacksVector(model)}))::int`,
    })
    .from(chunks)
    .where(ofReading(scope, readingId));
  return row ?? { all: 0, missing: 0 };
}

/**
 * Drops a document's passages, and the pages of the version that was read, but those of the live reading and those that
 * another open job is still storing. Pages of other versions stay, for staff to compare.
 */
async function deleteUnsearched(
  tx: Tx,
  scope: TenantScope,
  documentId: string,
  readings: { version: string; live: string | null; own: string },
): Promise<void> {
  const unsearched = (readingId: typeof chunks.readingId | typeof documentPages.readingId) => {
    const itsJobIsOpen = tx
      .select({ id: jobStatus.id })
      .from(jobStatus)
      .where(and(eq(jobStatus.id, readingId), inArray(jobStatus.state, [...OPEN_JOB_STATES])));
    return and(
      readings.live === null ? undefined : ne(readingId, readings.live),
      or(eq(readingId, readings.own), notExists(itsJobIsOpen)),
    );
  };
  await tx
    .delete(chunks)
    .where(and(eq(chunks.tenantId, scope.tenantId), eq(chunks.documentId, documentId), unsearched(chunks.readingId)));
  await tx
    .delete(documentPages)
    .where(
      and(
        eq(documentPages.tenantId, scope.tenantId),
        eq(documentPages.versionId, readings.version),
        unsearched(documentPages.readingId),
      ),
    );
}

/** Makes `model` the searched one of a development that has no vectors of its former model. False when it has some. */
export async function adoptModelWhenUnused(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  model: string,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(developments)
    .set({ embeddingModel: model })
    .where(
      and(
        eq(developments.tenantId, scope.tenantId),
        eq(developments.id, developmentId),
        // A scalar with a limit stops at the first vector; `not exists` would become a join over all.
        sql`(select true from ${chunkEmbeddings} where ${chunkEmbeddings.tenantId} = ${developments.tenantId}
          and ${chunkEmbeddings.developmentId} = ${developments.id}
            and ${chunkEmbeddings.model} = ${developments.embeddingModel} order by ${chunkEmbeddings.chunkId}
              limit 1) is null`,
      ),
    );
  return rowCount === 1;
}
