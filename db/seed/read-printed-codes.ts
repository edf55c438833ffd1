import { and, eq, isNull } from 'drizzle-orm';
import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { jobScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';

/** A development's good QR codes with house and owner, by house type and label; 200 at most. */
export function readPrintedCodes({ tenantId, developmentId }: { tenantId: string; developmentId: string }) {
  return withScope(jobScope('start', tenantId), (tx) =>
    tx
      .select({
        houseType: houses.houseType,
        label: houses.label,
        owner: homeowners.fullName,
        claimedAt: homeowners.claimedAt,
        code: qrTokens,
      })
      .from(houses)
      .innerJoin(
        homeowners,
        and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
      )
      .innerJoin(
        qrTokens,
        and(eq(qrTokens.tenantId, houses.tenantId), eq(qrTokens.houseId, houses.id), isNull(qrTokens.revokedAt)),
      )
      .where(and(eq(houses.tenantId, tenantId), eq(houses.developmentId, developmentId)))
      .orderBy(houses.houseType, houses.label)
      .limit(200),
  );
}
