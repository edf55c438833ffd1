import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  DEFECT_STATES,
  INTERVAL_UNITS,
  NOTICE_AUDIENCES,
  SIDES,
  TERM_KINDS,
  TERM_STATES,
  TRADES,
  type DefectState,
  type IntervalUnit,
  type NoticeAudience,
  type Side,
  type TermKind,
  type TermState,
  type Trade,
} from './care-words.ts';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { documents } from './documents.ts';
import { homeowners, houses } from './homes.ts';
import { developments } from './tenancy.ts';

/** What a builder tells owners (F7, G7); shown from `startsAt` until `endsAt` to those that it is meant for. */
export const notices = pgTable(
  'notices',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    audience: text('audience').$type<NoticeAudience>().notNull(),
    /** Of `types`; else empty. */
    houseTypes: text('house_types').array().notNull().default([]),
    /** Of `houses`; else empty. */
    houseIds: uuid('house_ids').array().notNull().default([]),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    /** Told by mail too, once, when it begins. */
    mail: boolean('mail').notNull(),
    /** When its mails were asked for. */
    mailedAt: instant('mailed_at'),
    withdrawnAt: instant('withdrawn_at'),
    /** Raised by each change: who changes a former one is told. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    index('notices_development').on(table.tenantId, table.developmentId, table.startsAt, table.id),
    index('notices_newest').on(table.tenantId, table.developmentId, table.id),
    // What wants to be mailed, for the schedule.
    index('notices_to_mail')
      .on(table.startsAt)
      .where(sql`mail and mailed_at is null and withdrawn_at is null`),
    oneOf('notices_audience', table.audience, NOTICE_AUDIENCES),
    check('notices_ends', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);

/** Who has seen a notice, once. */
export const noticeReads = pgTable(
  'notice_reads',
  {
    tenantId: tenantId(),
    noticeId: uuid('notice_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    houseId: uuid('house_id').notNull(),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.noticeId, table.homeownerId] }),
    foreignKey({ columns: [table.tenantId, table.noticeId], foreignColumns: [notices.tenantId, notices.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    // Of the owner alone: with the tenant first it would draw the counts of a notice's readers to itself.
    index('notice_reads_owner').on(table.homeownerId),
  ],
);

/** The mail about a notice to one owner; its job is `mail/send`. */
export const noticeMails = pgTable(
  'notice_mails',
  {
    tenantId: tenantId(),
    id: id(),
    noticeId: uuid('notice_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    createdAt: createdAt(),
    mailedAt: instant('mailed_at'),
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.noticeId], foreignColumns: [notices.tenantId, notices.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    uniqueIndex('notice_mails_once').on(table.tenantId, table.noticeId, table.homeownerId),
    index('notice_mails_owner').on(table.homeownerId),
  ],
);

/** What an owner has chosen; without a row, the defaults hold. */
export const ownerSettings = pgTable(
  'owner_settings',
  {
    tenantId: tenantId(),
    homeownerId: uuid('homeowner_id').notNull(),
    houseId: uuid('house_id').notNull(),
    /** Notices are mailed too. */
    noticeMails: boolean('notice_mails').notNull().default(true),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.homeownerId] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
  ],
);

/** A fault that an owner has reported (F11). It is the reporter's and the builder's, not the house's next owner's. */
export const defects = pgTable(
  'defects',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    description: text('description').notNull(),
    room: text('room').notNull(),
    /** The answer in the chat that it was reported from; it may be erased before this. */
    messageId: uuid('message_id'),
    trade: text('trade').$type<Trade>(),
    state: text('state').$type<DefectState>().notNull().default('reported'),
    /** By when the builder means to have it done. */
    dueOn: date('due_on', { mode: 'string' }),
    /** When somebody comes. */
    visitOn: date('visit_on', { mode: 'string' }),
    /** Closed once both have said so. */
    closedByOwnerAt: instant('closed_by_owner_at'),
    closedByBuilderAt: instant('closed_by_builder_at'),
    /** Raised by each change: who changes a former one is told. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('defects_owner').on(table.tenantId, table.homeownerId, table.id),
    index('defects_house').on(table.tenantId, table.houseId, table.id),
    index('defects_state').on(table.tenantId, table.state, table.id),
    index('defects_trade').on(table.tenantId, table.trade, table.id),
    index('defects_development').on(table.tenantId, table.developmentId, table.id),
    index('defects_due')
      .on(table.tenantId, table.dueOn, table.id)
      .where(sql`state <> 'closed'`),
    oneOf('defects_trade_word', table.trade, TRADES),
    oneOf('defects_state_word', table.state, DEFECT_STATES),
  ],
);

/** A photo of a defect: a JPEG that was made anew from what was sent. */
export const defectPhotos = pgTable(
  'defect_photos',
  {
    tenantId: tenantId(),
    id: id(),
    defectId: uuid('defect_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    storageKey: text('storage_key').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.defectId], foreignColumns: [defects.tenantId, defects.id] }),
    index('defect_photos_defect').on(table.tenantId, table.defectId, table.id),
  ],
);

/** What was said about a defect, and each change of its state. */
export const defectMessages = pgTable(
  'defect_messages',
  {
    tenantId: tenantId(),
    id: id(),
    defectId: uuid('defect_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    /** The state that it came to, or null for words alone. */
    state: text('state').$type<DefectState>(),
    text: text('text').notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.defectId], foreignColumns: [defects.tenantId, defects.id] }),
    index('defect_messages_defect').on(table.tenantId, table.defectId, table.id),
    oneOf('defect_messages_side', table.side, SIDES),
    oneOf('defect_messages_state', table.state, DEFECT_STATES),
  ],
);

/**
 * What a document says of time: a task every so often (F12), or a cover for so long after the handover. Found by a job,
 * shown to owners once staff have confirmed it.
 */
export const careTerms = pgTable(
  'care_terms',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    documentId: uuid('document_id').notNull(),
    kind: text('kind').$type<TermKind>().notNull(),
    /** What is to be done, or what is covered. */
    subject: text('subject').notNull(),
    /** The sentence or row that says so. */
    quote: text('quote').notNull(),
    page: integer('page').notNull(),
    /** So many `unit`s. */
    count: integer('count').notNull(),
    unit: text('unit').$type<IntervalUnit>().notNull(),
    state: text('state').$type<TermState>().notNull().default('found'),
    /** Names what was found, so that reading the document anew finds it again. */
    fingerprint: text('fingerprint').notNull(),
    /** The document's present text does not say it any more. */
    gone: boolean('gone').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
    uniqueIndex('care_terms_fingerprint').on(table.tenantId, table.documentId, table.fingerprint),
    index('care_terms_state').on(table.tenantId, table.state, table.id),
    index('care_terms_house')
      .on(table.tenantId, table.developmentId, table.kind, table.id)
      .where(sql`state = 'confirmed'`),
    oneOf('care_terms_kind', table.kind, TERM_KINDS),
    oneOf('care_terms_unit', table.unit, INTERVAL_UNITS),
    oneOf('care_terms_state_word', table.state, TERM_STATES),
    check('care_terms_count', sql`${table.count} between 1 and 400`),
  ],
);

/** A task that an owner has ticked off: the one that was due on `dueOn`, so that two devices tick it once. */
export const careDone = pgTable(
  'care_done',
  {
    tenantId: tenantId(),
    homeownerId: uuid('homeowner_id').notNull(),
    termId: uuid('term_id').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    houseId: uuid('house_id').notNull(),
    doneOn: date('done_on', { mode: 'string' }).notNull(),
    note: text('note').notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.homeownerId, table.termId, table.dueOn] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    foreignKey({ columns: [table.tenantId, table.termId], foreignColumns: [careTerms.tenantId, careTerms.id] }),
  ],
);

/** An address at which an owner's calendar can be fetched without signing in; only its token's SHA-256 is kept. */
export const calendarLinks = pgTable(
  'calendar_links',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    uniqueIndex('calendar_links_hash').on(table.tokenHash),
    index('calendar_links_owner').on(table.tenantId, table.homeownerId),
    uniqueIndex('calendar_links_open')
      .on(table.tenantId, table.homeownerId)
      .where(sql`revoked_at is null`),
  ],
);
