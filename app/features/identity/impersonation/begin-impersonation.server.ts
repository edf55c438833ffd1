import { v7 } from 'uuid';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { endImpersonationsOf, insertImpersonation } from '#db/queries/identity/impersonations.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import {
  IMPERSONATION_COOKIE,
  readSessionCookie,
  sessionCookie,
  STAFF_COOKIE,
} from '../sessions/session-cookies.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';
import { STAFF_SESSION_LIFETIME } from '../sessions/staff-session.server.ts';
import { auditScopeOf } from './audit-scope.server.ts';
import { findPerson, type Person } from './find-person.server.ts';
import { signImpersonationToken } from './impersonation-token.server.ts';
import { noteEnded } from './note-ended.server.ts';
import { beginSchema } from './schema.ts';

type Begun = {
  /** The first page of whom the admin is taken for now. */
  to: '/home' | '/developer';
  cookie: string;
};

/**
 * Lets an admin act as one of a builder's people for a quarter of an hour at most (E6), to look, or to write with a
 * reason of its own; bound to the session that asks, and in place of whatever else this admin acts as. `back`: where
 * the admin was. Throws AppError 422 by field, 404 when there is no such person.
 */
export async function beginImpersonation(
  scope: PlatformScope,
  request: Request,
  asked: { tenant: string | undefined; query: URLSearchParams; fields: unknown; back: string },
): Promise<Begun> {
  const { reason, minutes, writeReason } = validate(beginSchema, asked.fields);
  const adminId = adminOf(scope);
  const session = readSessionCookie(request, STAFF_COOKIE);
  if (session === undefined) throw new AppError('unauthenticated', 'Sign in with your staff account.');
  const id = v7();
  const { person, until } = await withScope(scope, async (tx) => {
    const found = await findPerson(tx, scope, asked.tenant, asked.query);
    for (const row of await endImpersonationsOf(tx, scope, adminId)) await noteEnded(tx, row, 'another was begun');
    const key = { tenantId: found.tenantId, id };
    const target = targetOf(found);
    const sessionHash = hashToken(session);
    const expiresAt = await insertImpersonation(tx, scope, {
      ...key,
      adminId,
      sessionHash,
      person: target,
      reason,
      writeReason,
      minutes,
    });
    const nobody = { staffUserId: null, houseId: null, homeownerId: null };
    await recordAudit(tx, auditScopeOf({ ...key, adminId, ...nobody, ...target }), {
      action: 'impersonation.began',
      subjectType: 'impersonation',
      subjectId: id,
      details: { reason, write_reason: writeReason, until: expiresAt.toISOString() },
    });
    return { person: found, until: expiresAt };
  });
  const token = await signImpersonationToken(sessionSecret(), {
    jti: id,
    tenant_id: person.tenantId,
    sub: person.kind === 'staff' ? person.staffUserId : person.homeownerId,
    act: { sub: adminId },
    back: asked.back,
    exp: until.getTime() / 1000,
  });
  // Longer than it lasts: a page that is still open when it is over is told so, and is nobody else's.
  const cookie = sessionCookie(request, IMPERSONATION_COOKIE, token, STAFF_SESSION_LIFETIME);
  return { to: person.kind === 'owner' ? '/home' : '/developer', cookie };
}

const targetOf = (person: Person) =>
  person.kind === 'staff'
    ? { staffUserId: person.staffUserId }
    : { houseId: person.houseId, homeownerId: person.homeownerId };

function adminOf({ actor }: PlatformScope): string {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only a member of the platform’s staff may do this.');
  return actor.userId;
}
