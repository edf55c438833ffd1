import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf } from './columns.ts';

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

/** Errors by fingerprint: the same fault again counts up its row (D1). */
export const errorLog = pgTable(
  'error_log',
  {
    id: uuid('id').primaryKey(),
    fingerprint: text('fingerprint').notNull(),
    tenantId: uuid('tenant_id'),
    kind: text('kind').$type<'api' | 'database' | 'job' | 'client'>().notNull(),
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
  },
  (table) => [
    uniqueIndex('error_log_fingerprint').on(table.fingerprint),
    index('error_log_last_seen').on(table.lastSeenAt, table.id),
    index('error_log_kind_seen').on(table.kind, table.lastSeenAt, table.id),
    index('error_log_tenant_seen').on(table.tenantId, table.kind, table.lastSeenAt, table.id),
    index('error_log_request').on(table.requestId, table.lastSeenAt, table.id),
    oneOf('error_log_kind', table.kind, ['api', 'database', 'job', 'client']),
  ],
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
