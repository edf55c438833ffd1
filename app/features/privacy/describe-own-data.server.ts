import { listVisits, type Visit } from '#app/features/identity/impersonation/list-acted-for.server.ts';
import { sessionSecret } from '#app/features/identity/sessions/session-key.server.ts';
import { listDevices, type Device } from '#app/features/identity/sessions/list-devices.server.ts';
import { readOwnAddress } from '#app/features/identity/sign-in-links/read-own-address.server.ts';
import { countOwnData } from '#db/queries/privacy/own-data.ts';
import { listConsents } from '#db/queries/onboarding/consents.ts';
import { listLogbooks } from '#db/queries/privacy/logbooks.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { ownFingerprint } from './logbook/sign-manifest.ts';

export type OwnData = {
  email: string | null;
  counts: { questions: number; ratings: number; passedOn: number; since: string | null };
  accepted: { document: 'terms' | 'privacy'; version: string; at: string }[];
  devices: Device[];
  /** Each time at which the platform's staff acted as them. */
  visits: Visit[];
  logbooks: {
    id: string;
    state: 'making' | 'ready' | 'failed';
    at: string;
    sizeBytes: number | null;
    sha256: string | null;
    reason: string | null;
  }[];
  /** Of the key that signs logbooks. */
  fingerprint: string;
};

/** What is held about the owner of a scope, for themselves (E10). `userAgent` is the request's. */
export async function describeOwnData(scope: HouseScope, userAgent: string): Promise<OwnData> {
  return withScope(
    scope,
    async (tx) => {
      const { since, ...counts } = await countOwnData(tx, scope);
      const accepted = await listConsents(tx, scope);
      const logbooks = await listLogbooks(tx, scope);
      return {
        email: await readOwnAddress(scope),
        counts: { ...counts, since: since?.toISOString() ?? null },
        accepted: accepted.map(({ document, version, acceptedAt }) => ({
          document,
          version,
          at: acceptedAt.toISOString(),
        })),
        devices: await listDevices(scope, userAgent),
        visits: await listVisits(scope),
        logbooks: logbooks.map(({ id, readyAt, reason, createdAt, sizeBytes, sha256 }) => ({
          id,
          state: readyAt ? ('ready' as const) : reason === null ? ('making' as const) : ('failed' as const),
          at: (readyAt ?? createdAt).toISOString(),
          sizeBytes,
          sha256,
          reason,
        })),
        fingerprint: ownFingerprint(sessionSecret()),
      };
    },
    { readOnly: true },
  );
}
