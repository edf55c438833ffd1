import { and, asc, desc, eq, lt, sql, type SQL } from 'drizzle-orm';
import type { DefectState, Side, Trade } from '../../schema/care-words.ts';
import { defectMessages, defectPhotos, defects } from '../../schema/care.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Defects (F11): an owner sees those that they have reported, a builder those of all houses.
 */

type Scope = HouseScope | TenantScope;

export type DefectFilter = {
  state?: DefectState;
  /** `none`: nobody has said yet. */
  trade?: Trade | 'none';
  developmentId?: string;
  /** Past its date and not done. */
  overdue?: boolean;
};

/** Whose rows these are; for an owner what row-level security says too. */
const own = (scope: Scope) =>
  and(
    eq(defects.tenantId, scope.tenantId),
    scope.kind === 'house' ? eq(defects.houseId, scope.houseId) : undefined,
    scope.kind === 'house' ? eq(defects.homeownerId, scope.homeownerId) : undefined,
  );

const fits = ({ state, trade, developmentId, overdue }: DefectFilter) =>
  and(
    state && eq(defects.state, state),
    trade && (trade === 'none' ? sql`${defects.trade} is null` : eq(defects.trade, trade)),
    developmentId === undefined ? undefined : eq(defects.developmentId, developmentId),
    overdue ? OVERDUE : undefined,
  );

const OVERDUE = sql`${defects.dueOn} < (now() at time zone 'Europe/Dublin')::date and ${defects.state} not in ('done',
  'closed')`;

/** Newest first, at most `limit`, older than the id `before` (B1), each with its house and how many photos it has. */
export function listDefects(tx: Tx, scope: Scope, page: DefectFilter & { limit: number; before?: string }) {
  const chosen = tx
    .select()
    .from(defects)
    .where(and(own(scope), fits(page), page.before === undefined ? undefined : lt(defects.id, page.before)))
    .orderBy(desc(defects.id))
    .limit(page.limit)
    .as('defects');
  const house = tx
    .select({ label: houses.label })
    .from(houses)
    .where(and(eq(houses.tenantId, defects.tenantId), eq(houses.id, defects.houseId)))
    .limit(1)
    .as('houses');
  const development = tx
    .select({ name: developments.name })
    .from(developments)
    .where(and(eq(developments.tenantId, defects.tenantId), eq(developments.id, defects.developmentId)))
    .limit(1)
    .as('developments');
  return tx
    .select({
      id: defects.id,
      description: defects.description,
      room: defects.room,
      trade: defects.trade,
      state: defects.state,
      dueOn: defects.dueOn,
      visitOn: defects.visitOn,
      overdue: sql<boolean>`coalesce(${OVERDUE}, false)`,
      closedByOwner: sql<boolean>`${defects.closedByOwnerAt} is not null`,
      createdAt: defects.createdAt,
      updatedAt: defects.updatedAt,
      houseId: defects.houseId,
      label: house.label,
      developmentName: development.name,
      photos: sql<number>`(select count(*)::int from (select from defect_photos p where p.tenant_id =
        ${defects.tenantId} and p.defect_id = ${defects.id} limit 100) as counted)`,
    })
    .from(chosen)
    .innerJoinLateral(house, sql`true`)
    .innerJoinLateral(development, sql`true`)
    .orderBy(desc(defects.id))
    .limit(page.limit);
}

