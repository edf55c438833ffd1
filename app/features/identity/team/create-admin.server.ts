import { v7 } from 'uuid';
import { insertAdmin } from '#db/queries/identity/admins.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashPassword } from '#app/platform/password.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { adminSchema } from '../schema.ts';

/**
 * Makes an account of the platform's own staff, who may see every builder: for whoever runs the deployment, by its
 * command. Throws AppError 409 for an address that has an account, 422 with the fields.
 */
export async function createAdmin(scope: PlatformScope, fields: unknown): Promise<{ id: string; email: string }> {
  const { email, full_name: fullName, password } = validate(adminSchema, fields);
  const id = v7();
  const passwordHash = await hashPassword(password);
  await withScope(scope, async (tx) => {
    if (!(await insertAdmin(tx, scope, { id, email, fullName, passwordHash })))
      throw new AppError('conflict', `There is an account with the address ${email} already. Name another one.`);
    await recordAudit(tx, scope, { action: 'staff.admin-created', subjectType: 'staff', subjectId: id });
  });
  return { id, email };
}
