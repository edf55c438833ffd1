import { sql } from 'drizzle-orm';
import { check, customType, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** A point in time with zone, as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const createdAt = () => instant('created_at').notNull().defaultNow();

/** First column of every tenant's table, first in its keys. */
export const tenantId = () => uuid('tenant_id').notNull();

/** A time-ordered UUID (version 7): keyset pages follow insertion order. */
export const id = () =>
  uuid('id')
    .notNull()
    .$defaultFn(() => v7());

/** Holds a column to the words of `values`; null stays allowed where the column allows it. */
export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`);

/** An embedding's length. 512 fits the local model and OpenAI's text-embedding-3-small alike. */
export const EMBEDDING_DIMENSIONS = 512;

export const embedding = customType<{ data: number[]; driverData: string }>({
  dataType: () => `vector(${EMBEDDING_DIMENSIONS})`,
  toDriver: (value) => `[${value.join(',')}]`,
  fromDriver: (value) => JSON.parse(value) as number[],
});

/** Bytes that only the application reads. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
