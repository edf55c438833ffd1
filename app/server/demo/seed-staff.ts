import { createHmac } from 'node:crypto';
import { hashPassword, verifyPassword } from '#app/platform/password.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { readPasswordHash, seedStaffUser } from '#db/seed/seed-staff.ts';

/** `role` is the word that is printed: the manager is the demo's `developer`. */
export type DemoSignIn = { role: 'developer' | 'viewer' | 'admin'; email: string; password: string };

const DEMO_STAFF = [
  { role: 'manager', printedAs: 'developer', email: 'developer@longview-estates.example', fullName: 'Ciara Lonergan' },
  { role: 'viewer', printedAs: 'viewer', email: 'viewer@longview-estates.example', fullName: 'Eoin Lonergan' },
  { role: 'admin', printedAs: 'admin', email: 'admin@openhouse.example', fullName: 'Platform Admin' },
] as const;

/** A password of this installation's own, known again at every start without being stored. */
function demoPassword(secret: string, email: string): string {
  return createHmac('sha256', secret)
    .update(`demo-password:v1:${email}`)
    .digest('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, 16);
}

/** The demo's staff, one of each role. Their passwords are set anew when the secret has changed. */
export async function seedStaff(pilot: { tenantId: string; secret: string }): Promise<DemoSignIn[]> {
  const signIns: DemoSignIn[] = [];
  for (const { role, printedAs, email, fullName } of DEMO_STAFF) {
    const password = demoPassword(pilot.secret, email);
    const id = pilotId('staff', email);
    const known = await readPasswordHash(id);
    if (!known || !(await verifyPassword(known, password))) {
      const passwordHash = await hashPassword(password);
      await seedStaffUser({
        id,
        tenantId: role === 'admin' ? null : pilot.tenantId,
        role,
        email,
        fullName,
        passwordHash,
      });
    }
    signIns.push({ role: printedAs, email, password });
  }
  return signIns;
}
