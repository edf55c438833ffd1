import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
  bigint,
} from 'drizzle-orm/pg-core';
import { bytes, createdAt, embedding, id, instant, oneOf, tenantId, tsvector } from './columns.ts';
import type { Finding } from './finding-kinds.ts';
import { homeowners } from './homes.ts';
import type { RecognisedWord } from './recognised-word.ts';
import { developments } from './tenancy.ts';

const DOCUMENT_STATUSES = ['queued', 'processing', 'ready', 'failed'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];
const DOCUMENT_KINDS = ['pdf', 'docx', 'txt', 'md'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
const PAGE_ROLES = ['cover', 'contents'] as const;
/** A page that is no content: it is shown, and never becomes a passage (C11). */
export type PageRole = (typeof PAGE_ROLES)[number];
/** A document as people see it; its file and its text are in its versions. */
export const documents = pgTable(
  'documents',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    title: text('title').notNull(),
    category: text('category').notNull(),
    /** Codes of the house types whose owners may read it: never empty. */
    houseTypes: text('house_types').array().notNull(),
    /** Each owner is asked to confirm that they have read it; its new version, again. */
    mustRead: boolean('must_read').notNull().default(false),
    /** Staff wrote it of an answer (G9): it is cited as a note of the builder, with its day. */
    isNote: boolean('is_note').notNull().default(false),
    /** The first day, in Dublin, on which owners neither read nor search it; null for none. */
    endsOn: date('ends_on', { mode: 'string' }),
    /** What was kept of its words was made anew after that day (end-notes.server.ts). */
    ended: boolean('ended').notNull().default(false),
    /** The version that owners read and search; null until the first one is ready. */
    liveVersionId: uuid('live_version_id'),
    /** The reading of that version whose passages are searched. */
    liveReadingId: uuid('live_reading_id'),
    /** Raised by a trigger with each change of what owners read of it: text, house types, whether it is there. */
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    index('documents_newest')
      .on(table.tenantId, table.createdAt, table.id)
      .where(sql`deleted_at is null`),
    index('documents_development')
      .on(table.tenantId, table.developmentId, table.createdAt, table.id)
      .where(sql`deleted_at is null`),
    index('documents_notes')
      .on(table.tenantId, table.id)
      .where(sql`is_note and deleted_at is null`),
    index('documents_to_end')
      .on(table.endsOn)
      .where(sql`ends_on is not null and not ended`),
    index('documents_category')
      .on(table.tenantId, table.category, table.createdAt, table.id)
      .where(sql`deleted_at is null`),
  ],
);

/** One uploaded file and the state of its ingestion. */
export const documentVersions = pgTable(
  'document_versions',
  {
    tenantId: tenantId(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    version: integer('version').notNull(),
    storageKey: text('storage_key').notNull(),
    filename: text('filename').notNull(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    status: text('status').$type<DocumentStatus>().notNull().default('queued'),
    /** Whole per cent, 0–100. */
    progress: integer('progress').notNull().default(0),
    /** Why it failed, in words for the builder. */
    reason: text('reason'),
    warnings: jsonb('warnings').$type<string[]>().notNull().default([]),
    pages: integer('pages'),
    uploadedBy: uuid('uploaded_by'),
    createdAt: createdAt(),
    readyAt: instant('ready_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
    uniqueIndex('document_versions_number').on(table.tenantId, table.documentId, table.version),
    index('document_versions_sha256').on(table.tenantId, table.sha256),
    // For the platform's log of readings, newest first, of all tenants.
    index('document_versions_newest').on(table.id),
    // For the figures of a day.
    index('document_versions_created').on(table.tenantId, table.createdAt),
    index('document_versions_state').on(table.status, table.id),
    // Nearly all are ready: what is not is found without reading those.
    index('document_versions_unready')
      .on(table.tenantId, table.status, table.documentId)
      .where(sql`status <> 'ready'`),
    // What is being read, for the sweep that looks for readings whose job has ended.
    uniqueIndex('document_versions_open')
      .on(table.tenantId, table.id)
      .where(sql`status in ('queued', 'processing')`),
    oneOf('document_versions_kind', table.kind, DOCUMENT_KINDS),
    oneOf('document_versions_status', table.status, DOCUMENT_STATUSES),
  ],
);

/**
 * The text of a version's pages, as one reading of it extracted them: a viewer is shown those of the live one, whatever
 * is read meanwhile.
 */
export const documentPages = pgTable(
  'document_pages',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    /** The id of the job that read them. */
    readingId: uuid('reading_id').notNull(),
    page: integer('page').notNull(),
    documentId: uuid('document_id').notNull(),
    houseTypes: text('house_types').array().notNull(),
    text: text('text').notNull(),
    /** Headings that begin on the page, in order, as extraction found them. */
    headings: jsonb('headings').$type<{ title: string; level: number }[]>().notNull().default([]),
    hasText: boolean('has_text').notNull(),
    error: text('error'),
    /** The number that is printed on it, where it is known and differs from `page`. */
    label: text('label'),
    role: text('role').$type<PageRole>(),
    /** How sure text recognition is of a page that was read by it, 0 to 100 (C10). */
    confidence: real('confidence'),
    /** The words of a page that was read by text recognition, with their places. */
    recognised: jsonb('recognised').$type<RecognisedWord[]>(),
    /**
     * What was left out, hidden text too, or could not be read: for staff. The role of owners is granted every column
     * but this one.
     */
    findings: jsonb('findings').$type<Finding[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId, table.readingId, table.page] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }).onDelete('cascade'),
    oneOf('document_pages_role', table.role, PAGE_ROLES),
  ],
);

