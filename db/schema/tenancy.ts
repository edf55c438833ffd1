import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { RULE_SETS, type RuleSetName } from './handover-words.ts';

export type Brand = { accent: string };

export const tenants = pgTable(
  'tenants',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    brand: jsonb('brand').$type<Brand>().notNull(),
    supportEmail: text('support_email').notNull(),
    supportPhone: text('support_phone').notNull(),
    /** Since when nobody of the builder comes in and no job of it runs (H1); null while it is open. */
    retiredAt: instant('retired_at'),
    /** Why, as the builder's staff read it. */
    retiredReason: text('retired_reason'),
    /** Jobs were stopped as it was retired, and wait to be started again. */
    jobsStopped: boolean('jobs_stopped').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    index('tenants_name').on(table.name, table.id),
    index('tenants_created').on(table.createdAt, table.id),
    index('tenants_begins').on(sql`lower(${table.name}) text_pattern_ops`),
    index('tenants_to_follow')
      .on(table.id)
      .where(sql`retired_at is not null or jobs_stopped`),
    check('tenants_retired_why', sql`(${table.retiredAt} is null) = (${table.retiredReason} is null)`),
  ],
);

export const developments = pgTable(
  'developments',
  {
    tenantId: tenantId().references(() => tenants.id),
    id: id(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    /** Whom to ring at any hour for what cannot wait; empty where there is no such line. */
    emergencyPhone: text('emergency_phone').notNull().default(''),
    /** What the builder says of how defects are dealt with after the handover; empty where nothing is said. */
    afterSales: text('after_sales').notNull().default(''),
    /** The model whose vectors are searched; re-indexing switches it once all new vectors are there (C4). */
    embeddingModel: text('embedding_model').notNull(),
    /** Must whoever opens a house type the purchaser's surname first? */
    asksSurname: boolean('asks_surname').notNull().default(false),
    /** Which papers its houses must have (G10); null: as its addresses say. */
    ruleSet: text('rule_set').$type<RuleSetName>(),
    /** The version of its library that was looked through for papers; null: none yet. */
    papersVersion: text('papers_version'),
    /** When its houses were last held against what was found; long ago: they want to be at once. */
    papersMatchedAt: instant('papers_matched_at')
      .notNull()
      .default(sql`to_timestamp(0)`),
    /** Codes of its houses are neither printed nor good until their papers are complete. */
    holdsCodes: boolean('holds_codes').notNull().default(false),
    /** Since when codes of houses that nobody has taken open nothing (H2); null while they do. */
    closedAt: instant('closed_at'),
    closedReason: text('closed_reason'),
    /** When the places nearby were last looked up. */
    placesRefreshedAt: instant('places_refreshed_at')
      .notNull()
      .default(sql`to_timestamp(0)`),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('developments_slug').on(table.slug),
    index('developments_name').on(table.name, table.id),
    index('developments_created').on(table.createdAt, table.id),
    index('developments_begins').on(sql`lower(${table.name}) text_pattern_ops`),
    uniqueIndex('developments_by_id').on(table.id),
    index('developments_places').on(table.placesRefreshedAt, table.id),
    index('developments_model').on(table.embeddingModel, table.id),
    oneOf('developments_rule_set', table.ruleSet, RULE_SETS),
    check('developments_closed_why', sql`(${table.closedAt} is null) = (${table.closedReason} is null)`),
  ],
);

export const houseTypes = pgTable(
  'house_types',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.code] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
  ],
);
