import { failHeldVersion, queueVersion } from '#db/queries/documents/versions.ts';
import {
  approveResults,
  countResults,
  endHold,
  findTriedVersion,
  lockTrial,
} from '#db/queries/insights/check-trials.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { enqueueReading } from '#app/features/documents/upload/enqueue-reading.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchTrial } from './read-trial.server.ts';

type Held = { documentId: string; versionId: string; version: number; lost: number };

const decidedAlready = () =>
  new AppError(
    'conflict',
    'Somebody has decided about this version meanwhile, or it is being read again. Look at how it stands now.',
  );

/** Runs `decide` about a version that waits. Throws AppError: 404 for one that is not the tenant's, 409 for another. */
async function withHeld(
  scope: TenantScope,
  version: string | undefined,
  decide: (tx: Tx, held: Held) => Promise<void>,
): Promise<void> {
  const versionId = requireId(version, noSuchTrial);
  await withScope(scope, async (tx) => {
    await lockTrial(tx, scope, versionId);
    const tried = await findTriedVersion(tx, scope, versionId);
    if (!tried) throw noSuchTrial();
    if (!tried.held || !tried.newest || tried.status !== 'ready') throw decidedAlready();
    await decide(tx, tried);
  });
  wakeDispatcher();
}

/** Has a held version read once more and published, whatever approved answers are lost with it. */
export const publishAnyway = (scope: TenantScope, version: string | undefined): Promise<void> =>
  withHeld(scope, version, async (tx, held) => {
    await release(tx, scope, held, { waived: true });
    await note(tx, scope, held, 'version.published-anyway');
  });

/**
 * Approves what a held version answers in the place of one approved answer (`checkId`), or of all that would be lost.
 * Once none is left the version is read and tried once more, and published. Throws AppError 409 too when the check's
 * approved answer is another by now.
 */
export const approveTried = (scope: TenantScope, version: string | undefined, checkId?: string): Promise<void> =>
  withHeld(scope, version, async (tx, held) => {
    if ((await approveResults(tx, scope, held.versionId, checkId ?? 'lost')) === 0) throw decidedAlready();
    await note(tx, scope, held, 'version.answers-approved', checkId ? { check_id: checkId } : {});
    const counted = await countResults(tx, scope, held.versionId);
    const left = counted.find(({ outcome }) => outcome === 'lost')?.checks ?? 0;
    if (left === 0) await release(tx, scope, held, { waived: false });
  });

/** Discards a held version: it stays in the list of versions as failed, with the reason; what is live stays. */
export const discardVersion = (scope: TenantScope, version: string | undefined): Promise<void> =>
  withHeld(scope, version, async (tx, held) => {
    if (!(await endHold(tx, scope, held.versionId, false))) throw decidedAlready();
    const answers = held.lost === 1 ? 'an approved answer' : `${held.lost} approved answers`;
    await failHeldVersion(tx, scope, held.versionId, `Discarded by staff, since ${answers} would have been lost.`);
    await note(tx, scope, held, 'version.discarded');
  });

async function release(tx: Tx, scope: TenantScope, held: Held, { waived }: { waived: boolean }): Promise<void> {
  if (!(await endHold(tx, scope, held.versionId, waived))) throw decidedAlready();
  await queueVersion(tx, scope, held.versionId);
  await enqueueReading(tx, scope, held);
}

const note = (tx: Tx, scope: TenantScope, held: Held, action: string, details: Record<string, string> = {}) =>
  recordAudit(tx, scope, {
    action,
    subjectType: 'document',
    subjectId: held.documentId,
    details: { version: held.version, lost: held.lost, ...details },
  });
