import { v7 } from 'uuid';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { sealClaimedHouse } from '#app/features/identity/claimed-house.server.ts';
import { endSession } from '#app/features/identity/sessions/end-session.server.ts';
import type { HomeownerSession } from '#app/features/identity/sessions/homeowner-session.server.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { insertWrongName } from '#db/queries/onboarding/wrong-names.ts';
import { withScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;

/**
 * Whoever scanned a code says that the purchaser's name is not theirs: nothing is claimed, the builder is told in the
 * inbox and by mail, and the session ends. Said again, it tells once. Returns where to go on. `origin` is where the
 * mail's link leads.
 */
export async function reportWrongName(session: HomeownerSession, origin: string): Promise<string> {
  const { scope, claims } = session;
  const { house, development, tenant } = await describeHome(scope);
  const told = await withScope(scope, async (tx) => {
    const id = v7();
    if (!(await insertWrongName(tx, scope, id))) return false;
    await recordAudit(tx, scope, { action: 'house.not-mine', subjectType: 'house', subjectId: scope.houseId });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: { name: mailRequested.name, data: { tenant_id: scope.tenantId, mail: 'wrong-name', id, origin } },
      subject: { type: 'mail', id },
      allowedMinutes: MAIL_DEADLINE_MINUTES,
    });
    return true;
  });
  if (told) wakeDispatcher();
  await endSession(claims);
  const sealed = await sealClaimedHouse({ label: house.label, development: development.name, builder: tenant.name });
  return `/welcome/not-me?${new URLSearchParams({ house: sealed })}`;
}
