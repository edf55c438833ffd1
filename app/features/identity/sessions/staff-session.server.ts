import { AppError } from '#app/platform/errors.ts';
import { extendRequestContext } from '#app/platform/request-context.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { deleteStaffSession, findStaffSession, insertStaffSession } from '#db/queries/identity/sessions.ts';
import { anonymousScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { clientOf } from '../client-of.server.ts';
import { oncePerPage } from '../once-per-page.server.ts';
import { readSessionCookie, STAFF_COOKIE } from './session-cookies.server.ts';

/** Seconds. */
export const STAFF_SESSION_LIFETIME = 12 * 3600;

export type StaffSession = NonNullable<Awaited<ReturnType<typeof findStaffSession>>>;

/**
 * Opens a session for someone who has proved who they are; returns the token for the cookie, which is stored only as a
 * hash. Throws AppError 401 when the proof no longer holds.
 */
export async function startStaffSession(
  request: Request,
  user: { userId: string; passwordHash: string },
): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + STAFF_SESSION_LIFETIME * 1000);
  const opened = await withScope(anonymousScope, (tx) =>
    insertStaffSession(tx, {
      tokenHash: hashToken(token),
      userId: user.userId,
      passwordHash: user.passwordHash,
      ...clientOf(request),
      expiresAt,
    }),
  );
  if (!opened)
    throw new AppError('unauthenticated', 'The password was changed or the account closed just now. Sign in again.');
  return token;
}

/** The staff member who sends `request`; null without a live session. The loaders of one page ask once between them. */
export const readStaffSession = oncePerPage(['Cookie'], proveStaff);

async function proveStaff(request: Request): Promise<StaffSession | null> {
  const token = readSessionCookie(request, STAFF_COOKIE);
  if (token === undefined) return null;
  const session = await withScope(anonymousScope, (tx) => findStaffSession(tx, hashToken(token), new Date()), {
    readOnly: true,
  });
  if (!session) return null;
  extendRequestContext({ tenantId: session.tenantId ?? undefined, actor: `${session.role}:${session.userId}` });
  return session;
}

/** Ends the request's staff session, if it has one. */
export async function endStaffSession(request: Request): Promise<void> {
  const token = readSessionCookie(request, STAFF_COOKIE);
  if (token !== undefined) await withScope(anonymousScope, (tx) => deleteStaffSession(tx, hashToken(token)));
}
