import { listOwnerSessions } from '#db/queries/identity/owner-sessions.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { browserName } from './browser-name.ts';

export type Device = {
  sessionId: string;
  /** In words: "Firefox on Windows". */
  browser: string;
  since: string | null;
  lastSeen: string | null;
  /** The one that asks. */
  isThis: boolean;
};

/**
 * The devices on which the owner of a scope is signed in, this one first. This one is there also when its session was
 * never noted: `userAgent` is the request's.
 */
export async function listDevices(scope: HouseScope, userAgent: string): Promise<Device[]> {
  const rows = await withScope(scope, (tx) => listOwnerSessions(tx, scope), { readOnly: true });
  const devices = rows.map(({ sessionId, userAgent: named, createdAt, lastSeenAt }) => ({
    sessionId,
    browser: browserName(named),
    since: createdAt.toISOString(),
    lastSeen: lastSeenAt.toISOString(),
    isThis: sessionId === scope.sessionId,
  }));
  const here = devices.find(({ isThis }) => isThis) ?? {
    sessionId: scope.sessionId,
    browser: browserName(userAgent),
    since: null,
    lastSeen: null,
    isThis: true,
  };
  return [here, ...devices.filter(({ isThis }) => !isThis)];
}
