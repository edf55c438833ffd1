import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, oneOf } from './columns.ts';
import { staffUsers } from './identity.ts';

/** Who did what to what (H5); an impersonated action names both people (E6). */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    at: instant('at').notNull().defaultNow(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    impersonatorId: text('impersonator_id'),
    action: text('action').notNull(),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    ip: text('ip'),
    requestId: text('request_id'),
  },
  (table) => [
    index('audit_log_tenant').on(table.tenantId, table.id),
    index('audit_log_action').on(table.action, table.id),
    index('audit_log_tenant_action').on(table.tenantId, table.action, table.id),
    index('audit_log_request').on(table.requestId, table.id),
    oneOf('audit_log_actor_kind', table.actorKind, ['homeowner', 'staff', 'job', 'system', 'anonymous']),
  ],
);

/**
 * What the platform team decided about an error: `resolved` opens again by itself when it happens again, `muted` stays
 * out of the list whatever happens.
 */
export type ErrorState = 'open' | 'resolved' | 'muted';

/** Errors by fingerprint: the same fault again counts up its row (D1). */
export const errorLog = pgTable(
  'error_log',
  {
    id: uuid('id').primaryKey(),
    fingerprint: text('fingerprint').notNull(),
    tenantId: uuid('tenant_id'),
    kind: text('kind').$type<'api' | 'database' | 'job'>().notNull(),
    code: text('code').notNull(),
    message: text('message').notNull(),
    stack: text('stack'),
    route: text('route'),
    method: text('method'),
    requestId: text('request_id'),
    userId: text('user_id'),
    count: integer('count').notNull().default(1),
    firstSeenAt: instant('first_seen_at').notNull().defaultNow(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    /** The builds that met it the first and the latest time, where RELEASE names them. */
    firstRelease: text('first_release'),
    release: text('release'),
    state: text('state').$type<ErrorState>().notNull().default('open'),
    /** When and by whom of the platform team its state was chosen; null while nobody did. */
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by').references(() => staffUsers.id),
    /** When it happened again after it was resolved. */
    cameBackAt: instant('came_back_at'),
    /** Of the platform team, who looks after it. */
    assignedTo: uuid('assigned_to').references(() => staffUsers.id),
  },
  (table) => [
    uniqueIndex('error_log_fingerprint').on(table.fingerprint),
    index('error_log_last_seen').on(table.lastSeenAt, table.id),
    index('error_log_kind_seen').on(table.kind, table.lastSeenAt, table.id),
    index('error_log_tenant_seen').on(table.tenantId, table.kind, table.lastSeenAt, table.id),
    index('error_log_request').on(table.requestId, table.lastSeenAt, table.id),
    index('error_log_state_seen').on(table.state, table.lastSeenAt, table.id),
    index('error_log_shown')
      .on(table.lastSeenAt, table.id)
      .where(sql`state <> 'muted'`),
    index('error_log_assigned_seen')
      .on(table.assignedTo, table.lastSeenAt, table.id)
      .where(sql`assigned_to is not null`),
    oneOf('error_log_kind', table.kind, ['api', 'database', 'job']),
    oneOf('error_log_state', table.state, ['open', 'resolved', 'muted']),
  ],
);

/** How often an error happened on a day (UTC). */
export const errorDays = pgTable(
  'error_days',
  {
    errorId: uuid('error_id')
      .notNull()
      .references(() => errorLog.id, { onDelete: 'cascade' }),
    day: date('day', { mode: 'string' }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.errorId, table.day] }), index('error_days_day').on(table.day)],
);

export const llmErrorLog = pgTable(
  'llm_error_log',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    at: instant('at').notNull().defaultNow(),
    operation: text('operation').notNull(),
    model: text('model').notNull(),
    code: text('code').notNull(),
    status: integer('status'),
    message: text('message').notNull(),
    tokens: integer('tokens'),
    latencyMs: integer('latency_ms').notNull(),
    retry: boolean('retry').notNull(),
    requestId: text('request_id'),
  },
  (table) => [
    index('llm_error_log_time').on(table.at),
    index('llm_error_log_tenant').on(table.tenantId, table.id),
    index('llm_error_log_operation').on(table.operation, table.id),
    index('llm_error_log_request').on(table.requestId, table.id),
  ],
);

/** Tokens and cost of every call to a model (D5). */
export const llmUsage = pgTable(
  'llm_usage',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    at: instant('at').notNull().defaultNow(),
    operation: text('operation').$type<'chat' | 'embedding'>().notNull(),
    model: text('model').notNull(),
    promptTokens: integer('prompt_tokens').notNull(),
    completionTokens: integer('completion_tokens').notNull(),
    /** US dollars; null where the model's price is not known. */
    cost: doublePrecision('cost'),
    latencyMs: integer('latency_ms').notNull(),
    firstTokenMs: integer('first_token_ms'),
    messageId: uuid('message_id'),
    requestId: text('request_id'),
  },
  (table) => [
    index('llm_usage_time').on(table.at),
    index('llm_usage_tenant').on(table.tenantId, table.at),
    oneOf('llm_usage_operation', table.operation, ['chat', 'embedding']),
  ],
);
