import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant, tenantId } from './columns.ts';

/**
 * A file of houses that staff have had checked (G2). Its text and what it would change are kept until it is imported,
 * at most two days.
 */
export const houseImports = pgTable(
  'house_imports',
  {
    tenantId: tenantId(),
    id: id(),
    fileName: text('file_name').notNull(),
    /** The file as it came; null once it was imported. */
    file: bytes('file'),
    /** What an import would do, by its last check. */
    findings: jsonb('findings').$type<unknown>(),
    createdAt: createdAt(),
    appliedAt: instant('applied_at'),
    /** Houses added, changed and as they were; null until it was imported. */
    added: integer('added'),
    changed: integer('changed'),
    unchanged: integer('unchanged'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] }), index('house_imports_age').on(table.createdAt)],
);
