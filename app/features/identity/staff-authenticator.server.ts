import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from '#app/platform/password.ts';
import { consume, forgive } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findStaffByEmail, updatePasswordHash } from '#db/queries/identity.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { clientOf } from './client-of.server.ts';
import { credentialsSchema } from './schema.ts';

export type StaffIdentity = { userId: string; role: 'developer' | 'admin'; email: string; tenantId: string | null; tenantSlug: string | null };

/**
 * Staff sign-in by e-mail and password, from a form's fields `email` and `password`. Throws AppError 401 (the same, and as slow, for an
 * unknown address), 422, 429 (E4).
 */
export const staffAuthenticator = new Authenticator<StaffIdentity>().use(
  new FormStrategy(async ({ form, request }) => {
    const { email, password } = validate(credentialsSchema, { email: form.get('email') ?? undefined, password: form.get('password') ?? undefined });
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
  }),
  'form',
);
