import { hasDevelopment, readAnalyticsVersion } from '#db/queries/insights/analytics.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { createVersionedCache } from '../cache-by-version.ts';
import { addDays, daysBetween } from '../schema.ts';
import type { DiveName, Dives } from './dive.ts';
import type { Period } from './days.ts';
import { readDocuments } from './read-documents.server.ts';
import { readHandover } from './read-handover.server.ts';
import { readJobs } from './read-jobs.server.ts';
import { readOwners } from './read-owners.server.ts';
import { readQuestions } from './read-questions.server.ts';
import type { DiveQuery } from './schema.ts';

/* Cache-first (B3), by readAnalytics' version, which says what it sees and what shows within a minute. */
const cache = createVersionedCache({ maxEntries: 200 });

type Reader<Name extends DiveName> = (
  tx: Tx,
  scope: TenantScope,
  query: DiveQuery,
  before: Period,
) => Promise<Omit<Dives[Name], 'from' | 'to' | 'time_zone' | 'development_id'>>;
const READERS: { [Name in DiveName]: Reader<Name> } = {
  questions: readQuestions,
  documents: readDocuments,
  owners: readOwners,
  jobs: readJobs,
  handover: readHandover,
};

/**
 * A deep dive of the builder's portal (G4): its figures beside those of as many days before, by day, what they are made
 * of, and a page of its list. Throws AppError 404 for a development that is not the tenant's, 422 for a cursor of
 * another list.
 */
export function readDive<Name extends DiveName>(
  scope: TenantScope,
  name: Name,
  query: DiveQuery,
): Promise<Dives[Name]> {
  const { from, to, developmentId, show, limit, cursor } = query;
  const length = daysBetween(from, to) + 1;
  const before: Period = {
    from: addDays(from, -length),
    to: addDays(from, -1),
    ...(developmentId ? { developmentId } : {}),
  };
  const key = [name, scope.tenantId, developmentId ?? '', from, to, show, limit, cursor ?? ''].join('/');
  return withScope(
    scope,
    async (tx) =>
      cache.get(key, await readAnalyticsVersion(tx, scope), async () => {
        if (developmentId && !(await hasDevelopment(tx, scope, developmentId)))
          throw new AppError(
            'not-found',
            'There is no such development of yours. Leave development_id away to see all of them.',
          );
        const read = await READERS[name](tx, scope, query, before);
        const range = { from, to, time_zone: 'Europe/Dublin' as const, development_id: developmentId ?? null };
        return { ...range, ...read } as Dives[Name];
      }),
    { readOnly: true },
  );
}
