import { setTimeout as wait } from 'node:timers/promises';
import { readHouseRecord } from '#db/queries/homes/house-record.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { countryOf } from './country-of.ts';
import type { Contacts } from './what-to-do.ts';

const UNKNOWN: Contacts = { country: undefined, address: undefined, builder: undefined, line: undefined };

/** Whom to ring for the scope's house, and where it is. What to do is told even while the database is away. */
export async function readContacts(scope: HouseScope): Promise<Contacts> {
  try {
    const house = await withScope(scope, (tx) => readHouseRecord(tx, scope), { readOnly: true });
    if (!house) return UNKNOWN;
    const { address, eircode, developmentAddress, latitude, longitude, tenantName, supportPhone, emergencyPhone } =
      house;
    return {
      country: countryOf({ eircode, addresses: [address, developmentAddress], latitude, longitude }),
      address: eircode && !address.includes(eircode) ? `${address}, ${eircode}` : address,
      builder: supportPhone === '' ? undefined : { name: tenantName, phone: supportPhone },
      line: emergencyPhone === '' ? undefined : { name: tenantName, phone: emergencyPhone },
    };
  } catch (error) {
    logApiError(error);
    return UNKNOWN;
  }
}

/** The contacts if they come within so many milliseconds, else unknown ones: who is in danger does not wait. */
export async function contactsInTime(contacts: Promise<Contacts>, ms: number): Promise<Contacts> {
  const stop = new AbortController();
  const late = wait(ms, UNKNOWN, { signal: stop.signal }).catch(() => UNKNOWN);
  try {
    return await Promise.race([contacts, late]);
  } finally {
    stop.abort();
  }
}
