import type { z } from 'zod';
import { listUnits, type UnitItem } from '#app/features/homes/list-units.server.ts';
import type { unitQuerySchema } from '#app/features/homes/schema.ts';
import type { Page } from '#app/platform/http.ts';
import { listGoodCodes } from '#db/queries/onboarding/qr-codes.ts';
import { listLatestScans } from '#db/queries/onboarding/scans.ts';
import { listHeldHouses } from '#db/queries/onboarding/sheets.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

export type CodeItem = Pick<UnitItem, 'id' | 'label' | 'house_type' | 'claimed' | 'owner_name'> & {
  /** When its good code was made; null without one. */
  code_made_at: string | null;
  last_scan_at: string | null;
  /** It opens nothing until the papers of the handover are complete (G10). */
  held: boolean;
};

/** One page of the houses with their codes, by street and number (G6). Throws as listUnits. */
export function listCodes(
  scope: TenantScope,
  filter: z.output<typeof unitQuerySchema> & { limit: number },
): Promise<Page<CodeItem>> {
  return withScope(
    scope,
    async (tx) => {
      const page = await listUnits(scope, filter);
      const ids = page.items.map(({ id }) => id);
      const codes = new Map((await listGoodCodes(tx, scope, ids)).map((row) => [row.houseId, row.createdAt]));
      const scans = new Map((await listLatestScans(tx, scope, ids)).map((row) => [row.houseId, row.scannedAt]));
      const held = new Set((await listHeldHouses(tx, scope, ids)).flatMap(({ id, closed }) => (closed ? [] : id)));
      const moment = (at: string | undefined) => (at === undefined ? null : new Date(at).toISOString());
      return {
        ...page,
        items: page.items.map(({ id, label, house_type, claimed, owner_name }) => ({
          id,
          label,
          house_type,
          claimed,
          owner_name,
          code_made_at: moment(codes.get(id)),
          last_scan_at: moment(scans.get(id)),
          held: held.has(id),
        })),
      };
    },
    { readOnly: true },
  );
}
