import { addTerms, listAllDevelopments, listLivePassages } from '#db/queries/care/terms.ts';
import { listDevelopmentChoices } from '#db/queries/tenancy/developments.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { careTermsRequested } from '#inngest/events.ts';
import { enqueueJobs, type JobRequest } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { findTerms } from './find-terms.ts';

/** Passages of one step: some 300 KB of text at most. */
const BATCH = 250;
const DEVELOPMENTS = 50;

const requestFor = ({ tenantId, id }: { tenantId: string; id: string }): JobRequest => ({
  tenantId,
  event: { name: careTermsRequested.name, data: { tenant_id: tenantId, development_id: id } },
  subject: { type: 'development', id },
});

/** Asks for the documents of each of the tenant's developments to be looked through. Returns how many. */
export async function requestTerms(scope: TenantScope): Promise<number> {
  const asked = await withScope(scope, async (tx) => {
    const developments = (await listDevelopmentChoices(tx, scope)).slice(0, DEVELOPMENTS);
    await enqueueJobs(
      tx,
      developments.map(({ id }) => requestFor({ tenantId: scope.tenantId, id })),
    );
    return developments.length;
  });
  wakeDispatcher();
  return asked;
}

/** The same for some of all developments, each night. Returns the place behind the last; null once all were asked. */
export async function requestAllTerms(
  scope: PlatformScope,
  after: { tenantId: string; id: string } | null,
): Promise<{ tenantId: string; id: string } | null> {
  const next = await withScope(scope, async (tx) => {
    const rows = await listAllDevelopments(tx, scope, { limit: DEVELOPMENTS, after: after ?? undefined });
    await enqueueJobs(tx, rows.map(requestFor));
    return rows.length === DEVELOPMENTS ? (rows.at(-1) ?? null) : null;
  });
  wakeDispatcher();
  return next;
}

/**
 * Finds what the next passages of a development say of time, and keeps what is new for staff to confirm. Doing it again
 * adds nothing. Returns the place behind the last passage; null once all were looked at.
 */
export async function collectTerms(
  scope: TenantScope,
  developmentId: string,
  after: string | null,
): Promise<{ next: string | null; added: number }> {
  const passages = await withScope(
    scope,
    (tx) => listLivePassages(tx, scope, developmentId, { limit: BATCH, after: after ?? undefined }),
    { readOnly: true },
  );
  const terms = passages
    .filter(({ live }) => live)
    .flatMap(({ documentId, page, text }) => findTerms(text).map((term) => ({ documentId, page, ...term })));
  const added = terms.length === 0 ? 0 : await withScope(scope, (tx) => addTerms(tx, scope, developmentId, terms));
  return { next: passages.length === BATCH ? (passages.at(-1)?.id ?? null) : null, added };
}
