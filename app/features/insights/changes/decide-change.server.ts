import {
  decideChange as decide,
  findChange,
  followChange,
  listChangedCitations,
} from '#db/queries/insights/changes.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { changeTellRequested } from '#inngest/events.ts';
import { noSuchChange } from './no-such-change.ts';
import type { Decision } from './schema.ts';

/** Citations that follow a decision in one statement. */
const BATCH = 200;

/**
 * Decides about a changed passage (G12): the owners concerned are told in the approved words, by a job that is accepted
 * with the decision, or nobody is. Either way what stands in its place now is what their answers are held against from
 * here on. Throws AppError: 404; 409 when a colleague has decided, or the document has changed once more.
 */
export async function decideChange(
  scope: TenantScope,
  changeId: string | undefined,
  decision: Decision,
  origin: string,
): Promise<void> {
  const id = requireId(changeId, noSuchChange);
  const tells = decision.decision === 'tell';
  await withScope(scope, async (tx) => {
    const change = await findChange(tx, scope, id);
    if (!change) throw noSuchChange();
    const as = { state: tells ? 'told' : 'dismissed', wording: tells ? decision.wording : null } as const;
    if (!(await decide(tx, scope, { id, version: decision.version }, as)))
      throw new AppError(
        'conflict',
        change.state === 'open'
          ? 'The document has changed once more since you opened this. Nobody was told: read it as it is now.'
          : 'A colleague has decided about this since you opened it. Nothing was done twice.',
      );
    await followAll(tx, scope, id);
    if (tells)
      await enqueueJob(tx, {
        tenantId: scope.tenantId,
        event: { name: changeTellRequested.name, data: { tenant_id: scope.tenantId, id, origin } },
        subject: { type: 'document', id: change.documentId },
      });
    await recordAudit(tx, scope, {
      action: tells ? 'change.told' : 'change.dismissed',
      subjectType: 'change',
      subjectId: id,
      details: { document_id: change.documentId },
    });
  });
  wakeDispatcher();
}

async function followAll(tx: Tx, scope: TenantScope, changeId: string): Promise<void> {
  let cited = await listChangedCitations(tx, scope, changeId, { limit: BATCH });
  while (cited.length > 0) {
    await followChange(tx, scope, changeId, cited);
    cited = await listChangedCitations(tx, scope, changeId, { limit: BATCH, after: cited.at(-1) });
  }
}
