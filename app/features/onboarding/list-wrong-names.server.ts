import { listWrongNames as query } from '#db/queries/onboarding/wrong-names.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

export type WrongName = { id: string; houseId: string; house: string; development: string; saidAt: string };

/** Where somebody said in the last 30 days that the name on the welcome is not theirs, newest first, at most 20. */
export async function listWrongNames(scope: TenantScope): Promise<WrongName[]> {
  const rows = await withScope(scope, (tx) => query(tx, scope), { readOnly: true });
  return rows.map(({ id, houseId, label, developmentName, createdAt }) => ({
    id,
    houseId,
    house: label,
    development: developmentName,
    saidAt: createdAt.toISOString(),
  }));
}
