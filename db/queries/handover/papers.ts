import { and, asc, desc, eq, inArray, isNull, notInArray, sql, type SQL } from 'drizzle-orm';
import { handoverPapers } from '../../schema/handover.ts';
import type { PaperCopy, PaperDecision, PaperState } from '../../schema/handover-words.ts';
import { houses } from '../../schema/homes.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * How houses stand with the papers of their handover (G10).
 */

export type PaperRow = Omit<typeof handoverPapers.$inferSelect, 'tenantId' | 'decidedBy'>;

const columns = {
  houseId: handoverPapers.houseId,
  slot: handoverPapers.slot,
  developmentId: handoverPapers.developmentId,
  state: handoverPapers.state,
  documentId: handoverPapers.documentId,
  page: handoverPapers.page,
  quote: handoverPapers.quote,
  fingerprint: handoverPapers.fingerprint,
  names: handoverPapers.names,
  validUntil: handoverPapers.validUntil,
  copies: handoverPapers.copies,
  decision: handoverPapers.decision,
  refused: handoverPapers.refused,
  decidedAt: handoverPapers.decidedAt,
  version: handoverPapers.version,
};

/** More than the slots of any rule set. */
const MAX_SLOTS = 40;

const listOf = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
const ofHouses = (scope: TenantScope, ids: readonly string[]) =>
  and(eq(handoverPapers.tenantId, scope.tenantId), inArray(handoverPapers.houseId, [...ids]));

