import { sql, type Column } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { TenantScope, Tx } from '../scope.ts';

type MailTable = PgTable & { tenantId: Column; id: Column; mailedAt: Column; mailFailedAt: Column };

/** Notes on a row of `table` what became of its mail; the first time of each outcome counts. */
export const markMailOf =
  (table: MailTable) =>
  async (tx: Tx, scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> => {
    const { name } = outcome === 'sent' ? table.mailedAt : table.mailFailedAt;
    await tx.execute(sql`update ${table} set ${sql.identifier(name)} = coalesce(${sql.identifier(name)}, now())
      where ${table.tenantId} = ${scope.tenantId} and ${table.id} = ${id}`);
  };
