import { z } from 'zod';
import { countByState, countHouses, listHouses, type HouseFilter } from '#db/queries/handover/papers.ts';
import { findRuleFacts } from '#db/queries/handover/readings.ts';
import type { PaperState } from '#db/schema/handover-words.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { openLook } from './look-now.server.ts';
import { noSuchDevelopment } from './no-such-development.ts';
import { chooseRuleSet } from './rules/choose-rule-set.ts';
import type { readinessQuerySchema } from './schema.ts';

export type HouseItem = {
  id: string;
  label: string;
  house_type: string;
  confirmed: number;
  found: number;
  faulty: number;
  missing: number;
  complete: boolean;
};

export type SlotItem = {
  slot: string;
  name: string;
  source: string;
  /** Houses by how they stand with it. */
  states: Partial<Record<PaperState, number>>;
};

export type Readiness = {
  rules: { label: string; checked_on: string; papers: number };
  holds_codes: boolean;
  houses: number;
  complete: number;
  /** Whole per cent of all papers of all houses that are confirmed, and that are at least found. */
  confirmed_percent: number;
  found_percent: number;
  slots: SlotItem[];
  page: Page<HouseItem>;
  /** The job that looks for papers, whole per cent. */
  run: { progress: number } | null;
};

const place = z.tuple([z.string().max(10), z.string().max(500), z.uuid()]);

type Query = Omit<z.output<typeof readinessQuerySchema>, 'development_id'> & { limit: number };

/**
 * How far the papers of a development's houses are, with one page of the houses (B1, G10). Throws AppError 404 for a
 * development that is not the tenant's, 422 for a cursor of another list.
 */
export async function readReadiness(scope: TenantScope, developmentId: string, query: Query): Promise<Readiness> {
  const filter = filterOf(developmentId, query);
  return withScope(
    scope,
    async (tx) => {
      const facts = await findRuleFacts(tx, scope, developmentId);
      if (!facts) throw noSuchDevelopment();
      const rules = chooseRuleSet(facts);
      const needed = rules.slots.length;
      const counts = await countHouses(tx, scope, developmentId);
      const states = await countByState(tx, scope, developmentId);
      const rows = await listHouses(tx, scope, {
        ...filter,
        slots: rules.slots.map(({ id }) => id),
        limit: query.limit + 1,
      });
      const run = await openLook(tx, scope, developmentId);
      return {
        rules: { label: rules.label, checked_on: rules.checkedOn, papers: needed },
        holds_codes: facts.holdsCodes,
        houses: counts.houses,
        complete: counts.complete,
        confirmed_percent: percentOf(counts.confirmed, counts.houses * needed),
        found_percent: percentOf(counts.confirmed + counts.found, counts.houses * needed),
        slots: rules.slots.map(({ id, name, source }) => ({
          slot: id,
          name,
          source,
          states: withMissing(
            states.filter(({ slot }) => slot === id),
            counts.houses,
          ),
        })),
        page: takePage(
          rows,
          query.limit,
          (row) => describe(row, needed),
          (row) => [String(row.confirmed), row.order, row.id],
        ),
        run: run ? { progress: run.progress } : null,
      };
    },
    { readOnly: true },
  );
}

function filterOf(developmentId: string, query: Query): Omit<HouseFilter, 'limit' | 'slots'> {
  const [confirmed, order, id] = decodeCursor(query.cursor, place) ?? [];
  const descending = query.sort.startsWith('-');
  return {
    developmentId,
    sort: query.sort.endsWith('progress') ? 'progress' : 'house',
    descending,
    ...(id && order !== undefined ? { after: { confirmed: Number(confirmed) || 0, order, id } } : {}),
    ...(query.standing ? { standing: query.standing } : {}),
    ...(query.house_type ? { houseType: query.house_type } : {}),
    ...(query.paper && query.state ? { paper: { slot: query.paper, state: query.state } } : {}),
    ...(query.q ? { q: query.q } : {}),
  };
}

/** Whole per cent, never 100 while something lacks. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : part >= whole ? 100 : Math.floor((100 * part) / whole);

/** Houses that no job has looked at yet have the paper missing. */
function withMissing(rows: readonly { state: PaperState; houses: number }[], houses: number): SlotItem['states'] {
  const known = rows.reduce((sum, row) => sum + row.houses, 0);
  const states: SlotItem['states'] = Object.fromEntries(rows.map((row) => [row.state, row.houses]));
  const missing = (states.missing ?? 0) + Math.max(0, houses - known);
  return missing > 0 ? { ...states, missing } : states;
}

function describe(row: Awaited<ReturnType<typeof listHouses>>[number], needed: number): HouseItem {
  const { id, label, houseType, confirmed, found, faulty, complete } = row;
  const missing = Math.max(0, needed - confirmed - found - faulty);
  return { id, label, house_type: houseType, confirmed, found, faulty, missing, complete };
}
