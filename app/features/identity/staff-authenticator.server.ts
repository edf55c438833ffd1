import { Authenticator } from 'remix-auth';
import { Strategy } from 'remix-auth/strategy';
import type { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from '#app/platform/password.ts';
import { consume, forgive } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findStaffByEmail, updatePasswordHash } from '#db/queries/identity.ts';
import type { StaffRole } from '#db/schema/identity.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { clientOf } from './client-of.server.ts';
import { credentialsSchema } from './schema.ts';

export type StaffIdentity = { userId: string; role: StaffRole; email: string; tenantId: string | null; tenantSlug: string | null };

type Credentials = z.output<typeof credentialsSchema>;
type Attempt = { request: Request; credentials: Credentials };

/** Of one attempt: whoever read the credentials, from a form or from JSON, hands them in. */
class CredentialsStrategy extends Strategy<StaffIdentity, Attempt> {
  name = 'credentials';
  private readonly credentials: Credentials;

  constructor(credentials: Credentials) {
    super(proveStaff);
    this.credentials = credentials;
  }

  authenticate(request: Request): Promise<StaffIdentity> {
    return this.verify({ request, credentials: this.credentials });
  }
}

/**
 * Proves a member of staff by e-mail and password. Throws AppError 401 (the same, and as slow, for an unknown address), 422, 429 (E4).
 */
export function authenticateStaff(request: Request, given: { email: unknown; password: unknown }): Promise<StaffIdentity> {
  const credentials = validate(credentialsSchema, { email: given.email ?? undefined, password: given.password ?? undefined });
  const authenticator = new Authenticator<StaffIdentity>().use(new CredentialsStrategy(credentials));
  // Without the body, which has been read.
  return authenticator.authenticate('credentials', new Request(request.url, { headers: request.headers }));
}

async function proveStaff({ request, credentials: { email, password } }: Attempt): Promise<StaffIdentity> {
  const { ip } = clientOf(request);
  const key = `${hashToken(email.toLowerCase())}:${ip}`;
  await consume('sign-in-address', ip);
  await consume('sign-in', key);
  const found = await withScope(anonymousScope, (tx) => findStaffByEmail(tx, email), { readOnly: true });
  if (!(await verifyPassword(found?.passwordHash, password)) || !found) {
    throw new AppError('unauthenticated', 'The e-mail address or the password is not right. Check both and try again.');
  }
  await forgive('sign-in', key);
  const { passwordHash, ...identity } = found;
  if (isOutdatedHash(passwordHash)) {
    const renewed = await hashPassword(password);
    await withScope(anonymousScope, (tx) => updatePasswordHash(tx, identity.userId, passwordHash, renewed));
  }
  return identity;
}
