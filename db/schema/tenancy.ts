import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { createdAt, id, instant, tenantId } from './columns.ts';

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
    createdAt: createdAt(),
  },
  (table) => [index('tenants_name').on(table.name, table.id)],
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
    index('developments_places').on(table.placesRefreshedAt, table.id),
    index('developments_model').on(table.embeddingModel, table.id),
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
