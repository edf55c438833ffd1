import { endImpersonation, endLapsed } from '#db/queries/identity/impersonations.ts';
import { platformScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { clearedCookie, IMPERSONATION_COOKIE } from '../sessions/session-cookies.server.ts';
import { readStaffSession } from '../sessions/staff-session.server.ts';
import { noteEnded } from './note-ended.server.ts';
import { readImpersonation } from './read-impersonation.server.ts';

/**
 * Ends whatever the sender of `request` acts as, of their own alone; twice, it changes nothing more. Returns where they
 * were before, and the `Set-Cookie` value that forgets it.
 */
export async function endOwnImpersonation(request: Request): Promise<{ back: string; cookie: string }> {
  const cookie = clearedCookie(request, IMPERSONATION_COOKIE);
  const impersonation = await readImpersonation(request);
  if (impersonation?.state !== 'lasts') {
    const isAdmin = (await readStaffSession(request))?.role === 'admin';
    return { back: isAdmin ? (impersonation?.back ?? '/admin') : '/sign-in?for=staff', cookie };
  }
  const { tenantId, id, adminId, back } = impersonation.acting;
  const scope = platformScope({ kind: 'staff', userId: adminId, email: '' });
  await withScope(scope, async (tx) => {
    const ended = await endImpersonation(tx, scope, { tenantId, id, adminId });
    if (ended) await noteEnded(tx, ended, 'by the admin');
  });
  return { back, cookie };
}

/**
 * Writes down what has ended by itself: those whose time is over, and those whose admin has signed out. They could do
 * nothing since then; returns how many.
 */
export async function endLapsedImpersonations(scope: PlatformScope): Promise<number> {
  return withScope(scope, async (tx) => {
    const lapsed = await endLapsed(tx, scope);
    for (const row of lapsed)
      await noteEnded(tx, row, row.why === 'time' ? 'its time was over' : 'the admin signed out');
    return lapsed.length;
  });
}
