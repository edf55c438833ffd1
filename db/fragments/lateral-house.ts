import { and, eq, type Column } from 'drizzle-orm';
import { houses } from '../schema/homes.ts';
import { developments } from '../schema/tenancy.ts';
import type { Tx } from '../scope.ts';

/*
 * For lists that choose their rows first: what is looked up for each of them by a lateral join. Under the names of the
 * tables, so that the columns selected speak of them.
 */

/** The house that each row of `table` names. */
export const houseBeside = (tx: Tx, table: { tenantId: Column; houseId: Column }) =>
  tx
    .select()
    .from(houses)
    .where(and(eq(houses.tenantId, table.tenantId), eq(houses.id, table.houseId)))
    .limit(1)
    .as('houses');

/** The development that each row of `table` names, by default each house. */
export const developmentBeside = (tx: Tx, table: { tenantId: Column; developmentId: Column } = houses) =>
  tx
    .select()
    .from(developments)
    .where(and(eq(developments.tenantId, table.tenantId), eq(developments.id, table.developmentId)))
    .limit(1)
    .as('developments');
