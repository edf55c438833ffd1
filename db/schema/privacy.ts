import { bigint, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { homeowners, houses } from './homes.ts';

/** Which version of the terms and of the privacy notice an owner has accepted (F1, E10). */
export const consents = pgTable(
  'consents',
  {
    tenantId: tenantId(),
    homeownerId: uuid('homeowner_id').notNull(),
    document: text('document').$type<'terms' | 'privacy'>().notNull(),
    /** The day on which that text came into force, `2026-11-30`. */
    version: text('version').notNull(),
    acceptedAt: instant('accepted_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.homeownerId, table.document, table.version] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    oneOf('consents_document', table.document, ['terms', 'privacy']),
  ],
);

/** Somebody who scanned a code and said that the name on the welcome is not theirs. */
export const wrongNames = pgTable(
  'wrong_names',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    /** The session that said it; once each. */
    sessionId: uuid('session_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    uniqueIndex('wrong_names_session').on(table.tenantId, table.sessionId),
    index('wrong_names_age').on(table.createdAt),
    index('wrong_names_owner').on(table.tenantId, table.homeownerId),
  ],
);

/** A home's logbook as a file that its owner fetches (F13); the job that makes it says how it stands. */
export const logbooks = pgTable(
  'logbooks',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    createdAt: createdAt(),
    /** Of the whole file, hexadecimal; null until it is there. */
    sha256: text('sha256'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    readyAt: instant('ready_at'),
    /** Why it could not be made, in words for its owner. */
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('logbooks_owner').on(table.tenantId, table.homeownerId, table.id),
    index('logbooks_age').on(table.createdAt),
  ],
);
