import { v7 } from 'uuid';
import type { z } from 'zod';
import { findDefect, insertDefectMessage, updateDefect, type DefectChange } from '#db/queries/care/defects.ts';
import type { DefectState } from '#db/schema/care-words.ts';
import { withScope, type HouseScope, type TenantScope, type Tx } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { requireId } from '#app/platform/require-id.ts';
import { requestDefectMail } from './request-defect-mail.server.ts';
import type { decisionSchema } from './schema.ts';

type Scope = HouseScope | TenantScope;
type Defect = NonNullable<Awaited<ReturnType<typeof findDefect>>>;
type Seen = { version: number; origin: string };

/** Adds words to a defect, of the owner or the builder as the scope says; the other side is mailed. Throws 404. */
export async function addDefectMessage(
  scope: Scope,
  defectId: string | undefined,
  { text, origin }: { text: string; origin: string },
): Promise<void> {
  if (scope.kind === 'house') await consume('defect-message', scope.houseId);
  await withDefect(scope, defectId, (tx, defect) => tell(tx, scope, defect, { state: null, text }, origin));
}

/**
 * What staff decide: state, trade, dates. `done` says that the builder holds it for mended; it is closed once its owner
 * agrees. Throws AppError: 404, 409 when somebody else changed it since `version`.
 */
export async function decideDefect(
  scope: TenantScope,
  defectId: string | undefined,
  decision: z.output<typeof decisionSchema>,
  origin: string,
): Promise<void> {
  const { version, state, trade = null, due_on: dueOn = null, visit_on: visitOn = null } = decision;
  await withDefect(scope, defectId, async (tx, defect) => {
    if (defect.state === 'closed') throw isClosed();
    const next: DefectState = state === 'done' && defect.closedByOwnerAt !== null ? 'closed' : state;
    const closedByBuilder = state === 'done';
    await change(tx, scope, defect, version, { state: next, trade, dueOn, visitOn, closedByBuilder });
    const isNews = next !== defect.state || visitOn !== defect.visitOn;
    if (isNews) await tell(tx, scope, defect, { state: next, text: '' }, origin);
    await recordAudit(tx, scope, { action: `defect.${next}`, subjectType: 'defect', subjectId: defect.id });
  });
}

/**
 * The owner agrees that it is mended, or says that it has settled itself: closed once the builder holds it for done
 * too. Throws as `decideDefect`.
 */
export async function closeDefect(
  scope: HouseScope,
  defectId: string | undefined,
  { version, origin }: Seen,
): Promise<void> {
  await withDefect(scope, defectId, async (tx, defect) => {
    if (defect.state === 'closed') throw isClosed();
    const isAgreed = defect.closedByBuilderAt !== null;
    await change(tx, scope, defect, version, { state: isAgreed ? 'closed' : defect.state, closedByOwner: true });
    const news = isAgreed
      ? ({ state: 'closed', text: '' } as const)
      : { state: null, text: 'From my side it is settled.' };
    await tell(tx, scope, defect, news, origin);
  });
}

/** The owner says that it is not mended: it is the builder's again. Throws as `decideDefect`. */
export async function reopenDefect(
  scope: HouseScope,
  defectId: string | undefined,
  { version, text, origin }: Seen & { text: string },
): Promise<void> {
  await withDefect(scope, defectId, async (tx, defect) => {
    const wasDone = defect.state === 'done' || defect.state === 'closed';
    if (!wasDone && !defect.closedByOwnerAt) throw notDone();
    await change(tx, scope, defect, version, { state: wasDone ? 'reported' : defect.state, closedByOwner: false });
    await tell(tx, scope, defect, { state: wasDone ? 'reported' : null, text }, origin);
  });
}

async function withDefect(
  scope: Scope,
  defectId: string | undefined,
  work: (tx: Tx, defect: Defect) => Promise<void>,
): Promise<void> {
  const id = requireId(defectId, noSuchDefect);
  await withScope(scope, async (tx) => {
    const defect = await findDefect(tx, scope, id);
    if (!defect) throw noSuchDefect();
    await work(tx, defect);
  });
  wakeDispatcher();
}

async function change(tx: Tx, scope: Scope, { id }: Defect, version: number, to: DefectChange): Promise<void> {
  if (!(await updateDefect(tx, scope, { id, version }, to)))
    throw new AppError(
      'conflict',
      'Somebody else has changed this defect since you opened it. Nothing of yours was saved: look at what has ' +
        'changed, then save once more.',
    );
}

async function tell(
  tx: Tx,
  scope: Scope,
  defect: Defect,
  news: { state: DefectState | null; text: string },
  origin: string,
): Promise<void> {
  const id = v7();
  const side = scope.kind === 'house' ? 'owner' : 'builder';
  await insertDefectMessage(tx, scope, defect, { id, side, ...news });
  await requestDefectMail(tx, scope.tenantId, id, origin);
}

const isClosed = () =>
  new AppError('conflict', 'Both sides have closed this defect. If it is back, its owner opens it again.');
const notDone = () => new AppError('conflict', 'Nobody has called this done, so it is open as it is.');
export const noSuchDefect = () =>
  new AppError('not-found', 'There is no such defect here. Choose one from the list of defects.');