/**
 * What a version's text is like (docs/decisions/0035): its sketch, and the other document of the development whose text
 * is nearly its own. For staff alone.
 */
export const likenesses = pgTable(
  'likenesses',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    /** Whoever sent it wants to be asked before a text that is stored already is published once more. */
    asked: boolean('asked').notNull().default(false),
    /** It has been read and waits for a choice: nothing of it is live. */
    held: boolean('held').notNull().default(false),
    /** 256 hexadecimal digits (sketchText); null before it was read, or when it says too little. */
    sketch: text('sketch'),
    twinDocumentId: uuid('twin_document_id'),
    /** Of the word sequences that either text has, the share that both have, 0 to 1. */
    share: real('share'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.twinDocumentId],
      foreignColumns: [documents.tenantId, documents.id],
    }),
    index('likenesses_held')
      .on(table.tenantId, table.versionId)
      .where(sql`${table.held}`),
    check('likenesses_sketch', sql`length(${table.sketch}) = 256 and ${table.sketch} ~ '^[0-9a-f]+$'`),
    check('likenesses_share', sql`${table.share} between 0 and 1`),
  ],
);

/** What text recognition made of the picture on a page. */
export type Recognised = {
  text: string;
  headings: string[];
  headingLevels: number[];
  confidence?: number | undefined;
  lines?: RecognisedWord[] | undefined;
  findings?: Finding[] | undefined;
  /** It could not be read in time, or the process ended: nothing that the page is to blame for. */
  passing?: boolean | undefined;
};

/**
 * The pages of a version that are pictures of text, and what recognition made of each: kept by version, so that reading
 * it anew does not recognise it anew. A page without a result waits.
 */
export const recognisedPages = pgTable(
  'recognised_pages',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    page: integer('page').notNull(),
    /** What has made the result, and in which languages: for another one the page waits. */
    engine: text('engine').notNull(),
    result: jsonb('result').$type<Recognised>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId, table.page] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }).onDelete('cascade'),
  ],
);

/**
 * The passages of documents, written once as a file is read. They belong to a reading: one job that reads one version.
 * Search finds those of the reading that its document names as live, so one row of `documents` puts a new version's in
 * the place of the old one's.
 */
export const chunks = pgTable(
  'chunks',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    versionId: uuid('version_id').notNull(),
    /** The id of the job that read them. */
    readingId: uuid('reading_id').notNull(),
    houseTypes: text('house_types').array().notNull(),
    ordinal: integer('ordinal').notNull(),
    page: integer('page').notNull(),
    /** The page on which it ends, where that is another. */
    lastPage: integer('last_page'),
    /** What is printed as the number of its pages, where that differs: `iv`, or `iv–v`. */
    pageLabel: text('page_label'),
    heading: text('heading'),
    /** The headings that it stands under, from the widest to `heading`. */
    section: text('section').array().notNull().default([]),
    text: text('text').notNull(),
    /** Without a GIN index: row-level security would not let it be used (docs/decisions/0012). */
    search: tsvector('search').generatedAlwaysAs(
      sql`setweight(to_tsvector('english', coalesce(heading, '')), 'A') || setweight(to_tsvector('english', text),
        'B')`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }),
    uniqueIndex('chunks_reading').on(table.tenantId, table.readingId, table.ordinal),
    index('chunks_document').on(table.tenantId, table.documentId),
  ],
);

/**
 * Counts the changes to what a development's owners may search. Triggers raise it in the transaction of the change, and
 * its row's lock puts such transactions in an order, so that an answer kept under a version never outlives the
 * documents that it was made from (B5).
 */
export const libraryVersions = pgTable(
  'library_versions',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }).onDelete('cascade'),
  ],
);

/**
 * A chunk's vector by model, apart from its text so that a new model's vectors can be made beside the old ones (C4).
 */
export const chunkEmbeddings = pgTable(
  'chunk_embeddings',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    model: text('model').notNull(),
    chunkId: uuid('chunk_id').notNull(),
    documentId: uuid('document_id').notNull(),
    /** As the chunk's: search leaves out what is not live before it measures a distance. */
    readingId: uuid('reading_id').notNull(),
    houseTypes: text('house_types').array().notNull(),
    embedding: embedding('embedding').notNull(),
    /**
     * Vectors of its sentences, items and rows (packVectors), so that an answer embeds its question alone; null in what
     * was embedded before they were kept.
     */
    units: bytes('units'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.model, table.chunkId] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId, table.chunkId],
      foreignColumns: [chunks.tenantId, chunks.developmentId, chunks.id],
    }).onDelete('cascade'),
    index('chunk_embeddings_chunk').on(table.tenantId, table.developmentId, table.chunkId),
  ],
);

/**
 * The stems of the passages that one house type of a development may search, counted once for a state of its library:
 * counting them anew for each question would cost more than the search.
 */
export const vocabularies = pgTable(
  'vocabularies',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    /** The one house type, as a list, so that row-level security guards it like a document. */
    houseTypes: text('house_types').array().notNull(),
    /** Of the library that was counted. */
    libraryVersion: text('library_version').notNull(),
    passages: integer('passages').notNull(),
    /** Lines of a stem, a space and the number of passages that hold it. */
    words: text('words').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.houseTypes] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
  ],
);

/** An owner's word that they have read a version of a document that must be read. */
export const documentReceipts = pgTable(
  'document_receipts',
  {
    tenantId: tenantId(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    documentId: uuid('document_id').notNull(),
    versionId: uuid('version_id').notNull(),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.homeownerId, table.versionId] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('document_receipts_version').on(table.tenantId, table.versionId),
  ],
);
