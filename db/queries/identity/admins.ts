import { staffUsers } from '../../schema/identity.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

/** Writes an account of the platform's own staff. False when the address has an account already. */
export async function insertAdmin(
  tx: Tx,
  _scope: PlatformScope,
  row: { id: string; email: string; fullName: string; passwordHash: string },
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(staffUsers)
    .values({ ...row, role: 'admin', tenantId: null })
    .onConflictDoNothing();
  return rowCount === 1;
}
