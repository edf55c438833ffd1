import { z } from 'zod';
import { seal, unseal } from './sealed.server.ts';

const PURPOSE = 'claimed-house:v1';
/** As long as a sign-in link that is asked for on the page. */
const LIFETIME = '15m';

const contents = z.object({ label: z.string(), development: z.string(), builder: z.string() });

/** What the sign-in page says of the house whose code was scanned. */
export type ClaimedHouse = z.output<typeof contents>;

/**
 * Where the code of a claimed house leads whoever is not signed in as its owner: to the owner's form, which names the
 * house. Its name is sealed, so that no link can make the page say anything else.
 */
export async function signInPathOfClaimed(house: ClaimedHouse): Promise<string> {
  return `/sign-in?${new URLSearchParams({ reason: 'claimed', house: await sealClaimedHouse(house) })}`;
}

/** For an address that names the house to whoever has scanned its code. */
export const sealClaimedHouse = (house: ClaimedHouse): Promise<string> => seal(PURPOSE, house, LIFETIME);

/** The house that such an address names; null when it is too old or made up. */
export async function openClaimedHouse(sealed: string | null): Promise<ClaimedHouse | null> {
  if (!sealed || sealed.length > 4_000) return null;
  return unseal(PURPOSE, sealed, contents).catch(() => null);
}
