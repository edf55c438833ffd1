import { eq } from 'drizzle-orm';
import { staffUsers } from '../schema/identity.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';

/** The stored password hash of a staff member; undefined for one who is not there yet. */
export async function readPasswordHash(id: string): Promise<string | undefined> {
  const [known] = await withScope(systemScope('seed'), (tx) =>
    tx.select({ hash: staffUsers.passwordHash }).from(staffUsers).where(eq(staffUsers.id, id)).limit(1),
  );
  return known?.hash;
}

export type StaffRow = Pick<
  typeof staffUsers.$inferInsert,
  'id' | 'tenantId' | 'role' | 'email' | 'fullName' | 'passwordHash'
>;

/** Puts a staff member in place; one who is there gets the password hash. */
export async function seedStaffUser(row: StaffRow): Promise<void> {
  await withScope(systemScope('seed'), (tx) =>
    tx
      .insert(staffUsers)
      .values(row)
      .onConflictDoUpdate({ target: staffUsers.id, set: { passwordHash: row.passwordHash } }),
  );
}
