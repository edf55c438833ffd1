import { sql } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

export type CalendarHouse = {
  tenantId: string;
  developmentId: string;
  houseId: string;
  houseType: string;
  homeownerId: string;
};

/** The house and the present owner whose calendar the link with this hash leads to; asked at the door. */
export async function findCalendarHouse(tx: Tx, hash: string): Promise<CalendarHouse | undefined> {
  const { rows } = await tx.execute<CalendarHouse>(sql`
    select tenant_id as "tenantId", development_id as "developmentId", house_id as "houseId", house_type as "houseType",
      homeowner_id as "homeownerId" from wall.door_calendar(${hash}) limit 1`);
  return rows[0];
}
