import { Authenticator } from 'remix-auth';
import { Strategy } from 'remix-auth/strategy';
import type { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from '#app/platform/password.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findStaffByEmail, updatePasswordHash } from '#db/queries/identity/sessions.ts';
import type { StaffRole } from '#db/queries/identity/sessions.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { credentialsSchema } from './schema.ts';
import { admitAttempt, noteFailure, noteSuccess, type Wait } from './slow-sign-in.server.ts';
import { deviceCookie } from './staff-device.server.ts';

export type StaffIdentity = { userId: string; role: StaffRole; email: string; tenantId: string | null; tenantSlug: string | null };

type Credentials = z.output<typeof credentialsSchema>;
type Proof = { request: Request; credentials: Credentials; wait: Wait | undefined };
/** `device`: by which this browser is known to the account from now on. */
type Proved = StaffIdentity & { deviceCookie: string };

/** Of one attempt: whoever read the credentials, from a form or from JSON, hands them in. */
class CredentialsStrategy extends Strategy<Proved, Proof> {
  name = 'credentials';
  private readonly given: Omit<Proof, 'request'>;

  constructor(given: Omit<Proof, 'request'>) {
    super(proveStaff);
    this.given = given;
  }

  authenticate(request: Request): Promise<Proved> {
    return this.verify({ request, ...this.given });
  }
}

/**
 * Proves a member of staff by e-mail and password. Throws AppError 401 (the same, and as slow, for an unknown address), 422, 429 (E4).
 * `wait` holds up what looks like guessing.
 */
export function authenticateStaff(request: Request, given: { email: unknown; password: unknown }, wait?: Wait): Promise<Proved> {
  const credentials = validate(credentialsSchema, { email: given.email ?? undefined, password: given.password ?? undefined });
  const authenticator = new Authenticator<Proved>().use(new CredentialsStrategy({ credentials, wait }));
  // Without the body, which has been read.
  return authenticator.authenticate('credentials', new Request(request.url, { headers: request.headers }));
}

async function proveStaff({ request, credentials: { email, password }, wait }: Proof): Promise<Proved> {
  const account = hashToken(email.toLowerCase());
  const attempt = await admitAttempt(request, account, wait);
  const found = await withScope(anonymousScope, (tx) => findStaffByEmail(tx, email), { readOnly: true });
  if (!(await verifyPassword(found?.passwordHash, password)) || !found) {
    await noteFailure(attempt);
    throw new AppError('unauthenticated', 'The e-mail address or the password is not right. Check both and try again.');
  }
  await noteSuccess(attempt);
  const { passwordHash, ...identity } = found;
  if (isOutdatedHash(passwordHash)) {
    const renewed = await hashPassword(password);
    await withScope(anonymousScope, (tx) => updatePasswordHash(tx, identity.userId, passwordHash, renewed));
  }
  return { ...identity, deviceCookie: deviceCookie(request, attempt.device, account) };
}