/** Houses of a development by street and number, at most `limit`, behind `after`. */
export function listHousesToMatch(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  page: { after?: { order: string; id: string } | undefined; limit: number },
) {
  const { after } = page;
  return tx
    .select({
      id: houses.id,
      houseType: houses.houseType,
      label: houses.label,
      address: houses.address,
      eircode: houses.eircode,
      order: houses.labelOrder,
    })
    .from(houses)
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        eq(houses.developmentId, developmentId),
        after ? sql`(${houses.labelOrder}, ${houses.id}) > (${after.order}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(page.limit);
}

/** What is kept of the papers of some houses, at most 200 houses. */
export function listPapersOf(tx: Tx, scope: TenantScope, houseIds: readonly string[]): Promise<PaperRow[]> {
  return tx
    .select(columns)
    .from(handoverPapers)
    .where(ofHouses(scope, houseIds))
    .orderBy(asc(handoverPapers.houseId), asc(handoverPapers.slot))
    .limit(200 * MAX_SLOTS);
}

export type PaperToStore = Omit<PaperRow, 'decidedAt' | 'refused' | 'developmentId'>;

/**
 * Stores how houses stand with papers, where that is otherwise than before. `version`: of the row that it was made
 * from, 0 for none; one that somebody has decided about since then stays as it is.
 */
export async function storePapers(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  papers: readonly PaperToStore[],
): Promise<void> {
  if (papers.length === 0) return;
  const rows = papers.map((paper) => ({
    house_id: paper.houseId,
    slot: paper.slot,
    state: paper.state,
    document_id: paper.documentId,
    page: paper.page,
    quote: paper.quote,
    fingerprint: paper.fingerprint,
    names: paper.names,
    valid_until: paper.validUntil,
    copies: paper.copies,
    decision: paper.decision,
    version: paper.version,
  }));
  await tx.execute(sql`
    insert into handover_papers as p (tenant_id, house_id, slot, development_id, state, document_id, page, quote,
      fingerprint, names, valid_until, copies, decision, version)
    select ${scope.tenantId}, r.house_id, r.slot, ${developmentId}, r.state, r.document_id, r.page, r.quote,
      r.fingerprint, r.names, r.valid_until, r.copies, r.decision, r.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (house_id uuid, slot text, state text, document_id
      uuid, page int, quote text, fingerprint text, names text, valid_until date, copies jsonb, decision text,
      version int)
    on conflict (tenant_id, house_id, slot) do update set state = excluded.state, document_id = excluded.document_id,
      page = excluded.page, quote = excluded.quote, fingerprint = excluded.fingerprint, names = excluded.names,
      valid_until = excluded.valid_until, copies = excluded.copies, decision = excluded.decision,
      version = excluded.version
    where p.version = excluded.version - 1 and (p.state, p.document_id, p.page, p.quote, p.fingerprint, p.names,
      p.valid_until, p.copies, p.decision) is distinct from (excluded.state, excluded.document_id, excluded.page,
      excluded.quote, excluded.fingerprint, excluded.names, excluded.valid_until, excluded.copies,
      excluded.decision)`);
}

/** Drops what is kept of papers of other rule sets than these slots are of; what staff have decided stays. */
export async function dropOtherSlots(
  tx: Tx,
  scope: TenantScope,
  houseIds: readonly string[],
  slots: readonly string[],
): Promise<void> {
  await tx
    .delete(handoverPapers)
    .where(
      and(
        ofHouses(scope, houseIds),
        notInArray(handoverPapers.slot, [...slots]),
        isNull(handoverPapers.decision),
        sql`${handoverPapers.refused} = '{}'`,
      ),
    );
}

/** Counts anew how many papers of these houses are confirmed and found; `slots`: those that each must have. */
export async function countPapersOf(
  tx: Tx,
  scope: TenantScope,
  houseIds: readonly string[],
  slots: readonly string[],
): Promise<void> {
  if (houseIds.length === 0) return;
  const needed = slots.length;
  const ids = sql.join(
    houseIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  await tx.execute(sql`
    update houses h set papers_confirmed = c.confirmed, papers_found = c.found,
      papers_complete = c.confirmed >= ${needed}::int
    from unnest(array[${ids}]) as wanted (id)
    cross join lateral (
      select count(*) filter (where p.state in ('confirmed', 'waived'))::int as confirmed,
        count(*) filter (where p.state = 'found')::int as found
      from handover_papers p where p.tenant_id = ${scope.tenantId} and p.house_id = wanted.id
        and p.slot in (${listOf(slots)})) as c
    where h.tenant_id = ${scope.tenantId} and h.id = wanted.id and (h.papers_confirmed, h.papers_found,
      h.papers_complete) is distinct from (c.confirmed, c.found, c.confirmed >= ${needed}::int)`);
}

/** How many houses of a development stand how with each paper. */
export function countByState(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
): Promise<{ slot: string; state: PaperState; houses: number }[]> {
  return tx
    .select({ slot: handoverPapers.slot, state: handoverPapers.state, houses: sql<number>`count(*)::int` })
    .from(handoverPapers)
    .where(and(eq(handoverPapers.tenantId, scope.tenantId), eq(handoverPapers.developmentId, developmentId)))
    .groupBy(handoverPapers.slot, handoverPapers.state)
    .limit(500);
}

/** How many houses a development has, how many are complete, and how many papers of all of them are confirmed. */
export async function countHouses(tx: Tx, scope: TenantScope, developmentId: string) {
  const [row] = await tx
    .select({
      houses: sql<number>`count(*)::int`,
      complete: sql<number>`(count(*) filter (where ${houses.papersComplete}))::int`,
      confirmed: sql<number>`coalesce(sum(${houses.papersConfirmed}), 0)::int`,
      found: sql<number>`coalesce(sum(${houses.papersFound}), 0)::int`,
    })
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.developmentId, developmentId)))
    .limit(1);
  return row ?? { houses: 0, complete: 0, confirmed: 0, found: 0 };
}

/** `faulty`: a paper of it is another house's, expired or refused; `to-confirm`: one is found and not looked at. */
export type HouseStanding = 'complete' | 'incomplete' | 'to-confirm' | 'faulty';

export type HouseFilter = {
  developmentId: string;
  /** The papers that its houses must have. */
  slots: readonly string[];
  limit: number;
  after?: { confirmed: number; order: string; id: string };
  sort: 'house' | 'progress';
  descending: boolean;
  standing?: HouseStanding;
  houseType?: string;
  /** Houses that stand so with this paper. */
  paper?: { slot: string; state: PaperState };
  /** Part of the label or the Eircode. */
  q?: string;
};

/** For the planner: every second house fulfils it, so that houses are gone through in their order. */
const perhaps = (condition: SQL) => sql`case when ${condition} then true else false end`;

function standsSo(standing: HouseStanding, slots: readonly string[]): SQL {
  if (standing === 'complete') return perhaps(sql`${houses.papersComplete}`);
  if (standing === 'incomplete') return perhaps(sql`not ${houses.papersComplete}`);
  if (standing === 'to-confirm') return perhaps(sql`${houses.papersFound} > 0`);
  return perhaps(sql`(select true from handover_papers p where p.tenant_id = ${houses.tenantId} and p.house_id =
    ${houses.id} and p.slot in (${listOf(slots)}) and p.state in ('other', 'expired', 'refused') limit 1) is true`);
}

function standsWith({ slot, state }: { slot: string; state: PaperState }): SQL {
  return perhaps(sql`coalesce((select p.state from handover_papers p where p.tenant_id = ${houses.tenantId} and
    p.house_id = ${houses.id} and p.slot = ${slot} limit 1), 'missing') = ${state}`);
}

/** Houses of a development with how far their papers are, at most `limit` (B1, G10). */
export function listHouses(tx: Tx, scope: TenantScope, filter: HouseFilter) {
  const { after, sort, descending } = filter;
  const direction = descending ? desc : asc;
  const sign = sql.raw(descending ? '<' : '>');
  const beyond =
    after &&
    (sort === 'progress'
      ? sql`(${houses.papersConfirmed}, ${houses.labelOrder}, ${houses.id}) ${sign} (${after.confirmed}::int,
          ${after.order}, ${after.id}::uuid)`
      : sql`(${houses.labelOrder}, ${houses.id}) ${sign} (${after.order}, ${after.id}::uuid)`);
  const pattern = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  // With the table's name: of a single table the columns of a select have none.
  const faulty = sql<number>`(select count(*)::int from handover_papers p where p.tenant_id = houses.tenant_id and
    p.house_id = houses.id and p.slot in (${listOf(filter.slots)}) and p.state in ('other', 'expired', 'refused'))`;
  return tx
    .select({
      id: houses.id,
      label: houses.label,
      houseType: houses.houseType,
      confirmed: houses.papersConfirmed,
      found: houses.papersFound,
      complete: houses.papersComplete,
      faulty,
      order: houses.labelOrder,
    })
    .from(houses)
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        eq(houses.developmentId, filter.developmentId),
        beyond,
        filter.houseType ? perhaps(sql`${houses.houseType} = ${filter.houseType}`) : undefined,
        filter.standing ? standsSo(filter.standing, filter.slots) : undefined,
        filter.paper ? standsWith(filter.paper) : undefined,
        pattern ? perhaps(sql`${houses.label} ilike ${pattern} or ${houses.eircode} ilike ${pattern}`) : undefined,
      ),
    )
    .orderBy(
      ...(sort === 'progress' ? [direction(houses.papersConfirmed)] : []),
      direction(houses.labelOrder),
      direction(houses.id),
    )
    .limit(filter.limit);
}

/** A house with what decides which papers it must have; undefined where the tenant has none of this id. */
export async function findHouse(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      id: houses.id,
      developmentId: houses.developmentId,
      label: houses.label,
      address: houses.address,
      eircode: houses.eircode,
      houseType: houses.houseType,
      confirmed: houses.papersConfirmed,
      found: houses.papersFound,
      complete: houses.papersComplete,
    })
    .from(houses)
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, id)))
    .limit(1);
  return row;
}

/** Puts a page into a house's slot, or says that none is needed, or takes either back. */
export type PaperChange = {
  state: PaperState;
  decision: PaperDecision | null;
  documentId: string | null;
  page: number | null;
  quote: string;
  fingerprint: string | null;
  validUntil: string | null;
  refused: string[];
};

/**
 * Writes what staff have decided about a paper that is still at `version`, 0 for one that no job has looked for. False
 * when it is not.
 */
export async function decidePaper(
  tx: Tx,
  scope: TenantScope,
  at: { houseId: string; slot: string; developmentId: string; version: number },
  change: PaperChange,
): Promise<boolean> {
  const decided = {
    ...change,
    names: '',
    copies: [] as PaperCopy[],
    decidedBy: scope.actor.kind === 'staff' ? scope.actor.userId : null,
    decidedAt: sql`now()`,
    version: at.version + 1,
  };
  const { houseId, slot, developmentId } = at;
  if (at.version === 0) {
    const rows = await tx
      .insert(handoverPapers)
      .values({ tenantId: scope.tenantId, houseId, slot, developmentId, ...decided })
      .onConflictDoNothing()
      .returning({ slot: handoverPapers.slot });
    return rows.length > 0;
  }
  const rows = await tx
    .update(handoverPapers)
    .set(decided)
    .where(
      and(
        eq(handoverPapers.tenantId, scope.tenantId),
        eq(handoverPapers.houseId, houseId),
        eq(handoverPapers.slot, slot),
        eq(handoverPapers.version, at.version),
      ),
    )
    .returning({ slot: handoverPapers.slot });
  return rows.length > 0;
}

/**
 * Confirms a page that names no house for houses for which it is found, at most 1,000 at once. `today`: one whose last
 * day is past is not confirmed. Returns their ids.
 */
export async function confirmEverywhere(
  tx: Tx,
  scope: TenantScope,
  paper: Record<'developmentId' | 'slot' | 'documentId' | 'fingerprint' | 'today', string> & { page: number },
): Promise<string[]> {
  const chosen = tx
    .select({ id: handoverPapers.houseId })
    .from(handoverPapers)
    .where(
      and(
        eq(handoverPapers.tenantId, scope.tenantId),
        eq(handoverPapers.developmentId, paper.developmentId),
        eq(handoverPapers.slot, paper.slot),
        eq(handoverPapers.documentId, paper.documentId),
        eq(handoverPapers.page, paper.page),
        eq(handoverPapers.fingerprint, paper.fingerprint),
        eq(handoverPapers.names, ''),
        eq(handoverPapers.state, 'found'),
        sql`coalesce(${handoverPapers.validUntil} >= ${paper.today}::date, true)`,
      ),
    )
    .limit(1_000);
  const rows = await tx
    .update(handoverPapers)
    .set({
      state: 'confirmed',
      decision: 'confirmed',
      decidedBy: scope.actor.kind === 'staff' ? scope.actor.userId : null,
      decidedAt: sql`now()`,
      version: sql`${handoverPapers.version} + 1`,
    })
    .where(
      and(
        eq(handoverPapers.tenantId, scope.tenantId),
        eq(handoverPapers.slot, paper.slot),
        eq(handoverPapers.state, 'found'),
        inArray(handoverPapers.houseId, chosen),
      ),
    )
    .returning({ houseId: handoverPapers.houseId });
  return rows.map(({ houseId }) => houseId);
}
