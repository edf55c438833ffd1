import { and, eq } from 'drizzle-orm';
import { defectMessages, defects } from '../../schema/care.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** What the mail about a message on a defect says, and both whom it may go to. */
export async function findDefectNews(tx: Tx, scope: TenantScope, messageId: string) {
  const [row] = await tx
    .select({
      defectId: defects.id,
      description: defects.description,
      room: defects.room,
      visitOn: defects.visitOn,
      side: defectMessages.side,
      state: defectMessages.state,
      text: defectMessages.text,
      createdAt: defectMessages.createdAt,
      label: houses.label,
      developmentName: developments.name,
      ownerName: homeowners.fullName,
      ownerEmail: homeowners.email,
      ownerEndedAt: homeowners.endedAt,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
    })
    .from(defectMessages)
    .innerJoin(defects, and(eq(defects.tenantId, defectMessages.tenantId), eq(defects.id, defectMessages.defectId)))
    .innerJoin(houses, and(eq(houses.tenantId, defects.tenantId), eq(houses.id, defects.houseId)))
    .innerJoin(
      developments,
      and(eq(developments.tenantId, defects.tenantId), eq(developments.id, defects.developmentId)),
    )
    .innerJoin(homeowners, and(eq(homeowners.tenantId, defects.tenantId), eq(homeowners.id, defects.homeownerId)))
    .innerJoin(tenants, eq(tenants.id, defectMessages.tenantId))
    .where(and(eq(defectMessages.tenantId, scope.tenantId), eq(defectMessages.id, messageId)))
    .limit(1);
  return row;
}
