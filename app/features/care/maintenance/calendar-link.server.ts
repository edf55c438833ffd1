import { v7 } from 'uuid';
import { findCalendarLink, insertCalendarLink, revokeCalendarLink } from '#db/queries/care/calendar-links.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { sessionSecret } from '#app/features/identity/sessions/session-key.server.ts';
import { deriveCalendarToken, hashToken } from '#app/platform/tokens.ts';

/** The path of the owner's calendar, which works without signing in; null while there is none. */
export async function calendarPath(scope: HouseScope): Promise<string | null> {
  const id = await withScope(scope, (tx) => findCalendarLink(tx, scope), { readOnly: true });
  return id ? pathOf(scope, id) : null;
}

/** Makes a calendar link; the former one leads nowhere from now on. */
export async function renewCalendarLink(scope: HouseScope): Promise<void> {
  const id = v7();
  const tokenHash = hashToken(deriveCalendarToken(sessionSecret(), scope.tenantId, id));
  await withScope(scope, async (tx) => {
    await revokeCalendarLink(tx, scope);
    await insertCalendarLink(tx, scope, { id, tokenHash });
  });
}

/** Ends the link: whoever has the address finds nothing there. */
export function endCalendarLink(scope: HouseScope): Promise<void> {
  return withScope(scope, (tx) => revokeCalendarLink(tx, scope));
}

const pathOf = (scope: HouseScope, id: string) =>
  `/calendar/${deriveCalendarToken(sessionSecret(), scope.tenantId, id)}`;
