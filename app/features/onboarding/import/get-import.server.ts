import { requireId } from '#app/platform/require-id.ts';
import { findLatestJobs } from '#db/queries/homes/units.ts';
import { findHouseImport } from '#db/queries/onboarding/house-imports.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { housesImportRequested } from '#inngest/events.ts';
import { findingsSchema, type Findings } from './findings.ts';
import { noSuchImport } from './no-such-import.ts';

export type ImportStanding = {
  id: string;
  fileName: string;
  /** Null once it was imported. */
  findings: Findings | null;
  /** Houses; null until it was imported. */
  done: { added: number; changed: number; unchanged: number } | null;
  job: { state: string; progress: number; error: string | null } | null;
};

/** A file that was checked, with how its import stands. Throws AppError 404. */
export async function getImport(scope: TenantScope, importId: string): Promise<ImportStanding> {
  const id = requireId(importId, noSuchImport);
  return withScope(
    scope,
    async (tx) => {
      const one = await findHouseImport(tx, scope, id);
      if (!one) throw noSuchImport();
      const [job] = await findLatestJobs(tx, scope, [{ subjectId: id, eventName: housesImportRequested.name }]);
      const { added, changed, unchanged } = one;
      return {
        id,
        fileName: one.fileName,
        findings: one.findings === null ? null : findingsSchema.parse(one.findings),
        done: one.appliedAt ? { added: added ?? 0, changed: changed ?? 0, unchanged: unchanged ?? 0 } : null,
        job: job ? { state: job.state, progress: job.progress, error: job.error } : null,
      };
    },
    { readOnly: true },
  );
}
