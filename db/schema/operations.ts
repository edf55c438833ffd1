import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, oneOf } from './columns.ts';
import { staffUsers } from './identity.ts';
import { tenants } from './tenancy.ts';

export type LoadSpan = 'minute' | 'hour' | 'day';

/** By route template: answers, those that failed (5xx), and answers by the bounds of the histogram, not cumulative. */
export type LoadRoutes = Record<string, number[]>;

/** What was slow: how often, for how long together and at most, milliseconds. */
export type SlowOperation = { operation: string; what: string; count: number; total_ms: number; max_ms: number };

/**
 * What a process did and how it was in a minute, and the same of the hour and the day that the minute is in (H9). They
 * are written together; `retention/apply` deletes minutes after a day, hours after eight, days after ninety.
 */
export const loadSamples = pgTable(
  'load_samples',
  {
    span: text('span').$type<LoadSpan>().notNull(),
    /** When the minute, hour or day begins. */
    at: instant('at').notNull(),
    /** Which process: its port and when it started. */
    process: text('process').notNull(),
    requests: integer('requests').notNull(),
    errors: integer('errors').notNull(),
    routes: jsonb('routes').$type<LoadRoutes>().notNull(),
    slow: jsonb('slow').$type<SlowOperation[]>().notNull(),
    /** The highest within the span: milliseconds, bytes, connections, seconds. */
    eventLoopMs: real('event_loop_ms').notNull(),
    heapBytes: bigint('heap_bytes', { mode: 'number' }).notNull(),
    rssBytes: bigint('rss_bytes', { mode: 'number' }).notNull(),
    poolOpen: integer('pool_open').notNull(),
    poolWaiting: integer('pool_waiting').notNull(),
    /** Of the oldest open job; null where it could not be read. */
    queueSeconds: real('queue_seconds'),
    /** At the end of the span; null where it could not be read. */
    databaseBytes: bigint('database_bytes', { mode: 'number' }),
    diskFreeBytes: bigint('disk_free_bytes', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ name: 'load_samples_pk', columns: [table.span, table.at, table.process] }),
    oneOf('load_samples_span', table.span, ['minute', 'hour', 'day']),
  ],
);

/**
 * Another number of uses than a limit of platform/rate-limiter.ts gives, for a tenant or one house, until it ends
 * (H10).
 */
export const limitOverrides = pgTable(
  'limit_overrides',
  {
    id: uuid('id').primaryKey(),
    rule: text('rule').notNull(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    /** Null: for each house of the tenant. */
    houseId: uuid('house_id'),
    points: integer('points').notNull(),
    reason: text('reason').notNull(),
    setBy: uuid('set_by')
      .notNull()
      .references(() => staffUsers.id),
    createdAt: createdAt(),
    endsAt: instant('ends_at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => staffUsers.id),
  },
  (table) => [
    index('limit_overrides_end').on(table.endsAt),
    index('limit_overrides_tenant').on(table.tenantId, table.id),
    check('limit_overrides_points', sql`${table.points} between 1 and 100000`),
    check('limit_overrides_end', sql`${table.endsAt} <= ${table.createdAt} + interval '31 days'`),
  ],
);

/** How bad an alert is; also the states of alert-rules.ts that somebody has to look at. */
export type AlertLevel = 'warning' | 'critical';

/**
 * An alert that fired (D9), once for all processes that see it. `alert_firings_standing` holds that one stands of each
 * rule; whoever sees it raises `seen_at`, and where nobody did for a while it has ended.
 */
export const alertFirings = pgTable(
  'alert_firings',
  {
    id: uuid('id').primaryKey(),
    rule: text('rule').notNull(),
    /** The worst since it began. */
    state: text('state').$type<AlertLevel>().notNull(),
    startedAt: instant('started_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    endedAt: instant('ended_at'),
    /** That fired it, in the rule's unit; null where there was nothing to measure. */
    value: doublePrecision('value'),
    /** Which process saw it first. */
    process: text('process').notNull(),
    /** The worst that was told by mail and webhook. */
    told: text('told').$type<AlertLevel>(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by').references(() => staffUsers.id),
    note: text('note'),
  },
  (table) => [
    uniqueIndex('alert_firings_standing')
      .on(table.rule)
      .where(sql`ended_at is null`),
    index('alert_firings_rule').on(table.rule, table.id),
    index('alert_firings_ended').on(table.endedAt),
    index('alert_firings_unseen')
      .on(table.id)
      .where(sql`acknowledged_at is null`),
    oneOf('alert_firings_state', table.state, ['warning', 'critical']),
    check('alert_firings_told', sql`${table.told} in ('warning', 'critical')`),
    check(
      'alert_firings_acknowledged',
      sql`num_nulls(${table.acknowledgedAt}, ${table.acknowledgedBy}, ${table.note}) in (0, 3)`,
    ),
  ],
);

/** Nobody is told of a rule until `ends_at`, seven days away at most; it is still judged and shown (D9). */
export const alertSilences = pgTable(
  'alert_silences',
  {
    id: uuid('id').primaryKey(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    setBy: uuid('set_by')
      .notNull()
      .references(() => staffUsers.id),
    createdAt: createdAt(),
    endsAt: instant('ends_at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => staffUsers.id),
  },
  (table) => [
    index('alert_silences_end').on(table.endsAt),
    index('alert_silences_rule').on(table.rule, table.id),
    check('alert_silences_end', sql`${table.endsAt} <= ${table.createdAt} + interval '7 days'`),
  ],
);
