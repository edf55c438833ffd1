import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { deriveSignInToken, hashToken } from '#app/platform/tokens.ts';
import { findClaimedHousesByEmail, insertSignInLink } from '#db/queries/identity/sign-in-links.ts';
import { entryScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { LINK_LIFETIME } from './link-lifetime.ts';
import { openAddress } from './sealed-address.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;

/**
 * Makes a one-time link for each claimed house of a sealed address, and the job that mails it, in one transaction. A
 * link's id follows from the request and the owner, so that the same request makes no second one. Returns how many.
 * Throws AppError 410 for an address that cannot be opened any more.
 */
export async function issueSignInLinks(
  scope: PlatformScope,
  request: { address: string; origin: string },
): Promise<number> {
  const { email, requestId } = await openAddress(request.address);
  const issued = await withScope(scope, async (tx) => {
    let count = 0;
    for (const { tenantId, homeownerId, houseId } of await findClaimedHousesByEmail(tx, email)) {
      const id = linkIdOf(requestId, homeownerId);
      const tokenHash = hashToken(deriveSignInToken(sessionSecret(), tenantId, id));
      if (
        !(await insertSignInLink(tx, {
          tenantId,
          id,
          homeownerId,
          tokenHash,
          lifetime: LINK_LIFETIME,
        }))
      )
        continue;
      const owner = entryScope({ tenantId, houseId, actor: { kind: 'homeowner', homeownerId, houseId } });
      await recordAudit(tx, owner, {
        action: 'sign-in-link.requested',
        subjectType: 'homeowner',
        subjectId: homeownerId,
      });
      await enqueueJob(tx, {
        tenantId,
        event: {
          name: mailRequested.name,
          data: { tenant_id: tenantId, mail: 'sign-in-link', id, origin: request.origin },
        },
        subject: { type: 'mail', id },
        allowedMinutes: MAIL_DEADLINE_MINUTES,
      });
      count += 1;
    }
    return count;
  });
  if (issued > 0) wakeDispatcher();
  return issued;
}

/** A version 7 id of the moment of the request, so that links are in the order in which they were asked for. */
function linkIdOf(requestId: string, homeownerId: string): string {
  const msecs = Number.parseInt(requestId.replaceAll('-', '').slice(0, 12), 16);
  return v7({ msecs, random: createHash('sha256').update(`${requestId}:${homeownerId}`).digest().subarray(0, 16) });
}
