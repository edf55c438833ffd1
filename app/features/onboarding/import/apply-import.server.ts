import { v7 } from 'uuid';
import { qrTokenOf } from '#app/features/onboarding/qr-tokens.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { hashToken } from '#app/platform/tokens.ts';
import {
  changeBuyers,
  changeHouses,
  findFileToImport,
  finishHouseImport,
  insertBuyers,
  insertCodes,
  insertHouses,
  revokeCodesOf,
  storeFindings,
} from '#db/queries/onboarding/house-imports.ts';
import { wantPapersMatched } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { describePlan } from './findings.ts';
import { makePlan } from './make-plan.server.ts';
import type { PlannedHouse } from './plan-import.ts';
import { readImport } from './read-import.ts';

/** Houses that are written with one statement. */
const BATCH = 500;
/** Of the whole work, looking the rows up. Per cent. */
const LOOKING = 60;
/** Of one statement, milliseconds: 500 houses take a tenth of a second. */
const STATEMENT_MS = 30_000;

/**
 * Imports a file that was checked (G2): all of it in one transaction, or nothing. What has changed since the check is
 * looked at again. May be called again. False when it was imported already or is gone. Throws AppError: 422 when rows
 * are wrong by now, which the file's page then names, 409 when a house is changed meanwhile: then it wants to be tried
 * again.
 */
export async function applyImport(
  scope: TenantScope,
  id: string,
  report: (percent: number) => Promise<void>,
): Promise<boolean> {
  const file = await withScope(scope, (tx) => findFileToImport(tx, scope, id), { readOnly: true });
  if (!file) return false;
  const read = readImport(file);
  const plan = await makePlan(scope, read, (percent) => report((percent * LOOKING) / 100));
  if (plan.errors.length > 0) {
    await withScope(scope, (tx) => storeFindings(tx, scope, id, describePlan(plan, read)));
    throw new AppError(
      'invalid-input',
      `Nothing was imported: since the check, ${plan.errors.length === 1 ? 'a row is' : 'rows are'} no longer right. ` +
        'They are named on the page of the file.',
    );
  }
  return withScope(
    scope,
    async (tx) => {
      const { added, changed, unchanged } = plan;
      const counts = { added: added.length, changed: changed.length, unchanged };
      // First, so that of two runs the second waits here and finds it done.
      if (!(await finishHouseImport(tx, scope, id, counts))) return false;
      for (const batch of batchesOf(added)) await addHouses(tx, scope, batch);
      for (const batch of batchesOf(changed)) await changeBatch(tx, scope, batch);
      await wantPapersMatched(
        tx,
        scope,
        [...added, ...changed].map(({ developmentId }) => developmentId),
      );
      await recordAudit(tx, scope, {
        action: 'houses.imported',
        subjectType: 'import',
        subjectId: id,
        details: counts,
      });
      return true;
    },
    { timeoutMs: STATEMENT_MS },
  );
}

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}

async function addHouses(tx: Tx, scope: TenantScope, planned: readonly PlannedHouse[]): Promise<void> {
  const rows = planned.map((one) => ({ id: v7(), ...one }));
  await insertHouses(
    tx,
    scope,
    rows.map(({ id, developmentId, label, after, position }) => ({
      id,
      developmentId,
      label,
      ...after,
      ...(position
        ? { ...position, locationSource: 'staff', locationPrecision: 'rooftop', locatedAt: new Date() }
        : {}),
    })),
  );
  const bought = rows.flatMap(({ id, buyer }) => (buyer ? [{ houseId: id, ...buyer }] : []));
  await moveIn(tx, scope, bought);
}

type Purchase = { houseId: string; fullName: string; email: string | null };

/** Writes down who buys houses that nobody owns, each with a code of its own. */
async function moveIn(tx: Tx, scope: TenantScope, bought: readonly Purchase[]): Promise<void> {
  await insertBuyers(
    tx,
    scope,
    bought.map((one) => ({ id: v7(), ...one })),
  );
  await insertCodes(
    tx,
    scope,
    bought.map(({ houseId }) => {
      const id = v7();
      return { id, houseId, tokenHash: hashToken(qrTokenOf(scope.tenantId, id)) };
    }),
  );
}

async function changeBatch(tx: Tx, scope: TenantScope, planned: readonly PlannedHouse[]): Promise<void> {
  const houses = planned.flatMap(({ before, after, position }) =>
    before ? [{ id: before.id, before, after, ...(position ? { position } : {}) }] : [],
  );
  expectAll(await changeHouses(tx, scope, houses), houses.length);
  const bought = planned.flatMap(({ before, buyer }) =>
    before && buyer && !before.ownerId ? [{ houseId: before.id, ...buyer }] : [],
  );
  await revokeCodesOf(
    tx,
    scope,
    bought.map(({ houseId }) => houseId),
  );
  await moveIn(tx, scope, bought);
  const corrected = planned.flatMap(({ before, buyer }) =>
    before?.ownerId && buyer
      ? [{ id: before.ownerId, before: { fullName: before.fullName ?? '', email: before.email }, after: buyer }]
      : [],
  );
  expectAll(await changeBuyers(tx, scope, corrected), corrected.length);
}

/** A house or its owner was changed since it was looked up: nothing is written, and the job looks again. */
function expectAll(done: number, wanted: number): void {
  if (done !== wanted)
    throw new AppError('conflict', 'Houses of this file were changed meanwhile. Nothing was imported yet.');
}
