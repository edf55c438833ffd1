import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** Of a row's tenant: it is not retired (H1). What is done by itself, on a schedule, is done for these alone. */
export const ofOpenBuilder = (tenantId: AnyColumn | SQL): SQL =>
  sql`not exists (select from tenants as builder where builder.id = ${tenantId} and builder.retired_at is not null)`;
