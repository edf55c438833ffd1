import { findHousesByLabel, listImportDevelopments } from '#db/queries/onboarding/house-imports.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { headingOf } from './import-columns.ts';
import { placeRows, planRow, type ImportDevelopment, type ImportPlan } from './plan-import.ts';
import { shown, type ReadImport } from './read-import.ts';

/** Rows that are looked up with one query. */
const BATCH = 500;

/**
 * What a file of houses would do to the houses that there are, and what is wrong with it: nothing is written. Looks
 * rows up in batches, each in a transaction of its own; `report` is told how many per cent are done.
 */
export async function makePlan(
  scope: TenantScope,
  read: ReadImport,
  report: (percent: number) => Promise<void> = async () => {},
): Promise<ImportPlan> {
  const developments = await readDevelopments(scope);
  const { placed, errors } = placeRows(read.rows, developments);
  const plan: ImportPlan = { added: [], changed: [], unchanged: 0, errors: [...read.errors, ...errors] };
  const meant = new Map<string, number>();
  for (let from = 0; from < placed.length; from += BATCH) {
    const rows = placed.slice(from, from + BATCH);
    const wanted = rows.map(({ row, development }) => ({ developmentId: development.id, label: row.label }));
    const found = await withScope(scope, (tx) => findHousesByLabel(tx, scope, wanted), { readOnly: true });
    const byPlace = new Map(found.map((house) => [house.place, house]));
    for (const [place, each] of rows.entries()) {
      const before = byPlace.get(place);
      const twice = before && meant.get(before.id);
      if (twice !== undefined) {
        const label = shown(before?.label ?? '');
        const message = `This is the house of row ${twice}, “${label}”. Delete one of the two rows.`;
        plan.errors.push({ row: each.row.row, column: headingOf('label'), message });
        continue;
      }
      if (before) meant.set(before.id, each.row.row);
      const planned = planRow(each, before);
      if (Array.isArray(planned)) plan.errors.push(...planned);
      else if (!before) plan.added.push(planned);
      else if (planned.changes.length > 0) plan.changed.push(planned);
      else plan.unchanged += 1;
    }
    await report(Math.round((100 * Math.min(placed.length, from + BATCH)) / placed.length));
  }
  plan.errors.sort((a, b) => a.row - b.row);
  return plan;
}

async function readDevelopments(scope: TenantScope): Promise<ImportDevelopment[]> {
  const rows = await withScope(scope, (tx) => listImportDevelopments(tx, scope), { readOnly: true });
  const developments = new Map<string, ImportDevelopment>();
  for (const { code, typeName, ...development } of rows) {
    const one = developments.get(development.id) ?? { ...development, houseTypes: [] };
    if (code !== null) one.houseTypes.push({ code, name: typeName ?? code });
    developments.set(development.id, one);
  }
  return [...developments.values()];
}
