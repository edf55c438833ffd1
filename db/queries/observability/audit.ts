import { v7 } from 'uuid';
import { auditLog } from '../../schema/observability.ts';
import type { Tx } from '../../scope.ts';

export type AuditRow = Omit<typeof auditLog.$inferInsert, 'id' | 'createdAt'>;

export async function insertAudit(tx: Tx, row: AuditRow): Promise<void> {
  await tx.insert(auditLog).values({ id: v7(), ...row });
}
