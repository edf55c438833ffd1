import { forgetAnswers } from '#app/features/assistant/answer-cache.server.ts';
import { seal } from '#app/features/identity/sealed.server.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { forgetSearches } from '#app/features/retrieval/search-cache.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { endSessionsBefore, lockOwner } from '#db/queries/identity/owners.ts';
import { revokeQrTokensOf } from '#db/queries/onboarding/qr-codes.ts';
import { deletePerson, listStoredOf, lockPerson, unnameActivity } from '#db/queries/privacy/erasure.ts';
import { entryScope, platformScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { ownerErased } from '#inngest/events.ts';
import { ERASED_LIFETIME, ERASED_PERSON } from './erased-person.ts';
import { logbookKey } from './logbook/logbook-key.ts';

/** Files that one job removes: an event has 8 KiB. */
const BATCH = 30;

/** What an owner types, so that nothing is erased by a slip. */
export const CONFIRMATION = 'erase';

/**
 * Erases the owner of a scope with all that hangs on them (E10), in one transaction: chats, ratings, questions passed
 * on, sign-in links, devices, consents, logbooks, scans. Their sessions end and the house's codes die with it. What
 * lies in files (kept mails, logbooks) is removed by a job that the same transaction accepts. The audit log keeps what
 * was done, under an id that names nobody. Throws AppError 422 for another confirmation.
 */
export async function eraseOwner(scope: HouseScope, typed: unknown): Promise<void> {
  if (typeof typed !== 'string' || typed.trim().toLowerCase() !== CONFIRMATION)
    throw new AppError('invalid-input', `Type ${CONFIRMATION} into the field, so that nothing is erased by a slip.`, {
      fields: [{ field: 'confirmation', message: `Type the word ${CONFIRMATION}.` }],
    });
  const { tenantId, houseId, homeownerId, actor } = scope;
  const platform = platformScope(actor);
  await withScope(platform, async (tx) => {
    const owner = await lockOwner(tx, { tenantId, houseId });
    const person = await lockPerson(tx, platform, { tenantId, homeownerId });
    // A second press: it is done.
    if (!owner || owner.homeownerId !== homeownerId || !person) return;
    const { fullName, email } = person;
    const stored = await listStoredOf(tx, platform, { tenantId, homeownerId });
    await endSessionsBefore(tx, { tenantId, houseId }, new Date(owner.now.getTime() + 1));
    await revokeQrTokensOf(tx, { tenantId, houseId });
    await deletePerson(tx, platform, { tenantId, homeownerId, houseId });
    const by = entryScope({ tenantId, houseId, actor: { kind: 'homeowner', homeownerId, houseId } });
    await recordAudit(tx, by, { action: 'homeowner.erased', subjectType: 'house', subjectId: houseId });
    for (const { id, details_hash } of await unnameActivity(tx, platform, { tenantId, homeownerId, email }))
      await recordAudit(tx, by, {
        action: 'activity.unnamed',
        subjectType: 'activity',
        subjectId: id,
        details: { details_hash },
      });
    const sealed = await seal(ERASED_PERSON, { fullName, email: email ?? '' }, ERASED_LIFETIME);
    const files = [...stored.logbooks.map((id) => logbookKey(tenantId, id)), ...stored.photos];
    const batches = Array.from({ length: Math.max(1, Math.ceil(files.length / BATCH)) }, (_, batch) =>
      files.slice(batch * BATCH, (batch + 1) * BATCH),
    );
    await enqueueJobs(
      tx,
      batches.map((batch) => ({
        tenantId,
        event: { name: ownerErased.name, data: { tenant_id: tenantId, id: homeownerId, person: sealed, files: batch } },
      })),
    );
  });
  // A question that was asked may be the key of what is kept in memory.
  forgetAnswers();
  forgetSearches();
  wakeDispatcher();
}