/** How many a tenant has in each of `states`, counted to a thousand. */
export async function countDefects(
  tx: Tx,
  scope: TenantScope,
  states: readonly DefectState[],
  filter: DefectFilter,
): Promise<Map<DefectState, number>> {
  const { rows } = await tx.execute<{ state: DefectState; count: number }>(sql`
    select s.state, (select count(*)::int from (select from ${defects} where ${own(scope)} and ${defects.state} =
      s.state and ${fits(filter) ?? sql`true`} order by ${defects.id} desc limit 1000) as counted) as count
    from unnest(${sql.param(states)}::text[]) as s (state) limit 10`);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

export async function findDefect(tx: Tx, scope: Scope, id: string) {
  const [row] = await tx
    .select({
      id: defects.id,
      description: defects.description,
      room: defects.room,
      messageId: defects.messageId,
      trade: defects.trade,
      state: defects.state,
      dueOn: defects.dueOn,
      visitOn: defects.visitOn,
      closedByOwnerAt: defects.closedByOwnerAt,
      closedByBuilderAt: defects.closedByBuilderAt,
      version: defects.version,
      createdAt: defects.createdAt,
      houseId: defects.houseId,
      homeownerId: defects.homeownerId,
      label: houses.label,
      developmentId: defects.developmentId,
      developmentName: developments.name,
      ownerName: homeowners.fullName,
      movedOut: sql<boolean>`${homeowners.endedAt} is not null`,
    })
    .from(defects)
    .innerJoin(houses, and(eq(houses.tenantId, defects.tenantId), eq(houses.id, defects.houseId)))
    .innerJoin(
      developments,
      and(eq(developments.tenantId, defects.tenantId), eq(developments.id, defects.developmentId)),
    )
    .innerJoin(homeowners, and(eq(homeowners.tenantId, defects.tenantId), eq(homeowners.id, defects.homeownerId)))
    .where(and(own(scope), eq(defects.id, id)))
    .limit(1);
  return row;
}

/** The newest messages and changes of a defect, oldest first, at most `limit`. */
export async function listDefectMessages(tx: Tx, scope: Scope, defectId: string, limit: number) {
  const rows = await tx
    .select({
      id: defectMessages.id,
      side: defectMessages.side,
      state: defectMessages.state,
      text: defectMessages.text,
      createdAt: defectMessages.createdAt,
    })
    .from(defectMessages)
    .where(and(eq(defectMessages.tenantId, scope.tenantId), eq(defectMessages.defectId, defectId)))
    .orderBy(desc(defectMessages.id))
    .limit(limit);
  return rows.reverse();
}

export function listDefectPhotos(tx: Tx, scope: Scope, defectId: string) {
  return tx
    .select({ id: defectPhotos.id, width: defectPhotos.width, height: defectPhotos.height })
    .from(defectPhotos)
    .where(and(eq(defectPhotos.tenantId, scope.tenantId), eq(defectPhotos.defectId, defectId)))
    .orderBy(asc(defectPhotos.id))
    .limit(100);
}

/** Where a photo is stored; undefined when it is not of a defect that the scope may see. */
export async function findDefectPhoto(tx: Tx, scope: Scope, id: string): Promise<{ storageKey: string } | undefined> {
  const [row] = await tx
    .select({ storageKey: defectPhotos.storageKey })
    .from(defectPhotos)
    .where(
      and(
        eq(defectPhotos.tenantId, scope.tenantId),
        eq(defectPhotos.id, id),
        scope.kind === 'house' ? eq(defectPhotos.homeownerId, scope.homeownerId) : undefined,
      ),
    )
    .limit(1);
  return row;
}

/** Stores a report; false when this id is there already, since it was sent twice. */
export async function insertDefect(
  tx: Tx,
  scope: HouseScope,
  report: { id: string; description: string; room: string; messageId: string | null },
): Promise<boolean> {
  const { tenantId, developmentId, houseId, homeownerId } = scope;
  const rows = await tx
    .insert(defects)
    .values({ tenantId, developmentId, houseId, homeownerId, ...report })
    .onConflictDoNothing()
    .returning({ id: defects.id });
  return rows.length > 0;
}

export type NewPhoto = { id: string; storageKey: string; width: number; height: number; sizeBytes: number };

export async function insertDefectPhotos(
  tx: Tx,
  scope: HouseScope,
  defectId: string,
  photos: readonly NewPhoto[],
): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  if (photos.length === 0) return;
  await tx.insert(defectPhotos).values(photos.map((photo) => ({ tenantId, houseId, homeownerId, defectId, ...photo })));
}

export async function insertDefectMessage(
  tx: Tx,
  scope: Scope,
  defect: { id: string; houseId: string; homeownerId: string },
  message: { id: string; side: Side; state: DefectState | null; text: string },
): Promise<void> {
  const { id: defectId, houseId, homeownerId } = defect;
  await tx.insert(defectMessages).values({ tenantId: scope.tenantId, defectId, houseId, homeownerId, ...message });
}

export type DefectChange = {
  state: DefectState;
  trade?: Trade | null;
  dueOn?: string | null;
  visitOn?: string | null;
  /** Who closes it now, or opens it again. */
  closedByOwner?: boolean;
  closedByBuilder?: boolean;
};

/** Changes a defect that is still at `version`; false when it is not. */
export async function updateDefect(
  tx: Tx,
  scope: Scope,
  { id, version }: { id: string; version: number },
  { closedByOwner, closedByBuilder, ...change }: DefectChange,
): Promise<boolean> {
  const at = (closed: boolean | undefined): SQL | null | undefined =>
    closed === undefined ? undefined : closed ? sql`now()` : null;
  const rows = await tx
    .update(defects)
    .set({
      ...change,
      ...(closedByOwner === undefined ? {} : { closedByOwnerAt: at(closedByOwner) }),
      ...(closedByBuilder === undefined ? {} : { closedByBuilderAt: at(closedByBuilder) }),
      version: version + 1,
      updatedAt: sql`now()`,
    })
    .where(and(own(scope), eq(defects.id, id), eq(defects.version, version)))
    .returning({ id: defects.id });
  return rows.length > 0;
}
