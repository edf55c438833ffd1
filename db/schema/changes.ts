import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { messages } from './assistant.ts';
import { CHANGE_CAUSES, CHANGE_STATES, type ChangeCause, type ChangeState } from './change-words.ts';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { documents } from './documents.ts';
import { homeowners } from './homes.ts';

/** A passage of a document that an answer cited: written with the answer, held against each state of the document. */
export const answerCitations = pgTable(
  'answer_citations',
  {
    tenantId: tenantId(),
    /** Of the answer. */
    messageId: uuid('message_id').notNull(),
    /** Its place among the answer's citations. */
    ordinal: integer('ordinal').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    /** Without a foreign key: no answer is lost for what it cites. */
    documentId: uuid('document_id').notNull(),
    page: integer('page').notNull(),
    quote: text('quote').notNull(),
    /**
     * The passage of the document, as it read when it was told; null while that is not known. Once staff have decided
     * about a change, the passage that stands in its place.
     */
    passage: text('passage'),
    /** Of the document, when the passage was last held against it; 0 before that. */
    revision: integer('revision').notNull().default(0),
    /** There is nothing left in the document to hold it against. */
    ended: boolean('ended').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.messageId, table.ordinal] }),
    foreignKey({
      columns: [table.tenantId, table.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete('cascade'),
    index('answer_citations_document')
      .on(table.tenantId, table.documentId, table.revision, table.messageId)
      .where(sql`not ended`),
  ],
);

/** A passage that answers have cited and that holds no more as it was told (G12). */
export const changedPassages = pgTable(
  'changed_passages',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    documentId: uuid('document_id').notNull(),
    cause: text('cause').$type<ChangeCause>().notNull(),
    was: text('was').notNull(),
    wasPage: integer('was_page').notNull(),
    /** What stands in its place; null for nothing. */
    now: text('now'),
    nowPage: integer('now_page'),
    /** The number of the document's version in which it was found to be so. */
    inVersion: integer('in_version').notNull(),
    state: text('state').$type<ChangeState>().notNull().default('open'),
    /** What its owners are told, as staff have approved it. */
    wording: text('wording'),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    /** Raised by each change: who decides about a former one is told. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.documentId], foreignColumns: [documents.tenantId, documents.id] }),
    index('changed_passages_state').on(table.tenantId, table.state, table.id),
    index('changed_passages_document').on(table.tenantId, table.documentId, table.state, table.id),
    oneOf('changed_passages_cause', table.cause, CHANGE_CAUSES),
    oneOf('changed_passages_state_word', table.state, CHANGE_STATES),
  ],
);

/** An answer that cited a changed passage. */
export const changedAnswers = pgTable(
  'changed_answers',
  {
    tenantId: tenantId(),
    changeId: uuid('change_id').notNull(),
    messageId: uuid('message_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.changeId, table.messageId, table.ordinal] }),
    foreignKey({
      columns: [table.tenantId, table.changeId],
      foreignColumns: [changedPassages.tenantId, changedPassages.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.messageId, table.ordinal],
      foreignColumns: [answerCitations.tenantId, answerCitations.messageId, answerCitations.ordinal],
    }).onDelete('cascade'),
    index('changed_answers_owner').on(table.tenantId, table.changeId, table.homeownerId),
    index('changed_answers_message').on(table.tenantId, table.messageId, table.ordinal),
  ],
);

/** An owner was told of a change, once; its mail's job is `mail/send`. */
export const changeTellings = pgTable(
  'change_tellings',
  {
    tenantId: tenantId(),
    id: id(),
    changeId: uuid('change_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    /** The latest of the owner's answers that the change is of. */
    messageId: uuid('message_id').notNull(),
    createdAt: createdAt(),
    /** When its owner saw it in the app. */
    seenAt: instant('seen_at'),
    /** When the owner's mail was handed over. */
    mailedAt: instant('mailed_at'),
    /** When its mail was given up; a later one that goes through sets mailed_at. */
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.changeId],
      foreignColumns: [changedPassages.tenantId, changedPassages.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    uniqueIndex('change_tellings_once').on(table.tenantId, table.changeId, table.homeownerId),
    index('change_tellings_owner').on(table.tenantId, table.homeownerId, table.id),
    index('change_tellings_message').on(table.tenantId, table.messageId),
  ],
);
