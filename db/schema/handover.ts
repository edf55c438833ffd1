import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenantId } from './columns.ts';
import { documents } from './documents.ts';
import {
  PAPER_DECISIONS,
  PAPER_STATES,
  type IdentityLine,
  type PaperCopy,
  type PaperDecision,
  type PaperFind,
  type PaperState,
} from './handover-words.ts';
import { houses } from './homes.ts';

/** What was found in a document's live reading. */
export const handoverReadings = pgTable(
  'handover_readings',
  {
    tenantId: tenantId(),
    documentId: uuid('document_id').notNull(),
    developmentId: uuid('development_id').notNull(),
    /** The reading that was looked at. */
    readingId: uuid('reading_id').notNull(),
    /** The rules by which: others want another look. */
    rules: text('rules').notNull(),
    /** Lines of its first page that may name the house whose papers it holds. */
    cover: jsonb('cover').$type<IdentityLine[]>().notNull().default([]),
    finds: jsonb('finds').$type<PaperFind[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.documentId] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
    index('handover_readings_development').on(table.tenantId, table.developmentId, table.documentId),
  ],
);

/** How a house stands with one of the papers that it must have (G10). Without a row: missing. */
export const handoverPapers = pgTable(
  'handover_papers',
  {
    tenantId: tenantId(),
    houseId: uuid('house_id').notNull(),
    slot: text('slot').notNull(),
    developmentId: uuid('development_id').notNull(),
    state: text('state').$type<PaperState>().notNull(),
    /** The page that shows it; null for none. */
    documentId: uuid('document_id'),
    page: integer('page'),
    quote: text('quote').notNull().default(''),
    /** Of the page, by its words. */
    fingerprint: text('fingerprint'),
    /** What the page names as the house, this one or another; empty where it names none. */
    names: text('names').notNull().default(''),
    validUntil: date('valid_until', { mode: 'string' }),
    copies: jsonb('copies').$type<PaperCopy[]>().notNull().default([]),
    decision: text('decision').$type<PaperDecision>(),
    /** Fingerprints of pages of which staff have said that they are not this paper. */
    refused: text('refused').array().notNull().default([]),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    /** Raised by each change: who decides about a former one is told. */
    version: integer('version').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.houseId, table.slot] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
    index('handover_papers_development').on(table.tenantId, table.developmentId, table.slot, table.houseId),
    index('handover_papers_document').on(table.tenantId, table.documentId),
    oneOf('handover_papers_state', table.state, PAPER_STATES),
    oneOf('handover_papers_decision', table.decision, PAPER_DECISIONS),
  ],
);
