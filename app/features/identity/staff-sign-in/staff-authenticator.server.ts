import { Authenticator } from 'remix-auth';
import { Strategy } from 'remix-auth/strategy';
import type { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashAlike, hashPassword, isOutdatedHash } from '#app/platform/password.ts';
import { hashToken } from '#app/platform/tokens.ts';
import {
  findPasswordSalt,
  findStaffAccount,
  updatePasswordHash,
  type StaffAccount,
} from '#db/queries/identity/sessions.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { credentialsSchema } from '../schema.ts';
import { admitAttempt, noteFailure, noteSuccess, type Wait } from './slow-sign-in.server.ts';
import { deviceCookie } from '../sessions/staff-device.server.ts';

/** Who has proved to be who, and the hash that shows it. */
export type StaffIdentity = StaffAccount & { passwordHash: string };

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
 * Proves a member of staff by e-mail and password. Throws AppError 401 (the same, and as slow, for an unknown address),
 * 422, 429 (E4). `wait` holds up what looks like guessing.
 */
export function authenticateStaff(
  request: Request,
  given: { email: unknown; password: unknown },
  wait?: Wait,
): Promise<Proved> {
  const credentials = validate(credentialsSchema, {
    email: given.email ?? undefined,
    password: given.password ?? undefined,
  });
  const authenticator = new Authenticator<Proved>().use(new CredentialsStrategy({ credentials, wait }));
  // Without the body, which has been read.
  return authenticator.authenticate('credentials', new Request(request.url, { headers: request.headers }));
}

async function proveStaff({ request, credentials: { email, password }, wait }: Proof): Promise<Proved> {
  const account = hashToken(email.toLowerCase());
  const attempt = await admitAttempt(request, account, wait);
  const salt = await withScope(anonymousScope, (tx) => findPasswordSalt(tx, email), { readOnly: true });
  const passwordHash = await hashAlike(salt, password);
  const found =
    passwordHash &&
    (await withScope(anonymousScope, (tx) => findStaffAccount(tx, email, passwordHash), { readOnly: true }));
  if (!found) {
    await noteFailure(attempt);
    throw new AppError('unauthenticated', 'The e-mail address or the password is not right. Check both and try again.');
  }
  await noteSuccess(attempt);
  const proved = { ...found, passwordHash, deviceCookie: deviceCookie(request, attempt.device, account) };
  if (!isOutdatedHash(passwordHash)) return proved;
  const renewed = await hashPassword(password);
  await withScope(anonymousScope, (tx) => updatePasswordHash(tx, found.userId, passwordHash, renewed));
  return { ...proved, passwordHash: renewed };
}
