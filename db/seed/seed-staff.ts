import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { hashPassword, verifyPassword } from '#app/platform/password.ts';
import { staffUsers, type StaffRole } from '../schema/identity.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { pilotId } from './pilot-ids.ts';

/** `role` is the word that is printed: the manager is the demo's `developer`. */
export type DemoSignIn = { role: 'developer' | 'viewer' | 'admin'; email: string; password: string };

const DEMO_STAFF = [
  { role: 'manager', printedAs: 'developer', email: 'developer@longview-estates.example', fullName: 'Ciara Lonergan' },
  { role: 'viewer', printedAs: 'viewer', email: 'viewer@longview-estates.example', fullName: 'Eoin Lonergan' },
  { role: 'admin', printedAs: 'admin', email: 'admin@openhouse.example', fullName: 'Platform Admin' },
] as const satisfies { role: StaffRole; printedAs: DemoSignIn['role']; email: string; fullName: string }[];

/** A password of this installation's own, known again at every start without being stored. */
function demoPassword(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`demo-password:v1:${email}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16);
}

/** The demo's staff, one of each role. Their passwords are set anew when the secret has changed. */
export async function seedStaff(pilot: { tenantId: string; secret: string }): Promise<DemoSignIn[]> {
  const signIns: DemoSignIn[] = [];
  for (const person of DEMO_STAFF) {
    const password = demoPassword(pilot.secret, person.email);
    const id = pilotId('staff', person.email);
    const [known] = await withScope(systemScope('seed'), (tx) => tx.select({ hash: staffUsers.passwordHash }).from(staffUsers).where(eq(staffUsers.id, id)).limit(1));
    if (!known || !(await verifyPassword(known.hash, password))) {
      const passwordHash = await hashPassword(password);
      await withScope(systemScope('seed'), (tx) =>
        tx
          .insert(staffUsers)
          .values({ id, tenantId: person.role === 'admin' ? null : pilot.tenantId, role: person.role, email: person.email, fullName: person.fullName, passwordHash })
          .onConflictDoUpdate({ target: staffUsers.id, set: { passwordHash } }),
      );
    }
    signIns.push({ role: person.printedAs, email: person.email, password });
  }
  return signIns;
}
