import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { developmentBeside, houseBeside } from '../../fragments/lateral-house.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { wrongNames } from '../../schema/privacy.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/** Notes that the session of a scope says that the house's name is not theirs; false when it has said so before. */
export async function insertWrongName(tx: Tx, scope: HouseScope, id: string): Promise<boolean> {
  const { tenantId, houseId, homeownerId, sessionId } = scope;
  const { rowCount } = await tx
    .insert(wrongNames)
    .values({ tenantId, id, houseId, homeownerId, sessionId })
    .onConflictDoNothing();
  return rowCount === 1;
}

const where = {
  id: wrongNames.id,
  createdAt: wrongNames.createdAt,
  houseId: wrongNames.houseId,
  label: houses.label,
  developmentName: developments.name,
  fullName: homeowners.fullName,
};

/** What the mail about it says and to whom it goes; undefined once the purchaser was forgotten. */
export async function findWrongNameToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({ ...where, supportEmail: tenants.supportEmail })
    .from(wrongNames)
    .innerJoin(houses, and(eq(houses.tenantId, wrongNames.tenantId), eq(houses.id, wrongNames.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(homeowners, and(eq(homeowners.tenantId, wrongNames.tenantId), eq(homeowners.id, wrongNames.homeownerId)))
    .innerJoin(tenants, eq(tenants.id, wrongNames.tenantId))
    .where(and(eq(wrongNames.tenantId, scope.tenantId), eq(wrongNames.id, id)))
    .limit(1);
  return row;
}

/** What was said at a tenant's doors in the last 30 days, newest first, at most 20. */
export function listWrongNames(tx: Tx, scope: TenantScope) {
  const chosen = tx
    .select()
    .from(wrongNames)
    .where(and(eq(wrongNames.tenantId, scope.tenantId), gt(wrongNames.createdAt, sql`now() - interval '30 days'`)))
    .orderBy(desc(wrongNames.id))
    .limit(20)
    .as('wrong_names');
  const house = houseBeside(tx, chosen);
  const development = developmentBeside(tx, house);
  return tx
    .select({
      id: chosen.id,
      createdAt: chosen.createdAt,
      houseId: chosen.houseId,
      label: house.label,
      developmentName: development.name,
    })
    .from(chosen)
    .innerJoinLateral(house, sql`true`)
    .innerJoinLateral(development, sql`true`)
    .orderBy(desc(chosen.id))
    .limit(20);
}
