import { readOwnEmail } from '#db/queries/identity/owners.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/** The e-mail address that is held of the owner of a scope; null where none is, and before the house is claimed. */
export async function readOwnAddress(scope: HouseScope): Promise<string | null> {
  return withScope(scope, (tx) => readOwnEmail(tx), { readOnly: true });
}
