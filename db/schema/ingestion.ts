import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, embedding, tenantId } from './columns.ts';
import { documentVersions } from './documents.ts';

/**
 * Passages of a version that is being ingested, with their vectors as these are made. Publishing moves them to `chunks` and
 * `chunk_embeddings` in one transaction, so that nobody searches half a document.
 */
export const chunkDrafts = pgTable(
  'chunk_drafts',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    /** The id of the chunk that it becomes. */
    chunkId: uuid('chunk_id').notNull(),
    /** Copied for row-level security alone; publishing takes the document's. */
    houseTypes: text('house_types').array().notNull(),
    page: integer('page').notNull(),
    heading: text('heading'),
    text: text('text').notNull(),
    model: text('model'),
    embedding: embedding('embedding'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId, table.ordinal] }),
    foreignKey({ columns: [table.tenantId, table.versionId], foreignColumns: [documentVersions.tenantId, documentVersions.id] }).onDelete('cascade'),
    index('chunk_drafts_age').on(table.createdAt),
  ],
);
