import { findOwnerOf } from '#db/queries/homes/homeowners.ts';
import { listCodesOf } from '#db/queries/onboarding/qr-codes.ts';
import { listScansOf } from '#db/queries/onboarding/scans.ts';
import { listHeldHouses } from '#db/queries/onboarding/sheets.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/** Scans shown of a house. */
const SCANS = 20;

export type HouseAccess = {
  owner: {
    full_name: string;
    email: string | null;
    claimed_at: string | null;
    last_seen_on: string | null;
    /** The latest; `mail` is what became of it. */
    invitation: { at: string; mail: 'sent' | 'failed' | 'under-way' } | null;
  } | null;
  /** Newest first; at most one of them is good, as a rule. */
  codes: { id: string; made_at: string; revoked_at: string | null }[];
  /** Its code opens nothing until the papers of the handover are complete (G10). */
  held: boolean;
  scans: { id: string; at: string; result: 'ok' | 'claimed' | 'revoked' | 'unknown' | 'malformed' }[];
};

/** Who may open a house, and how: its owner, its codes, and who scanned them when (G6, E5). */
export function describeAccess(scope: TenantScope, houseId: string): Promise<HouseAccess> {
  const house = { tenantId: scope.tenantId, houseId };
  return withScope(
    scope,
    async (tx) => {
      const owner = await findOwnerOf(tx, scope, houseId);
      const codes = await listCodesOf(tx, house);
      const scans = await listScansOf(tx, house, SCANS);
      const held = await listHeldHouses(tx, scope, [houseId]);
      return {
        held: held.some(({ closed }) => !closed),
        owner: owner ? describeOwner(owner) : null,
        codes: codes.map(({ id, createdAt, revokedAt }) => ({
          id,
          made_at: createdAt.toISOString(),
          revoked_at: revokedAt?.toISOString() ?? null,
        })),
        scans: scans.map(({ id, result, scannedAt }) => ({ id, result, at: scannedAt.toISOString() })),
      };
    },
    { readOnly: true },
  );
}

function describeOwner(owner: NonNullable<Awaited<ReturnType<typeof findOwnerOf>>>): HouseAccess['owner'] {
  const { fullName, email, claimedAt, lastSeenOn, invitation } = owner;
  return {
    full_name: fullName,
    email,
    claimed_at: claimedAt?.toISOString() ?? null,
    last_seen_on: lastSeenOn,
    invitation: invitation && {
      at: invitation.createdAt.toISOString(),
      mail: invitation.mailedAt ? 'sent' : invitation.mailFailedAt ? 'failed' : 'under-way',
    },
  };
}
