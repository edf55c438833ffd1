import { bigint, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/*
 * What makes a change of the activity log show (H5, decision 65). Written by functions of the wall alone
 * (db/row-level-security/4-activity-chain.sql), which also say what is hashed.
 */

/** Rows of audit_log that are in no chain yet, hashed by a trigger in the transaction that wrote them. */
export const auditUnsealed = pgTable(
  'audit_unsealed',
  {
    auditId: uuid('audit_id').primaryKey(),
    /** When the row was written, by the database's clock, whatever its `at` says. */
    notedAt: instant('noted_at').notNull(),
    /** Of all columns but `details`. */
    coreHash: bytes('core_hash').notNull(),
    detailsHash: bytes('details_hash').notNull(),
  },
  (table) => [index('audit_unsealed_noted').on(table.notedAt, table.auditId)],
);

/** Every row of audit_log, in the order in which they were sealed; `hash` covers the entry before it too. */
export const auditChain = pgTable(
  'audit_chain',
  {
    /** Without gaps from the first that is kept. */
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    auditId: uuid('audit_id').notNull(),
    notedAt: instant('noted_at').notNull(),
    coreHash: bytes('core_hash').notNull(),
    detailsHash: bytes('details_hash').notNull(),
    sealedAt: instant('sealed_at').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [uniqueIndex('audit_chain_audit').on(table.auditId)],
);

/** What a look through the whole chain found. */
export const auditVerifications = pgTable('audit_verifications', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull().defaultNow(),
  /** How many entries were looked at, and the last of them; null where there was none. */
  entries: bigint('entries', { mode: 'number' }).notNull(),
  headSeq: bigint('head_seq', { mode: 'number' }),
  headHash: text('head_hash'),
  /** What is wrong with the first broken row; null: nothing is. */
  fault: text('fault'),
  brokenSeq: bigint('broken_seq', { mode: 'number' }),
  brokenId: uuid('broken_id'),
});
