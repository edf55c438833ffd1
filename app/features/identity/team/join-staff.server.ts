import { v7 } from 'uuid';
import { refuseClosedPortal } from '#app/features/tenancy/retirement/closed-builder.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashPassword } from '#app/platform/password.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { acceptStaffInvitation, findStaffInvitation, type GoodInvitation } from '#db/queries/identity/team.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { networkOfClient } from '../client-of.server.ts';
import { joinSchema } from '../schema.ts';
import { signInStaff } from '../staff-sign-in/sign-in-staff.server.ts';

const unusable = () =>
  new AppError('gone', 'This invitation was used, taken back or has run out. Ask your colleague for a new one.');

async function findGood(token: string): Promise<GoodInvitation> {
  const found = await withScope(anonymousScope, (tx) => findStaffInvitation(tx, hashToken(token)), { readOnly: true });
  if (found) {
    refuseClosedPortal(found);
    return found;
  }
  await consume('public', networkOfClient());
  throw unusable();
}

/** To whom an invitation is, and to what. It is not used up: links get prefetched. Throws AppError 403, 410, 429. */
export async function describeStaffInvitation(
  token: string,
): Promise<{ email: string; role: 'manager' | 'viewer'; builder: string }> {
  const { email, role, tenantName } = await findGood(token);
  return { email, role, builder: tenantName };
}

/**
 * Uses an invitation up: the account is made with this name and password, and signed in. Returns the `Set-Cookie`
 * values. Throws AppError 403 (of a retired builder), 409 for an address of another account, 410, 422 with the fields,
 * 429.
 */
export async function joinStaff(request: Request, token: string, fields: unknown): Promise<string[]> {
  const { email } = await findGood(token);
  const { full_name: fullName, password } = validate(joinSchema, fields);
  const passwordHash = await hashPassword(password);
  const joined = await withScope(anonymousScope, (tx) =>
    acceptStaffInvitation(tx, { tokenHash: hashToken(token), accountId: v7(), fullName, passwordHash }),
  );
  if (!joined) {
    await findGood(token);
    throw new AppError('conflict', 'There is an account with this address already. Ask to be invited by another one.');
  }
  const { cookies } = await signInStaff(request, { email, password });
  return cookies;
}
